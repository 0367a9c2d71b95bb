// A page over a folder of real files, with nothing of the app at work in it.
import type { Page } from 'playwright';
import { App } from '../pages/app';
import type { BenchBrowser } from './bench-browser';

/** The app's own pipeline is held; the folder is known, and not scanned. `window.bench` is there. */
export async function heldPage(bench: BenchBrowser, url: string, folder: string): Promise<Page> {
  const page = await bench.page();
  const app = new App(page);
  await app.open('tracks', url);
  await bench.load(page);
  await page.evaluate(() => window.bench.hold());
  await app.reload();
  await app.dropFolder(folder);
  await bench.load(page);
  return page;
}
