import { expect, test } from 'vitest';
import { callJson } from './api-client';
import { fakeServer, json, refuse, SERVER_URL } from './testing/fake-server';

const caller = { url: SERVER_URL, token: 'secret' };

test('says who asks and which protocol it speaks', async () => {
  const server = fakeServer();
  await callJson(server.fetch, caller, 'GET', 'api/devices');
  expect([...(server.asked[0]?.headers ?? [])]).toEqual([['authorization', 'Bearer secret'], ['soniquebay-protocol', '1']]);
});

test.each([
  ['unauthorised', 401, 'unauthorised'], ['revoked', 401, 'revoked'], ['forbidden', 403, 'forbidden'], ['client-too-old', 426, 'client-too-old'],
  ['code-invalid', 400, 'code-invalid'], ['rate-limited', 429, 'rate-limited'], ['device-offline', 409, 'device-offline'], ['internal', 500, 'server-failed'],
  ['bad-request', 400, 'server-failed'], ['unavailable', 503, 'network'],
] as const)('makes of %s (%i) %s', async (code, status, expected) => {
  const server = fakeServer();
  server.on('GET /api/devices', () => refuse(status, code));
  expect(await callJson(server.fetch, caller, 'GET', 'api/devices')).toEqual({ ok: false, error: { code: expected, detail: `${status}: ${code}` } });
});

test.each([[502, 'network'], [404, 'not-found'], [401, 'unauthorised'], [500, 'server-failed']])('understands a proxy that answers %i for the server', async (status, code) => {
  const server = fakeServer();
  server.on('GET /api/devices', () => new Response('<h1>Bad Gateway</h1>', { status }));
  expect(await callJson(server.fetch, caller, 'GET', 'api/devices')).toMatchObject({ ok: false, error: { code } });
});

test('a broken line is `network`', async () => {
  const server = fakeServer();
  server.down = true;
  expect(await callJson(server.fetch, caller, 'GET', 'api/devices')).toMatchObject({ ok: false, error: { code: 'network' } });
});

test('an empty answer is null, and one that is no JSON an error', async () => {
  const server = fakeServer();
  server.on('DELETE /api/devices/a', () => new Response(null, { status: 204 }));
  server.on('GET /api/devices', () => new Response('<html>'));
  expect(await callJson(server.fetch, caller, 'DELETE', 'api/devices/a')).toEqual({ ok: true, value: null });
  expect(await callJson(server.fetch, caller, 'GET', 'api/devices')).toMatchObject({ ok: false, error: { code: 'server-failed' } });
});

test('a body is sent as JSON', async () => {
  const server = fakeServer();
  server.on('POST /api/x', () => json(1));
  await callJson(server.fetch, caller, 'POST', '/api/x', { a: 1 });
  expect([server.asked[0]?.headers.get('content-type'), server.asked[0]?.body]).toEqual(['application/json', { a: 1 }]);
});
