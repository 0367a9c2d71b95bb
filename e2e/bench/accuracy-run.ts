// Sends files through the pipeline of the built app: a folder of copies is dropped on it, as a person would.
import { copyFileSync, linkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from 'playwright';
import { App, type PipelineFacts } from '../pages/app';
import { inPageCode } from '../setup/in-page-code';
import type { BenchBrowser } from './bench-browser';
import type { accuracy } from './accuracy-in-page';
import type { Measured } from './accuracy-scores';

declare global {
  interface Window {
    accuracy: typeof accuracy;
  }
}

/** A pipeline in which nothing ends for this long is stuck: the app gives up a hung file far sooner. */
const STUCK_MS = 600_000;
const LOOK_EVERY_MS = 500;

/** @param onProgress called as files end @returns what the app says of each file, in their order */
export async function measureFiles(bench: BenchBrowser, url: string, paths: readonly string[], onProgress: (done: number) => void): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'soniquebay-accuracy-'));
  try {
    // Numbered: files of different folders may share a name.
    const names = paths.map((path, i) => `${i}${extname(path)}`);
    paths.forEach((path, i) => linkOrCopy(path, join(folder, names[i] ?? '')));
    const page = await bench.page();
    const app = new App(page);
    await app.open('', url);
    await app.dropFolder(folder);
    await pipelineEnd(app, onProgress);
    const measured = await readMeasured(page);
    await page.context().close();
    return names.map((name) => measured[name] ?? { tempo: null, key: null, error: 'The app took it for no music.' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Links cost no space, but do not reach across disks. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Waits until nothing runs or waits; a file that the app does not take for music is never found, so their number is not known. */
async function pipelineEnd(app: App, onProgress: (done: number) => void): Promise<void> {
  let last = '';
  let changedAt = performance.now();
  for (;;) {
    const facts = await app.facts();
    if (isOver(facts)) return;
    const { embedded, failed } = facts;
    if (JSON.stringify(facts) !== last) {
      last = JSON.stringify(facts);
      changedAt = performance.now();
      onProgress(embedded + failed);
    }
    if (performance.now() - changedAt > STUCK_MS) throw new Error(`The pipeline is stuck: ${last}`);
    await app.page.waitForTimeout(LOOK_EVERY_MS);
  }
}

function isOver({ state, found, embedded, failed }: PipelineFacts): boolean {
  return state === 'idle' && found > 0 && embedded + failed === found;
}

async function readMeasured(page: Page): Promise<Readonly<Record<string, Measured>>> {
  await page.evaluate(await inPageCode(join(import.meta.dirname, 'accuracy-in-page.ts'), 'accuracy'));
  return page.evaluate(() => window.accuracy.measured());
}
