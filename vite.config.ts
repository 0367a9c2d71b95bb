// Build of the app: a static site that works at any sub-path.
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const PRECACHE_LIMIT_BYTES = 40 * 1024 * 1024;

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000 },
  optimizeDeps: {
    include: ['comlink', 'dexie', 'minisearch', 'music-metadata', 'mediabunny', 'hash-wasm', 'fractional-indexing', 'valibot'],
    exclude: ['onnxruntime-web'],
  },
  plugins: [
    vue(),
    tailwindcss(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,mjs,css,wasm,onnx,woff2,svg,png,webmanifest}'],
        globIgnores: ['demo/**'],
        maximumFileSizeToCacheInBytes: PRECACHE_LIMIT_BYTES,
      },
    }),
  ],
});
