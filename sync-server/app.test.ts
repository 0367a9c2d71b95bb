import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app';
import { readConfig } from './config';
import { openStore } from './store/open-store';
import type { Store } from './store/schema';

const FILES: Record<string, string | Uint8Array> = {
  'dist/index.html': '<!doctype html><title>SoniqueBay</title>',
  'dist/sw.js': 'self.skipWaiting',
  'dist/manifest.webmanifest': '{}',
  'dist/models/musicnn-f16.onnx': 'onnx',
  'dist/assets/main-B1x_d-9a.js': 'let a',
  'dist/assets/main-B1x_d-9a.js.br': brotliCompressSync('let a'),
  'dist/assets/audio.worker-C0ffee12.js': 'let b',
  'dist/assets/search.worker-C0ffee12.js': 'let c',
  'dist/assets/ort-wasm-simd-threaded-AbCdEf12.mjs': 'export {}',
  'dist/assets/ort-wasm-simd-threaded-AbCdEf12.wasm': 'wasm',
  'dist/.env': 'secret',
  'secret.txt': 'outside',
};

let folder: string;
let app: FastifyInstance;
let store: Store;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'soniquebay-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const settings = readConfig({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' });
  if (!settings.ok) throw new Error(settings.messages.join());
  store = await openStore(settings.config);
  app = await createApp({ distDir: join(folder, 'dist'), version: '1.2.3', config: settings.config, store, now: Date.now, newId: randomUUID });
});

afterAll(async () => {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
const header = async (url: string, name: string): Promise<unknown> => (await get(url)).headers[name];

describe('the built app', () => {
  it('is served at the root', async () => {
    expect((await get('/')).body).toContain('<title>SoniqueBay</title>');
  });

  it.each(['/', '/index.html', '/sw.js', '/manifest.webmanifest', '/models/musicnn-f16.onnx'])('asks for %s again at every visit', async (url) => {
    expect(await header(url, 'cache-control')).toBe('no-cache');
  });

  it('answers 304 to a browser that holds the same file', async () => {
    const etag = String(await header('/sw.js', 'etag'));
    expect((await get('/sw.js', { 'if-none-match': etag })).statusCode).toBe(304);
  });

  it('lets hashed assets be kept for a year', async () => {
    expect(await header('/assets/main-B1x_d-9a.js', 'cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['/assets/main-B1x_d-9a.js', 'application/javascript; charset=utf-8'],
    ['/assets/ort-wasm-simd-threaded-AbCdEf12.mjs', 'application/javascript; charset=utf-8'],
    ['/assets/ort-wasm-simd-threaded-AbCdEf12.wasm', 'application/wasm'],
    ['/models/musicnn-f16.onnx', 'application/octet-stream'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/', 'text/html; charset=utf-8'],
  ])('gives %s its type', async (url, type) => {
    expect(await header(url, 'content-type')).toBe(type);
  });

  it('sends the compressed copy of the build to who can read it', async () => {
    const response = await get('/assets/main-B1x_d-9a.js', { 'accept-encoding': 'br' });
    expect([response.headers['content-encoding'], response.headers['content-type'], brotliDecompressSync(response.rawPayload).toString()])
      .toEqual(['br', 'application/javascript; charset=utf-8', 'let a']);
  });

  it('keeps a compressed asset for a year as well', async () => {
    const response = await get('/assets/main-B1x_d-9a.js', { 'accept-encoding': 'br' });
    expect(response.headers['cache-control']).toContain('immutable');
  });
});

describe('what is not there', () => {
  it('is a 404 for a missing asset, never the page', async () => {
    const response = await get('/assets/gone-12345678.wasm');
    expect([response.statusCode, response.body]).toEqual([404, 'Not found']);
  });

  it('is a 404 in JSON under /api', async () => {
    const response = await get('/api/nothing');
    expect([response.statusCode, response.json()]).toEqual([404, { error: { code: 'not-found', message: 'There is nothing here.' } }]);
  });

  it('is not cached', async () => {
    expect(await header('/assets/gone-12345678.wasm', 'cache-control')).toBe('no-store');
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/.env'])('includes %s', async (url) => {
    const response = await get(url);
    expect([response.statusCode >= 400, response.body.includes('outside') || response.body.includes('secret')]).toEqual([true, false]);
  });
});

describe('policies', () => {
  const scriptSrc = async (url: string): Promise<string | undefined> =>
    String(await header(url, 'content-security-policy')).split('; ').find((part) => part.startsWith('script-src'));

  it('keep the page from evaluating text', async () => {
    expect(await scriptSrc('/')).toBe("script-src 'self' 'wasm-unsafe-eval'");
  });

  it('let the audio worker alone do so', async () => {
    expect([await scriptSrc('/assets/audio.worker-C0ffee12.js'), await scriptSrc('/assets/search.worker-C0ffee12.js')])
      .toEqual(["script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'", "script-src 'self' 'wasm-unsafe-eval'"]);
  });

  it('allow requests to this server alone', async () => {
    expect(await header('/', 'content-security-policy')).toContain("connect-src 'self';");
  });

  it.each(['/', '/api/health', '/assets/gone-12345678.js'])('hold for %s', async (url) => {
    const { headers } = await get(url);
    expect([headers['x-content-type-options'], headers['referrer-policy'], String(headers['content-security-policy']).includes("frame-ancestors 'none'")])
      .toEqual(['nosniff', 'no-referrer', true]);
  });
});

describe('GET /api/health', () => {
  it('tells that the process is up, apart from its database', async () => {
    expect((await get('/api/health/live')).json()).toEqual({ status: 'ok', version: '1.2.3' });
  });

  it('tells that the server is up, and its version', async () => {
    expect((await get('/api/health')).json()).toEqual({ status: 'ok', version: '1.2.3' });
  });

  it('is never cached', async () => {
    expect(await header('/api/health', 'cache-control')).toBe('no-store');
  });
});
