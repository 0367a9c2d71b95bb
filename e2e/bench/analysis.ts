// How long one worker takes for a track, step by step. Run: npm run bench:analysis [-- FOLDER] [--json FILE]; four-minute tracks of the demo without a folder.
import { join, resolve } from 'node:path';
import { ensureLongTracks } from '../fixtures/generated';
import { BENCH_PORT } from '../setup/addresses';
import { startAppServer } from '../setup/app-server';
import { openBenchBrowser } from './bench-browser';
import { print, writeJson } from './figures';
import { analysisFigures } from './measure-analysis';

const [first] = process.argv.slice(2);
const folder = first && !first.startsWith('--') ? resolve(first) : ensureLongTracks().dir;
const server = await startAppServer({ port: BENCH_PORT });
const bench = await openBenchBrowser();
try {
  const figures = await analysisFigures(bench, server.url, folder, join(import.meta.dirname, '../../dist'));
  print(figures);
  writeJson(figures, process.argv);
} finally {
  await bench.close();
  await server.stop();
}
