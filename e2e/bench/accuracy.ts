// Measures how right tempo and key are, by the built app's own pipeline in Chromium.
// Run: npm run bench:accuracy -- truth.csv [--json] (see docs/accuracy.md)
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { startAppServer } from '../setup/app-server';
import { accuracyText } from './accuracy-report';
import { measureFiles } from './accuracy-run';
import { scoreAll } from './accuracy-scores';
import { parseTruth } from './accuracy-truth';
import { openBenchBrowser } from './bench-browser';

const args = process.argv.slice(2);
const csvPath = args.find((arg) => !arg.startsWith('--'));
if (!csvPath) throw new Error('Usage: npm run bench:accuracy -- truth.csv [--json]');
const truth = parseTruth(readFileSync(csvPath, 'utf8'));
const paths = truth.map(({ file }) => resolve(dirname(csvPath), file));
const absent = paths.filter((path) => !existsSync(path));
if (truth.length === 0 || absent.length > 0) throw new Error(`No such files: ${absent.join(', ') || 'the table is empty'}`);

// Only the figures go to standard output: what else is said would break the JSON.
if (spawnSync('npm', ['run', 'build'], { stdio: ['ignore', 2, 2] }).status !== 0) throw new Error('The build failed.');
const server = await startAppServer();
const bench = await openBenchBrowser();
try {
  const measured = await measureFiles(bench, server.url, paths, (done) => console.error(`${done} of ${paths.length} files`));
  const accuracy = scoreAll(truth, measured);
  console.log(args.includes('--json') ? JSON.stringify(accuracy) : accuracyText(accuracy));
} finally {
  await bench.close();
  await server.stop();
}
