// Whether the app keeps memory of what it analysed: 500 small files of all formats on one audio worker, replaced as the app's pool does, memory after 50 and 95 against after 450 and 495, where the worker is as old, and after 100 against 500, where it was just replaced. Run: npm run bench:leak [-- FOLDER] [--one-worker] [--json FILE].
import { setTimeout as sleep } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { BENCH_PORT } from '../setup/addresses';
import { startAppServer } from '../setup/app-server';
import { openBenchBrowser, rendererOwnMb, workerUrl, type BenchBrowser } from './bench-browser';
import { print, rounded, writeJson } from './figures';
import { heldPage } from './held-page';

const CLIPS_DIR = join(import.meta.dirname, '../../workers/audio/testing/clips/foreign');
const DIST_DIR = join(import.meta.dirname, '../../dist');
const FIRST_FILES = 50;
const ALL_FILES = 500;
/** A pool's worker stays for 100 files, and holds the more the older it is: workers of the same age are compared. */
const LAST_ALIKE = 450;
/** One reading may be 20 MB off, by what is not collected yet: two of each worker are taken together. */
const [FIRST_AGES, LAST_AGES] = [[FIRST_FILES, 95], [LAST_ALIKE, 495]] as const;
/** With a worker that has done nothing yet: what grows from one to the other is kept outside of it. */
const JUST_REPLACED = [100, ALL_FILES] as const;
const MEASURED_AT = [...FIRST_AGES, JUST_REPLACED[0], 150, 250, 350, 395, ...LAST_AGES, ALL_FILES];
/** Collections are asked for so often, with a pause for what they set free to be given back. */
const COLLECTIONS = 4;
const PAUSE_MS = 1_000;

const [first] = process.argv.slice(2);
const folder = first && !first.startsWith('--') ? resolve(first) : CLIPS_DIR;
const oneWorker = process.argv.includes('--one-worker');
const server = await startAppServer({ port: BENCH_PORT });
const bench = await openBenchBrowser();
try {
  const page = await heldPage(bench, server.url, folder);
  await page.evaluate((worker) => window.bench.scanTimes(worker), workerUrl(DIST_DIR, server.url, 'ingest'));
  const memoryMb: Record<number, number> = {};
  let [files, analysed] = [0, 0];
  for (const until of MEASURED_AT) {
    analysed += await page.evaluate(([worker, base, count, recycles]) => window.bench.analyseAgain(worker, base, count, recycles), [workerUrl(DIST_DIR, server.url, 'audio'), server.url, until - files, !oneWorker] as const);
    files = until;
    memoryMb[until] = rounded(await collectedMb(bench));
    console.log(`After ${until} files: ${memoryMb[until]} MB`);
  }
  const growthPercent = ([first, last]: readonly [readonly number[], readonly number[]]): number => rounded((meanAt(memoryMb, last) / meanAt(memoryMb, first) - 1) * 100);
  const figures = {
    files, analysed, memoryMbAfter50: meanAt(memoryMb, [FIRST_FILES]), memoryMbAfter450: meanAt(memoryMb, [LAST_ALIKE]), memoryMb,
    growthPercent: growthPercent([FIRST_AGES, LAST_AGES]), growthOutsideWorkerPercent: growthPercent([[JUST_REPLACED[0]], [JUST_REPLACED[1]]]),
  };
  print(figures);
  writeJson(figures, process.argv);
} finally {
  await bench.close();
  await server.stop();
}

function meanAt(memoryMb: Readonly<Record<number, number>>, files: readonly number[]): number {
  return files.reduce((sum, at) => sum + (memoryMb[at] as number), 0) / files.length;
}

/** The page's process with its workers, after all of them were told that memory is short: they collect garbage then. */
async function collectedMb({ browser }: BenchBrowser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  for (let i = 0; i < COLLECTIONS; i++) {
    await devtools.send('Memory.simulatePressureNotification', { level: 'critical' });
    await sleep(PAUSE_MS);
  }
  await devtools.detach();
  return rendererOwnMb(browser);
}
