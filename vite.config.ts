// Build of the app: a static site that works at any sub-path.
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Alias, type Plugin } from 'vite';
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

/** The texts of the licences of all that is shipped, in one file. */
function licenceTexts(): Plugin {
  return {
    name: 'licence-texts',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle() {
      const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: Object.keys(dependencies).map(licencesOf).join('\n') });
    },
  };
}

function licencesOf(name: string): string {
  const folder = resolve('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license?: string };
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map((file) => readFileSync(join(folder, file), 'utf8'));
  return [`===== ${name} ${version} (${license ?? 'see below'}) =====`, ...texts, ''].join('\n');
}

/** Large decoders of rare formats, and the networks' runtime for graphics cards: the service worker keeps them from their first use on (see `src/sw.ts`). */
const KEPT_AT_FIRST_USE = ['assets/decode-{dts,eac3,wma}-*.js', 'assets/ort*.jspi*'];

/** The decoder of Apple Lossless alone; the package exports it only together with one of AAC, which browsers have. */
export const ALIASES: Alias[] = [
  { find: '@audio/decode-aac/alac.js', replacement: fileURLToPath(new URL('./node_modules/@audio/decode-aac/alac.js', import.meta.url)) },
];

/** Named one by one, since a dependency that Vite meets late makes it reload the page, in the middle of a test too. */
export const PREBUNDLING = {
  include: [
    'vue', 'pinia', 'vue-router', 'vue-i18n', 'reka-ui', '@lucide/vue', '@tanstack/vue-virtual', 'workbox-window',
    'comlink', 'dexie', 'minisearch', 'music-metadata', 'strtok3', 'mediabunny', 'fractional-indexing', 'ignore', 'valibot', '@msgpack/msgpack', 'qr', 'qr/decode.js',
    'essentia.js/dist/essentia-wasm.es.js', 'essentia.js/dist/essentia.js-core.es.js',
    '@audio/decode-caf', '@audio/decode-dsd', '@audio/decode-dts', '@audio/decode-eac3', '@audio/decode-mpc', '@audio/decode-tta',
    '@audio/decode-wavpack', '@audio/decode-wma',
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
  resolve: { alias: ALIASES },
  optimizeDeps: PREBUNDLING,
  plugins: [
    vue(),
    tailwindcss(),
    contentSecurityPolicy(),
    licenceTexts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,mjs,css,wasm,onnx,json,woff2,svg,png,webmanifest}', 'licences.txt'],
        globIgnores: ['demo/**', '**/node_modules/**', ...KEPT_AT_FIRST_USE],
        maximumFileSizeToCacheInBytes: PRECACHE_LIMIT_BYTES,
      },
    }),
    precompress(),
  ],
});
