// Build of the app: a static site that works at any sub-path.
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { PAGE_META_POLICY } from './sync-server/security-headers';

const PRECACHE_LIMIT_BYTES = 40 * 1024 * 1024;
/** Below this a compressed copy saves no packet. */
const MIN_COMPRESSED_BYTES = 1400;
/** Quality 9 comes within a few percent of 11 in a tenth of the time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** The page carries its own policy, for hosts that send no headers. The dev server needs inline scripts and a socket. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_META_POLICY }, injectTo: 'head-prepend' },
    ],
  };
}

/** Compressed copies beside the files, so that the server never compresses at a request. Models hardly shrink. */
function precompress(): Plugin {
  let outDir = 'dist';
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || !/\.(js|mjs|css|html|wasm|svg|json|webmanifest)$/.test(entry.name)) continue;
          const path = join(entry.parentPath, entry.name);
          const content = readFileSync(path);
          if (content.length < MIN_COMPRESSED_BYTES) continue;
          writeFileSync(`${path}.br`, brotliCompressSync(content, BROTLI));
          writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
        }
      },
    },
  };
}

/** Named one by one, since a dependency that Vite meets late makes it reload the page, in the middle of a test too. */
export const PREBUNDLING = {
  include: [
    'vue', 'pinia', 'vue-router', 'vue-i18n', 'reka-ui', '@lucide/vue', '@tanstack/vue-virtual', 'workbox-window',
    'comlink', 'dexie', 'minisearch', 'music-metadata', 'strtok3', 'mediabunny', 'fractional-indexing', 'ignore', 'valibot', '@msgpack/msgpack', 'qr', 'qr/decode.js',
    'essentia.js/dist/essentia-wasm.es.js', 'essentia.js/dist/essentia.js-core.es.js',
  ],
  exclude: ['onnxruntime-web'],
};

export default defineConfig({
  base: './',
  worker: {
    format: 'es',
    // The server gives `audio.worker` a policy of its own by this name.
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } },
  },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000 },
  optimizeDeps: PREBUNDLING,
  plugins: [
    vue(),
    tailwindcss(),
    contentSecurityPolicy(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,mjs,css,wasm,onnx,json,woff2,svg,png,webmanifest}'],
        globIgnores: ['demo/**', '**/node_modules/**'],
        maximumFileSizeToCacheInBytes: PRECACHE_LIMIT_BYTES,
      },
    }),
    precompress(),
  ],
});
