// Adds up what the test runners reported: the last line says how many passed and failed. Run after npm test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const reportsDir = join(import.meta.dirname, '../../.cache/reports');

function read<T>(name: string): T | null {
  const path = join(reportsDir, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
}

const vitest = read<{ numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }>('vitest.json');
const playwright = read<{ stats: { expected: number; unexpected: number; flaky: number } }>('journeys.json');
const counts: readonly (readonly [string, Count])[] = [
  ['unit and browser tests', { passed: vitest?.numPassedTests ?? 0, failed: vitest?.numFailedTests ?? 0 }],
  ['journeys', { passed: playwright?.stats.expected ?? 0, failed: (playwright?.stats.unexpected ?? 0) + (playwright?.stats.flaky ?? 0) }],
];
for (const [name, { passed, failed }] of counts) console.log(`${name}: ${passed} passed, ${failed} failed`);
const total = counts.reduce((sum, [, count]) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }), { passed: 0, failed: 0 });
console.log(`${total.passed} passed, ${total.failed} failed`);
