// The journeys: the built app, served by its own server, in a real Chromium.
import { defineConfig } from '@playwright/test';
import { browserLaunch } from './e2e/browser';
import { APP_PORT, APP_URL } from './e2e/setup/addresses';

export default defineConfig({
  testDir: 'e2e/journeys',
  globalSetup: './e2e/setup/music.ts',
  outputDir: 'test-results',
  // A journey analyses real music; two at once would take each other's time on a small machine.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/reports/journeys.json' }]],
  use: { baseURL: APP_URL, launchOptions: browserLaunch(), locale: 'en-GB', viewport: { width: 1280, height: 800 }, trace: 'retain-on-failure', actionTimeout: 20_000 },
  webServer: { command: 'npm run serve', url: APP_URL, env: { PORT: String(APP_PORT), DATA_DIR: '.cache/journeys-data' }, reuseExistingServer: false, stdout: 'ignore' },
});
