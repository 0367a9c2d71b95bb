// A browser for measuring in: each measurement gets a profile of its own and the benchmark's code in the page.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { browserLaunch } from '../browser';
import { inPageCode } from '../setup/in-page-code';
import type { bench } from './in-page';

/** As every Linux gives them out. */
const CLOCK_TICKS_A_SECOND = 100;

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

export interface BenchBrowser {
  readonly browser: Browser;
  /** A page of a fresh profile. */
  page(): Promise<Page>;
  /** Gives the page `window.bench`; again after each navigation. */
  load(page: Page): Promise<void>;
  close(): Promise<void>;
}

export async function openBenchBrowser(): Promise<BenchBrowser> {
  const code = await inPageCode(join(import.meta.dirname, 'in-page.ts'), 'bench');
  const browser = await chromium.launch(browserLaunch());
  return {
    browser,
    page: async () => (await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 800 } })).newPage(),
    load: (page) => page.evaluate(code),
    close: () => browser.close(),
  };
}

/** Address of a built worker, whose name carries a hash. */
export function workerUrl(distDir: string, baseUrl: string, name: string): string {
  const file = readdirSync(join(distDir, 'assets')).find((each) => each.startsWith(`${name}.worker-`) && each.endsWith('.js'));
  if (!file) throw new Error(`No ${name} worker in the build`);
  return `${baseUrl}assets/${file}`;
}

/** CPU seconds that the browser's processes have used so far, by type; empty where there is no /proc. */
export async function cpuS(browser: Browser): Promise<Readonly<Record<string, number>>> {
  const devtools: CDPSession = await browser.newBrowserCDPSession();
  const { processInfo } = (await devtools.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] };
  await devtools.detach();
  const used: Record<string, number> = {};
  for (const { type, id } of processInfo) {
    if (!existsSync(`/proc/${id}/stat`)) continue;
    // Behind the name in brackets, the 12th and 13th: user and system time.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    used[type] = (used[type] ?? 0) + (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND;
  }
  return used;
}

/** What the page's process and its workers hold, in MB; proportional, as the kernel counts. NaN where there is no /proc. */
export const rendererMb = (browser: Browser): Promise<number> => largestMb(browser, ['Pss']);

/**
 * The same without the program's own files, of which the kernel counts a share: a second browser that ends meanwhile
 * adds 28 MB to that of the first.
 */
export const rendererOwnMb = (browser: Browser): Promise<number> => largestMb(browser, ['Pss_Anon', 'Pss_Shmem']);

async function largestMb(browser: Browser, fields: readonly string[]): Promise<number> {
  const devtools: CDPSession = await browser.newBrowserCDPSession();
  const { processInfo } = (await devtools.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] };
  await devtools.detach();
  try {
    const sizesKb = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => {
      const told = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      return fields.reduce((sum, field) => sum + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(told)?.[1]), 0);
    });
    return Math.max(...sizesKb) / 1024;
  } catch {
    return NaN;
  }
}
