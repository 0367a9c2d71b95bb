// Scan and parse of a real folder, dropped on the window, as a person sees it: analysis begins beside it.
import type { App } from '../pages/app';
import { App as AppPage } from '../pages/app';
import type { BenchBrowser } from './bench-browser';

const SCAN_LIMIT_MS = 300_000;

/** @returns files a second from the drop to the last one parsed */
export async function scanFilesPerS(bench: BenchBrowser, url: string, folder: string, count: number): Promise<number> {
  const page = await bench.page();
  const app = new AppPage(page);
  await app.open('tracks', url);
  await app.dropFolder(folder);
  const began = performance.now();
  await parsed(app, count);
  const seconds = (performance.now() - began) / 1000;
  await page.context().close();
  return count / seconds;
}

async function parsed(app: App, count: number): Promise<void> {
  await app.page.waitForFunction((wanted) => Number(document.querySelector<HTMLElement>('[data-testid="pipeline"]')?.dataset['parsed']) >= wanted, count, { timeout: SCAN_LIMIT_MS, polling: 50 });
}
