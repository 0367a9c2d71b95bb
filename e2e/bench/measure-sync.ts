// The second device of a person with a big library: its first sync, in the app as it is, and how fast its edits leave.
import type { Page } from 'playwright';
import type { ServerContents } from '../setup/api-device';
import { Device } from '../pages/device';
import { cpuS, rendererMb, type BenchBrowser } from './bench-browser';
import { percentile, rounded, type Figures } from './figures';

const FIRST_SYNC_LIMIT_MS = 300_000;
const EDITS = 1_000;
const PUSHES = 7;
const HEAP_EVERY_MS = 250;

export interface FirstSync {
  readonly url: string;
  readonly code: string;
  readonly expected: { readonly tracks: number; readonly plays: number; readonly ops: number };
}

/** From the click on Connect until the app says that everything is in sync; then every row is counted. */
export async function firstSync(bench: BenchBrowser, page: Page, { url, code, expected }: FirstSync): Promise<Figures> {
  const device = new Device(page);
  await device.fillConnect(url, code, { name: 'Second device' });
  // What every first visit does, and is done with long before a person has typed a code: all of the app is kept for offline.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const cpuBefore = await cpuS(bench.browser);
  const heap = watchHeap(page);
  const began = performance.now();
  await device.pressConnect();
  await page.waitForFunction(() => document.querySelector('#sync [role=status][aria-label$="Everything is in sync"]'), undefined, { timeout: FIRST_SYNC_LIMIT_MS, polling: 50 });
  const firstSyncS = (performance.now() - began) / 1000;
  const cpuAfter = await cpuS(bench.browser);
  const heapMb = await heap.stop();
  await bench.load(page);
  const counts = await page.evaluate(() => window.bench.counts());
  const wanted = { tracks: expected.tracks, sounds: expected.tracks, vectors: expected.tracks, holdings: expected.tracks, plays: expected.plays, ops: expected.ops };
  for (const [table, count] of Object.entries(wanted)) {
    if (counts[table] !== count) throw new Error(`${counts[table]} rows in ${table} instead of ${count}`);
  }
  const firstSyncCpuS = Object.fromEntries(['browser', 'renderer'].map((type) => [type, rounded((cpuAfter[type] ?? NaN) - (cpuBefore[type] ?? NaN))]));
  return { firstSyncS: rounded(firstSyncS), firstSyncCpuS, heapMb: rounded(heapMb), rendererMb: rounded(await rendererMb(bench.browser)) };
}

/** A whole round in the built worker with 1,000 edits waiting, from the edit itself on. */
export async function pushFigures(bench: BenchBrowser, page: Page, url: string, syncWorkerUrl: string): Promise<Figures> {
  // A page of the same origin without the app in it, so that nothing else sends.
  await page.goto(`${url}api/health`);
  await bench.load(page);
  const { editMs, pushMs } = await page.evaluate(([worker, edits, rounds]) => window.bench.pushes(worker, edits, rounds), [syncWorkerUrl, EDITS, PUSHES] as const);
  return { editMs: rounded(percentile(editMs, 0.5)), pushMs: rounded(percentile(pushMs, 0.5)), pushWorstMs: rounded(Math.max(...pushMs)) };
}

/** The page's own JavaScript heap, at its highest. */
function watchHeap(page: Page): { stop(): Promise<number> } {
  let greatest = 0;
  let watching = true;
  const done = (async () => {
    const devtools = await page.context().newCDPSession(page);
    while (watching) {
      const { usedSize } = (await devtools.send('Runtime.getHeapUsage')) as { usedSize: number };
      greatest = Math.max(greatest, usedSize / 1_048_576);
      await new Promise((resolve) => setTimeout(resolve, HEAP_EVERY_MS));
    }
    await devtools.detach();
  })();
  return {
    async stop() {
      watching = false;
      await done;
      return greatest;
    },
  };
}

/** What the server sends of a library, a track. */
export function bytesATrack({ bytes }: ServerContents, tracks: number): number {
  return Math.round(bytes / tracks);
}
