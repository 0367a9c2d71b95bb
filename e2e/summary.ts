// The last word of a test run: what Vitest and Playwright counted, as one line.
import { readFileSync } from 'node:fs';

interface VitestReport { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number }
interface PlaywrightReport { readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number } }

function read<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

const unit = read<VitestReport>('test-results/vitest.json');
const journeys = read<PlaywrightReport>('test-results/journeys.json')?.stats;
const passed = (unit?.numPassedTests ?? 0) + (journeys?.expected ?? 0);
const failed = (unit?.numFailedTests ?? 0) + (journeys ? journeys.unexpected + journeys.flaky : 0);
const skipped = (unit?.numPendingTests ?? 0) + (journeys?.skipped ?? 0);

console.log(`Unit and browser tests (Vitest): ${unit ? `${unit.numPassedTests} passed` : 'did not run'}; journeys (Playwright): ${journeys ? `${journeys.expected} passed` : 'did not run'}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
