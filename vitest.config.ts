// Unit tests run in Node (x.test.ts); what needs a browser runs in real Chromium (x.browser.test.ts).
import vue from '@vitejs/plugin-vue';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserLaunch } from './e2e/browser';
import { ALIASES, PREBUNDLING } from './vite.config';

const sources = ['src', 'workers', 'sync-server', 'e2e'];
const properties = { setupFiles: ['./e2e/setup/seeded-properties.ts'], provide: { propertySeed: Number(process.env.PROPERTY_SEED ?? 1) } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...properties,
          environment: 'node',
          globalSetup: './sync-server/store/testing/global-setup.ts',
          include: sources.map((folder) => `${folder}/**/*.test.ts`),
          exclude: ['**/*.browser.test.ts', 'node_modules/**'],
          // Whole servers and databases start in some of them, on machines that do other things too.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [vue()],
        worker: { format: 'es' },
        resolve: { alias: ALIASES },
        optimizeDeps: { ...PREBUNDLING, include: [...PREBUNDLING.include, 'fast-check'] },
        test: {
          name: 'browser',
          ...properties,
          include: sources.map((folder) => `${folder}/**/*.browser.test.ts`),
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunch({ watchesFolders: true }) }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
