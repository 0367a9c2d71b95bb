// Scan and parse of a real folder, dropped on the window: as a person sees it, and in a worker of its own with nothing beside it.
import { App } from '../pages/app';
import type { BenchBrowser } from './bench-browser';
import { rounded } from './figures';
import { heldPage } from './held-page';

const SCAN_LIMIT_MS = 300_000;

/** @returns files a second from the drop to the last one parsed */
export async function scanFilesPerS(bench: BenchBrowser, url: string, folder: string, count: number): Promise<number> {
  const page = await bench.page();
  const app = new App(page);
  await app.open('tracks', url);
  await app.dropFolder(folder);
  const began = performance.now();
  await parsed(app, count);
  const seconds = (performance.now() - began) / 1000;
  await page.context().close();
  return count / seconds;
}

/** @returns files a second of a first scan and of one with nothing changed, without the app's own work and lists */
export async function scanAloneFilesPerS(bench: BenchBrowser, url: string, folder: string, count: number, ingestWorkerUrl: string): Promise<Readonly<Record<'scanOnlyFilesPerS' | 'rescanFilesPerS', number>>> {
  const page = await heldPage(bench, url, folder);
  const { files, firstMs, againMs } = await page.evaluate((worker) => window.bench.scanTimes(worker), ingestWorkerUrl);
  if (files !== count) throw new Error(`${files} of ${count} files were parsed`);
  await page.context().close();
  return { scanOnlyFilesPerS: rounded((files * 1000) / firstMs), rescanFilesPerS: rounded((files * 1000) / againMs) };
}

async function parsed(app: App, count: number): Promise<void> {
  await app.page.waitForFunction((wanted) => Number(document.querySelector<HTMLElement>('[data-testid="pipeline"]')?.dataset['parsed']) >= wanted, count, { timeout: SCAN_LIMIT_MS, polling: 50 });
}
