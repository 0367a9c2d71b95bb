// Unit tests run in Node (x.test.ts); what needs a browser runs in real Chromium (x.browser.test.ts).
import vue from '@vitejs/plugin-vue';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserLaunch } from './e2e/browser';

const sources = ['src', 'workers', 'sync-server', 'e2e'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: sources.map((folder) => `${folder}/**/*.test.ts`),
          exclude: ['**/*.browser.test.ts', 'node_modules/**'],
        },
      },
      {
        plugins: [vue()],
        worker: { format: 'es' },
        optimizeDeps: {
          include: ['comlink', 'dexie', 'minisearch', 'music-metadata', 'strtok3', 'mediabunny', 'fractional-indexing', 'valibot', 'essentia.js/dist/essentia-wasm.es.js', 'essentia.js/dist/essentia.js-core.es.js'],
          exclude: ['onnxruntime-web'],
        },
        test: {
          name: 'browser',
          include: sources.map((folder) => `${folder}/**/*.browser.test.ts`),
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
