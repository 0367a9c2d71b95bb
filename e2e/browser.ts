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

/** Launch options for Playwright; CHROME_PATH decides when it is set. */
export function browserLaunch(): LaunchOptions {
  const executablePath = [process.env['CHROME_PATH'], chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
  return { args: FLAGS, ...(executablePath ? { executablePath } : {}) };
}
