// Which browser the tests and scripts drive: Playwright's Chromium if it is installed, else Chrome or Chromium of the system.
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from 'playwright';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'];

/**
 * A browser whose private profiles come and go, one a test, dies now and then of watching folders (Chromium 156: a trap in its
 * own process, seconds after such a profile closed; never in one profile that stays).
 */
const UNWATCHED = '--disable-blink-features=FileSystemObserver';

/**
 * Launch options for Playwright; CHROME_PATH decides when it is set.
 * @param watchesFolders for what is about `FileSystemObserver`, in a browser of its own
 */
export function browserLaunch({ watchesFolders = false }: { readonly watchesFolders?: boolean } = {}): LaunchOptions {
  const executablePath = [process.env['CHROME_PATH'], chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
  return { args: watchesFolders ? FLAGS : [...FLAGS, UNWATCHED], ...(executablePath ? { executablePath } : {}) };
}
