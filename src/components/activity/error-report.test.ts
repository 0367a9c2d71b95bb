import { expect, test } from 'vitest';
import { errorReport } from './error-report';

const app = { version: '1.2.0', browser: 'Mozilla/5.0 Chrome/156' };
const atMs = Date.UTC(2026, 10, 28, 7);

test('tells the app, the browser, and all that is known of each error', () => {
  expect(errorReport([
    { code: 'decode-failed', atMs, path: 'Air/La femme.flac', step: 'analyse', attempt: 2, detail: 'EncodingError: bad frame' },
    { code: 'quota-exceeded', atMs, path: null, step: null, attempt: null },
    { code: 'internal', atMs, path: 'a.mp3', step: 'embed', detail: 'TypeError: x', stack: 'TypeError: x\n    at hear (embed.ts:1:2)' },
  ], app)).toBe([
    'SoniqueBay 1.2.0', 'Mozilla/5.0 Chrome/156', '',
    '2026-11-28T07:00:00.000Z decode-failed (analyse, attempt 2)', 'Air/La femme.flac', 'EncodingError: bad frame', '',
    '2026-11-28T07:00:00.000Z quota-exceeded', '',
    '2026-11-28T07:00:00.000Z internal (embed)', 'a.mp3', 'TypeError: x', '    at hear (embed.ts:1:2)',
  ].join('\n'));
});
