import { expect, test } from 'vitest';
import type { ContentKey } from '../../domain/library/ids';
import { explainStream, streamUrls } from './stream-urls';
import { fakeServer, json, refuse, SERVER_URL } from './testing/fake-server';

const HOUR_MS = 3_600_000;
const caller = { url: `${SERVER_URL}music/`, token: 'secret' };
const key = 'c0ffee' as ContentKey;

function setUp() {
  let nowMs = 0;
  const server = fakeServer();
  server.on('POST /music/api/relay/tickets', () => json({ path: `api/relay/stream/${server.asked.length}`, expiresAtMs: nowMs + 4 * HOUR_MS }));
  return { server, urls: streamUrls(server.fetch, () => nowMs), wait: (ms: number) => void (nowMs += ms) };
}

test('joins the path to the address of the server, its folder too', async () => {
  const { server, urls } = setUp();
  expect(await urls.get(caller, key)).toEqual({ ok: true, value: 'https://music.test/music/api/relay/stream/1' });
  expect(server.asked[0]?.body).toEqual({ contentKey: key });
});

test('asks once, for many calls at once too, until the address is near its end', async () => {
  const { server, urls, wait } = setUp();
  await Promise.all([urls.get(caller, key), urls.get(caller, key), urls.get(caller, key)]);
  wait(3 * HOUR_MS);
  await urls.get(caller, key);
  expect(server.asked).toHaveLength(1);
  wait(HOUR_MS * 0.75);
  expect(await urls.get(caller, key)).toEqual({ ok: true, value: 'https://music.test/music/api/relay/stream/2' });
});

test('a refusal is not kept', async () => {
  const { server, urls } = setUp();
  server.on('POST /music/api/relay/tickets', () => refuse(404, 'device-offline'));
  expect(await urls.get(caller, key)).toMatchObject({ ok: false, error: { code: 'device-offline' } });
  server.on('POST /music/api/relay/tickets', () => json({ path: '/api/relay/stream/x', expiresAtMs: HOUR_MS }));
  expect((await urls.get(caller, key)).ok).toBe(true);
});

test('an address of another tie is not used', async () => {
  const { server, urls } = setUp();
  await urls.get(caller, key);
  await urls.get({ ...caller, token: 'other' }, key);
  expect(server.asked.map((call) => call.headers.get('authorization'))).toEqual(['Bearer secret', 'Bearer other']);
});

test.each([
  [() => refuse(409, 'device-offline'), 'device-offline'], [() => refuse(404, 'not-found'), 'device-offline'], [() => refuse(401, 'unauthorised'), 'unauthorised'],
  [() => new Response('x', { status: 206 }), undefined], [null, 'network'],
] as const)('says why an address does not play', async (answer, code) => {
  const server = fakeServer();
  server.on('GET /api/relay/files/t', answer);
  expect((await explainStream(server.fetch, `${SERVER_URL}api/relay/files/t`))?.code).toBe(code);
});
