// A library of 100,000 tracks: how fast it is written, opened, searched and sorted, and what it holds in memory.
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { percentile, rounded, type Figures } from './figures';
import { rendererMb, type BenchBrowser } from './bench-browser';

const FIRST_LIST_ROUNDS = 5;

interface FirstList {
  readonly firstListMs: number;
  readonly longestTaskMs: number;
}

export async function viewFigures(bench: BenchBrowser, url: string, count: number, searchWorkerUrl: string): Promise<Figures> {
  const page = await bench.page();
  // A page of the same origin without the app in it, so that nothing else works on the database.
  await page.goto(`${url}api/health`);
  await bench.load(page);
  const { rows, rowsMs } = await page.evaluate((wanted) => window.bench.seed(wanted), count);
  const { openMs, searchMs, sortMs, changedSortMs, filterMs } = await page.evaluate((worker) => window.bench.viewTimes(worker), searchWorkerUrl);

  const first = await firstList(page, url);
  await settled(bench, page);
  const firsts: FirstList[] = [];
  for (let round = 0; round < FIRST_LIST_ROUNDS; round++) firsts.push(await firstList(page, url));
  const memoryMb = await rendererMb(bench.browser);
  await page.context().close();
  return {
    rowsPerS: rounded((rows / rowsMs) * 1000),
    indexColdMs: rounded(openMs),
    searchP50Ms: rounded(percentile(searchMs, 0.5)), searchP95Ms: rounded(percentile(searchMs, 0.95)),
    sortP50Ms: rounded(percentile(sortMs, 0.5)), sortP95Ms: rounded(percentile(sortMs, 0.95)), sortWorstMs: rounded(Math.max(...sortMs)),
    changedSortP95Ms: rounded(percentile(changedSortMs, 0.95)), changedSortWorstMs: rounded(Math.max(...changedSortMs)),
    filterP95Ms: rounded(percentile(filterMs, 0.95)), filterWorstMs: rounded(Math.max(...filterMs)),
    firstListAfterUpdateMs: rounded(first.firstListMs),
    firstListMs: rounded(percentile(firsts.map((each) => each.firstListMs), 0.5)),
    firstListWorstMs: rounded(Math.max(...firsts.map((each) => each.firstListMs))),
    longestTaskMs: rounded(Math.max(...firsts.map((each) => each.longestTaskMs))),
    memoryMb: rounded(memoryMb),
  };
}

/** Once after an update of the app everything is looked through; what counts is every start after that. */
async function settled(bench: BenchBrowser, page: Page): Promise<void> {
  await bench.load(page);
  while (!(await page.evaluate(() => window.bench.settled()))) await page.waitForTimeout(500);
}

/** From navigation to rows with their titles on the screen. */
async function firstList(page: Page, url: string): Promise<FirstList> {
  await page.goto('about:blank');
  await page.addInitScript(() => {
    const seen = { longestTaskMs: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, duration);
    }).observe({ type: 'longtask', buffered: true });
    Object.assign(window, { seen });
  });
  await page.goto(`${url}#/tracks`);
  const firstListMs = await page.waitForFunction(() => (document.querySelector('[data-testid="track-row"] [title]') ? performance.now() : false), undefined, { polling: 'raf', timeout: 60_000 });
  return page.evaluate((ms) => ({ firstListMs: ms as number, longestTaskMs: (window as unknown as { seen: { longestTaskMs: number } }).seen.longestTaskMs }), await firstListMs.jsonValue());
}

/** JavaScript of the page itself before the first screen takes a click, gzip; workers load beside it and are counted apart. */
export async function initialJs(bench: BenchBrowser, url: string): Promise<Figures> {
  const page = await bench.page();
  const sizes = { page: 0, workers: 0 };
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script' && !response.url().endsWith('.js')) return;
    if (response.url().endsWith('/sw.js')) return;
    const part = /\.worker-/.test(response.url()) ? 'workers' : 'page';
    reading.push(response.body().then((body) => void (sizes[part] += gzipSync(body, { level: 9 }).length)));
  });
  await page.goto(url);
  await page.getByRole('button', { name: 'Choose your music folder' }).click({ trial: true });
  await Promise.all(reading);
  await page.context().close();
  return { initialJsKb: rounded(sizes.page / 1024), initialWorkerJsKb: rounded(sizes.workers / 1024) };
}
