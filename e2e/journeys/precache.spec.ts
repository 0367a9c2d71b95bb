// What the service worker keeps: everything that the app needs without a network, and not the demo music.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const sw = readFileSync(join(import.meta.dirname, '../../dist/sw.js'), 'utf8');
const precached = [...sw.matchAll(/"?url"?:\s*"([^"]+)"/g)].map(([, url]) => url ?? '');

for (const [what, pattern] of [
  ['the page', /^index\.html$/],
  ['what starts it anew', /^start-guard\.js$/],
  ['the ONNX runtime', /^assets\/ort-wasm-simd-threaded-[\w-]+\.wasm$/],
  ['the loader of the ONNX runtime', /^assets\/ort-wasm-simd-threaded-[\w-]+\.mjs$/],
  ['essentia.js', /^assets\/essentia-wasm\.es-[\w-]+\.js$/],
  ['the tempo model', /^models\/tempocnn-fcn-f16\.onnx$/],
  ['the model of embeddings and tags', /^models\/musicnn-f16\.onnx$/],
  ['the ingest worker', /^assets\/ingest\.worker-[\w-]+\.js$/],
  ['the audio worker', /^assets\/audio\.worker-[\w-]+\.js$/],
  ['the search worker', /^assets\/search\.worker-[\w-]+\.js$/],
  ['the decoder of Apple Lossless', /^assets\/alac-[\w-]+\.js$/],
  ['the decoder of WavPack', /^assets\/decode-wavpack-[\w-]+\.js$/],
  ['the typeface', /^assets\/inter-latin-wght-normal-[\w-]+\.woff2$/],
  ['the manifest', /^manifest\.webmanifest$/],
] as const) {
  test(`${what} is kept for use without a network`, () => {
    expect(precached.filter((url) => pattern.test(url))).toHaveLength(1);
  });
}

test('what few need and is large is not: it is kept from its first use on', () => {
  expect(precached.filter((url) => /decode-(dts|eac3|wma)|jspi/.test(url))).toEqual([]);
});

test('the demo music is not: it is fetched when a person asks for it', () => {
  expect(precached.filter((url) => url.startsWith('demo/'))).toEqual([]);
});
