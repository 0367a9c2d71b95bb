// Looks for cases that break a property: runs the tests that state properties over and over, each time with other cases.
//   npm run check:properties -- [rounds, 20 if not said] [project: unit or browser, unit if not said]
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [rounds = '20', project = 'unit'] = process.argv.slice(2);
const SOURCES = ['src', 'workers', 'sync-server', 'e2e'];

function statesProperties(file: string): boolean {
  return file.endsWith('.test.ts') && file.endsWith('.browser.test.ts') === (project === 'browser') && readFileSync(file, 'utf8').includes("from 'fast-check'");
}

const files = SOURCES.flatMap((source) => readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) => join(source, name))).filter(statesProperties);
const broken: number[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', '--project', project, '--reporter=dot', ...files], { encoding: 'utf8', env: { ...process.env, PROPERTY_SEED: String(seed) }, shell: process.platform === 'win32' });
  if (status !== 0) {
    console.log(stdout, stderr);
    broken.push(seed);
  }
  console.log(`round ${round + 1} of ${rounds}, seed ${seed}: ${status === 0 ? 'held' : 'broken'}`);
}
if (broken.length > 0) {
  console.error(`Broken with PROPERTY_SEED=${broken.join(', ')}`);
  process.exit(1);
}
