// Runs the built app in Chromium and measures it. Run: npm run bench [-- --json FILE]
import { join } from 'node:path';
import { ensureBenchLibrary, ensureLongTracks } from '../fixtures/generated';
import { BENCH_PORT } from '../setup/addresses';
import { startAppServer } from '../setup/app-server';
import { analysisFigures } from './measure-analysis';
import { initialJs, viewFigures } from './measure-views';
import { openBenchBrowser, workerUrl } from './bench-browser';
import { print, rounded, writeJson, type Figures } from './figures';
import { scanAloneFilesPerS, scanFilesPerS } from './measure-scan';

const FILES = 2000;
const TRACKS = 100_000;
const distDir = join(import.meta.dirname, '../../dist');

const folder = ensureBenchLibrary(FILES);
const long = ensureLongTracks();
const server = await startAppServer({ port: BENCH_PORT });
const bench = await openBenchBrowser();
try {
  const analysis = await analysisFigures(bench, server.url, long.dir, distDir);
  const figures: Figures = {
    ...(await initialJs(bench, server.url)),
    scanFilesPerS: rounded(await scanFilesPerS(bench, server.url, folder, FILES)),
    ...(await scanAloneFilesPerS(bench, server.url, folder, FILES, workerUrl(distDir, server.url, 'ingest'))),
    analysisSecondsPerTrack: analysis.secondsPerTrack,
    analysisS: analysis.secondsByStep,
    ...(await viewFigures(bench, server.url, TRACKS, workerUrl(distDir, server.url, 'search'))),
  };
  print(figures);
  writeJson(figures, process.argv);
} finally {
  await bench.close();
  await server.stop();
}
