// A browser in a process group of its own, with a profile that outlives it: for journeys that kill it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { browserLaunch } from '../browser';

export interface OwnBrowser {
  readonly context: BrowserContext;
  /** Ends every process of it at once. */
  kill(): Promise<void>;
}

const DEVTOOLS = /DevTools listening on (ws:\S+)/;

export async function openOwnBrowser(profileDir: string): Promise<OwnBrowser> {
  const { executablePath = chromium.executablePath(), args = [] } = browserLaunch();
  const flags = ['--headless', '--no-first-run', '--lang=en-GB', '--window-size=1280,900', `--user-data-dir=${profileDir}`, '--remote-debugging-port=0'];
  const child = spawn(executablePath, [...args, ...flags, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const found = DEVTOOLS.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The browser ended with ${code}: ${said}`)));
  });
  const browser: Browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no profile');
  return {
    context,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const exited = once(child, 'exit');
      process.kill(-child.pid, 'SIGKILL');
      await exited;
      await browser.close();
    },
  };
}
