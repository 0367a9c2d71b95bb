import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { decode, encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/domain/library/ids';
import type { Op } from '../../src/domain/sync/choice';
import { MAX_PUSH_ITEMS, MSGPACK_TYPE, PROTOCOL_HEADER, type ChangesPage, type CoverBody, type Hello, type PushAnswer } from '../../src/domain/sync/protocol';
import { startTestServer, type Device, type TestServer } from '../auth/testing/test-server';
import { eachStore } from '../store/testing/each-store';
import { holding, key, NOW_MS, op, play, vector } from './testing/items';

const PACKED = { 'content-type': MSGPACK_TYPE, accept: MSGPACK_TYPE };
const HASH = 'a'.repeat(32);
const webp = (tail: number): Uint8Array => Uint8Array.from([...Buffer.from('RIFF\u0004\u0000\u0000\u0000WEBP'), tail]);

eachStore('the calls of an exchange', ({ store, settings }) => {
  let server: TestServer;
  let desktop: Device;
  let phone: Device;
  let reader: Device;
  let stranger: Device;

  beforeAll(async () => {
    server = await startTestServer(store(), settings());
    server.clock.nowMs = NOW_MS + 1_000_000;
    desktop = await server.found();
    phone = await server.add(desktop, 'owner');
    reader = await server.add(desktop, 'reader');
    stranger = await server.invite(desktop);
  });
  afterAll(() => server.close());

  const push = (device: Device, items: object, headers: Record<string, string> = PACKED) =>
    device.ask('POST', '/api/sync/push', Buffer.from(encode({ ops: [], plays: [], facts: [], ...items })), headers);
  const cursorOf = async (device: Device): Promise<number> => (await device.ask('GET', '/api/sync/hello')).json<Hello>().cursor;
  const changes = async (device: Device, query: string): Promise<ChangesPage> => (await device.ask('GET', `/api/sync/changes?${query}`)).json();

  describe('hello', () => {
    it('tells what an exchange starts from', async () => {
      expect((await reader.ask('GET', '/api/sync/hello')).json()).toMatchObject({
        protocol: { oldest: 1, newest: 1 }, libraryId: desktop.libraryId, role: 'reader', serverNowMs: NOW_MS + 1_000_000, maxPushItems: MAX_PUSH_ITEMS,
      });
    });

    it('tells an app that is too old', async () => {
      const answer = await phone.ask('GET', '/api/sync/hello', undefined, { [PROTOCOL_HEADER]: '0' });
      expect([answer.statusCode, answer.json()]).toMatchObject([426, { error: { code: 'client-too-old' } }]);
    });
  });

  describe('a push', () => {
    it('reaches the other devices of the library and nobody else', async () => {
      const after = await cursorOf(phone);
      const sent: Op = op(1, 7);
      await push(desktop, { ops: [sent] });
      expect([(await changes(phone, `after=${after}`)).ops, (await changes(stranger, 'after=0')).ops]).toEqual([[sent], []]);
    });

    it.each([['gzip', gzipSync], ['br', brotliCompressSync]] as const)('may be packed by %s', async (encoding, pack) => {
      const body = pack(encode({ ops: [op(2, 1, { field: encoding })], plays: [], facts: [] }));
      const answer = await desktop.ask('POST', '/api/sync/push', body, { ...PACKED, 'content-encoding': encoding });
      expect([answer.statusCode, answer.json<PushAnswer>().refused]).toEqual([200, []]);
    });

    it('may be JSON with bytes as base64', async () => {
      const after = await cursorOf(phone);
      const fact = { ...vector(3), deviceId: desktop.deviceId };
      const answer = await desktop.ask('POST', '/api/sync/push', { ops: [], plays: [play(3)], facts: [{ ...fact, value: Buffer.from(fact.value).toString('base64') }] });
      const page = await changes(phone, `after=${after}`);
      expect([answer.json<PushAnswer>().refused, page.plays, page.facts]).toEqual([[], [play(3)], [{ ...fact, value: Buffer.from(fact.value).toString('base64') }]]);
    });

    it('names what it refused and keeps the rest', async () => {
      const answer = await push(desktop, { ops: [op(4, 1, { atMs: 9e9 }), op(4, 2)], facts: [holding(4, phone.deviceId as DeviceId), holding(4, desktop.deviceId as DeviceId)] });
      expect(answer.json<PushAnswer>().refused).toEqual([{ type: 'op', index: 0, code: 'clock-ahead' }, { type: 'fact', index: 0, code: 'invalid' }]);
    });

    it('is refused from a reader', async () => {
      expect((await push(reader, { ops: [op(5, 1)] })).statusCode).toBe(403);
    });

    it.each<[string, unknown]>([['no lists', {}], ['a list that is none', { ops: 1, plays: [], facts: [] }], ['nothing', null]])('is refused with %s', async (_name, body) => {
      const answer = await desktop.ask('POST', '/api/sync/push', Buffer.from(encode(body)), PACKED);
      expect([answer.statusCode, answer.json()]).toMatchObject([400, { error: { code: 'bad-request' } }]);
    });

    it('is refused with more items than allowed, and nothing of it is kept', async () => {
      const before = await cursorOf(desktop);
      const answer = await push(desktop, { plays: Array.from({ length: MAX_PUSH_ITEMS + 1 }, (_, n) => play(n + 10_000)) });
      expect([answer.statusCode, await cursorOf(desktop)]).toEqual([413, before]);
    });
  });

  describe('an offer', () => {
    it('tells which facts the server lacks, by their places', async () => {
      await push(desktop, { facts: [vector(20), vector(21, { version: 2 })] });
      const stamps = [vector(20), vector(21, { version: 1 }), vector(21, { version: 3, revision: 5 }), vector(22), { kind: 'nonsense' }];
      const answer = await phone.ask('POST', '/api/sync/offer', { facts: stamps.map((stamp) => ({ ...stamp, value: undefined })) });
      expect(answer.json()).toEqual({ wanted: [2, 3] });
    });
  });

  describe('changes', () => {
    it('come as MessagePack to who reads it, packed', async () => {
      await push(desktop, { facts: Array.from({ length: 30 }, (_, n) => vector(100 + n)) });
      const answer = await phone.ask('GET', '/api/sync/changes?after=0', undefined, { accept: MSGPACK_TYPE, 'accept-encoding': 'br', 'x-forwarded-for': '192.0.2.7' });
      const page = decode(brotliDecompressSync(answer.rawPayload)) as ChangesPage;
      expect([answer.headers['content-type'], page.facts.some((fact) => fact.subject === key(129) && fact.value instanceof Uint8Array)]).toEqual([MSGPACK_TYPE, true]);
    });

    it.each([[{ host: 'music.example' }, 'br'], [{ via: '1.1 proxy' }, 'br'], [{}, undefined]])('come unpacked only to who is on the same machine: %o', async (headers, encoding) => {
      const answer = await phone.ask('GET', '/api/sync/changes?after=0', undefined, { accept: MSGPACK_TYPE, 'accept-encoding': 'br', ...headers });
      expect(answer.headers['content-encoding']).toBe(encoding);
    });

    it('come in pages no longer than asked for', async () => {
      const page = await changes(phone, 'after=0&limit=2');
      expect([page.ops.length + page.plays.length + page.facts.length, page.remaining > 0]).toEqual([2, true]);
    });

    it('come without facts on request', async () => {
      expect(await changes(phone, 'after=0&facts=0')).toMatchObject({ facts: [], remaining: 0, cursor: await cursorOf(phone) });
    });

    it('note when a device has everything', async () => {
      await changes(reader, 'after=0&limit=1');
      const before = (await store().db.selectFrom('devices').select('last_sync_at_ms').where('device_id', '=', reader.deviceId).executeTakeFirstOrThrow()).last_sync_at_ms;
      await changes(reader, 'after=0');
      const after = (await store().db.selectFrom('devices').select('last_sync_at_ms').where('device_id', '=', reader.deviceId).executeTakeFirstOrThrow()).last_sync_at_ms;
      expect([before, after]).toEqual([null, server.clock.nowMs]);
    });

    it.each(['after=-1', 'after=x', 'limit=0', 'facts=2', 'after=1e300'])('refuse %s', async (query) => {
      expect((await phone.ask('GET', `/api/sync/changes?${query}`)).statusCode).toBe(400);
    });
  });

  describe('history', () => {
    it('has every change of an entity, newest first, from whichever device', async () => {
      const ops = [op(50, 1, { atMs: 1 }), op(50, 3, { atMs: 3 }), op(50, 2, { atMs: 2, field: 'loved' })];
      await push(phone, { ops });
      const answer = await reader.ask('GET', `/api/history?kind=recording&id=${key(50)}`);
      expect(answer.json()).toEqual({ ops: [ops[1], ops[2], ops[0]] });
    });

    it('is empty in another library', async () => {
      expect((await stranger.ask('GET', `/api/history?kind=recording&id=${key(50)}`)).json()).toEqual({ ops: [] });
    });

    describe('of a playlist', () => {
      const entry = (id: string, atMs: number, parent = 'list', field = 'orderKey'): Op => ({ ...op(0, `a${atMs}`, { atMs, field }), kind: 'playlistEntry', id, parent });
      const ops = [entry('e1', 1), entry('e2', 2), entry('e1', 3), entry('e1', 4, 'list', 'removed'), entry('e3', 5, 'other')];

      it('has every change of each of its entries, of those too that were removed, and of no other playlist', async () => {
        await push(phone, { ops });
        const answer = await reader.ask('GET', '/api/history?kind=playlistEntry&parent=list');
        expect(answer.json()).toEqual({ ops: [ops[3], ops[2], ops[1], ops[0]] });
      });

      it('is empty for another person, even one who has a playlist of this name', async () => {
        await push(stranger, { ops: [entry('theirs', 6)] });
        const answer = (await stranger.ask('GET', '/api/history?kind=playlistEntry&parent=list')).json<{ ops: Op[] }>();
        expect(answer.ops.map((each) => each.id)).toEqual(['theirs']);
        expect((await stranger.ask('GET', '/api/history?kind=playlistEntry&parent=other')).json()).toEqual({ ops: [] });
      });

      it('is not told to who has no token', async () => {
        const answer = await reader.ask('GET', '/api/history?kind=playlistEntry&parent=list', undefined, { authorization: 'Bearer nobody' });
        expect(answer.statusCode).toBe(401);
      });
    });

    it.each(['kind=recording', 'id=x', 'kind=playlistEntry&id=e1&parent=list', 'kind=playlistEntry&parent='])('refuses %s', async (query) => {
      expect((await reader.ask('GET', `/api/history?${query}`)).statusCode).toBe(400);
    });
  });

  describe('covers', () => {
    const cover: CoverBody = { small: webp(1), medium: webp(3), large: webp(2), accent: { l: 0.5, c: 0.1, h: 200 }, palette: [{ l: 0.5, c: 0.1, h: 200, weight: 0.75 }] };
    const put = (device: Device, hash: string, body: unknown) => device.ask('PUT', `/api/covers/${hash}`, Buffer.from(encode(body)), PACKED);

    it('are given once and come back as they were', async () => {
      expect((await desktop.ask('POST', '/api/covers/missing', { hashes: [HASH] })).json()).toEqual({ missing: [HASH] });
      expect((await put(desktop, HASH, cover)).statusCode).toBe(204);
      expect((await put(phone, HASH, { ...cover, small: webp(9) })).statusCode).toBe(204);
      const answer = await reader.ask('GET', `/api/covers/${HASH}?large=1`, undefined, { accept: MSGPACK_TYPE });
      expect([(await phone.ask('POST', '/api/covers/missing', { hashes: [HASH] })).json(), decode(Uint8Array.from(answer.rawPayload))]).toEqual([{ missing: [] }, { ...cover, hasLarge: true }]);
    });

    it('travel without their large size unless that is asked for', async () => {
      const answer = await reader.ask('GET', `/api/covers/${HASH}`, undefined, { accept: MSGPACK_TYPE });
      expect(decode(Uint8Array.from(answer.rawPayload))).toEqual({ ...cover, large: null, hasLarge: true });
    });

    it('of small pictures have the sizes that these fill, and answer the nearest one for the others', async () => {
      const hash = 'd'.repeat(32);
      expect((await put(desktop, hash, { ...cover, medium: null, large: null })).statusCode).toBe(204);
      const answer = await reader.ask('GET', `/api/covers/${hash}?large=1`, undefined, { accept: MSGPACK_TYPE });
      expect(decode(Uint8Array.from(answer.rawPayload))).toMatchObject({ medium: null, large: null, hasLarge: false });
      const pictures = await Promise.all(['small', 'medium', 'large'].map(async (size) => [...(await phone.ask('GET', `/api/covers/${hash}/${size}.webp`)).rawPayload]));
      expect(pictures).toEqual([[...webp(1)], [...webp(1)], [...webp(1)]]);
    });

    it('are pictures that may be kept for ever', async () => {
      const answer = await phone.ask('GET', `/api/covers/${HASH}/large.webp`);
      const again = await phone.ask('GET', `/api/covers/${HASH}/large.webp`, undefined, { 'if-none-match': String(answer.headers['etag']) });
      expect([answer.headers['content-type'], [...answer.rawPayload], answer.headers['cache-control'], again.statusCode])
        .toEqual(['image/webp', [...webp(2)], 'private, max-age=31536000, immutable', 304]);
    });

    it.each<[string, unknown]>([
      ['what is no WebP', { ...cover, large: new Uint8Array(20) }],
      ['a script', { ...cover, small: Buffer.from('<script>alert(1)</script>') }],
      ['no picture', { accent: null }],
      ['more than a picture', { ...cover, large: new Uint8Array(3_000_000) }],
    ])('are not %s', async (_name, body) => {
      expect((await put(desktop, 'b'.repeat(32), body)).statusCode).toBe(400);
    });

    it('of another library are not there', async () => {
      expect((await stranger.ask('GET', `/api/covers/${HASH}/small.webp`)).statusCode).toBe(404);
    });

    it.each(['..%2f..%2fetc%2fpasswd', "a'%20or%201=1--", 'A'.repeat(32)])('have no address like %s', async (hash) => {
      expect((await phone.ask('GET', `/api/covers/${hash}/small.webp`)).statusCode).toBe(400);
    });
  });

  describe('the export', () => {
    it('has everything of the library, an object a line, and nothing of another', async () => {
      await push(stranger, { ops: [op(77, 'theirs')] });
      const answer = await reader.ask('GET', '/api/export');
      const lines = answer.body.trimEnd().split('\n').map((line) => JSON.parse(line) as { type: string; subject?: string; value?: unknown; hash?: string });
      const { ops, plays, facts } = await changes(phone, 'after=0');
      expect(['library', 'op', 'play', 'fact', 'cover'].map((type) => lines.filter((line) => line.type === type).length)).toEqual([1, ops.length, plays.length, facts.length, 2]);
      expect(lines.find((line) => line.subject === key(20))?.value).toEqual({ vector: Buffer.alloc(8, 1).toString('base64') });
      expect(answer.body).not.toContain('theirs');
    });
  });

  it('repeat without effect, whatever is repeated', async () => {
    const items = { ops: [op(90, 1)], plays: [play(90)], facts: [vector(90)] };
    const first = (await push(desktop, items)).json<PushAnswer>();
    const second = (await push(phone, items)).json<PushAnswer>();
    expect(second).toEqual({ ...first, since: first.cursor });
  });
});
