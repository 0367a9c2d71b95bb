import { decode, encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseAlbumCover } from '../../src/db/album-covers';
import { writeChoices } from '../../src/db/choices';
import { addChosenPictures } from '../../src/db/chosen-pictures';
import { saveConnection } from '../../src/db/connection';
import { untie } from '../../src/db/others';
import { file, key, TestDevice } from '../../src/db/testing/device';
import type { AlbumKey, CoverHash, DeviceId } from '../../src/domain/library/ids';
import type { Connection, ExchangeProgress, SyncApi } from '../../src/domain/sync/connection';
import { MSGPACK_TYPE, type CoverAnswer, type CoverBody, type CoversRequest, type OfferRequest, type PushRequest } from '../../src/domain/sync/protocol';
import { ModelServer } from '../../src/domain/sync/testing/model-server';
import { createSyncApi } from './create-sync-api';
import type { Fetch } from './http-client';

const CONNECTION: Connection = {
  url: 'https://music.example/under/', token: 'secret', libraryId: 'l', libraryName: 'L', deviceName: 'D', role: 'owner',
  sending: { facts: true, plays: true, covers: true, streaming: false },
};
const HASH = 'ab'.repeat(16) as CoverHash;

let server: ModelServer;
let covers: Map<string, CoverBody>;
let device: TestDevice;
let api: SyncApi;
let requests: { readonly method: string; readonly url: string; readonly headers: Headers }[];
/** Answers in the server's place, in order; null lets the request through. */
let instead: ((() => Response | Promise<Response>) | null)[];
let slept: number[];

const packed = (value: unknown, status = 200): Response => new Response(encode(value) as Uint8Array<ArrayBuffer>, { status, headers: { 'content-type': MSGPACK_TYPE } });

/** As the server answers: the large one only where it is asked for. */
function answerOf(body: CoverBody, large: boolean): CoverAnswer {
  return { ...body, large: large ? body.large : null, hasLarge: body.large !== null };
}

async function bodyOf(request: Request): Promise<unknown> {
  const gzipped = request.headers.get('content-encoding') === 'gzip';
  const stream = gzipped ? request.body?.pipeThrough(new DecompressionStream('gzip')) : request.body;
  return decode(await new Response(stream).arrayBuffer());
}

/** The real server's routes over the model of its store. */
async function answer(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.headers.get('authorization') !== 'Bearer secret') return Response.json({ error: { code: 'unauthorised', message: 'No.' } }, { status: 401 });
  const hash = pathname.split('/').at(-1) ?? '';
  switch (`${request.method} ${pathname.replace(hash.length === 32 ? hash : /$^/, ':hash')}`) {
    case 'GET /under/api/sync/hello': return packed(server.hello());
    case 'POST /under/api/sync/push': return packed(server.push(await bodyOf(request) as PushRequest));
    case 'POST /under/api/sync/offer': return packed(server.offer(await bodyOf(request) as OfferRequest));
    case 'GET /under/api/sync/changes': return packed(server.changes(Number(searchParams.get('after')), Number(searchParams.get('limit'))));
    case 'POST /under/api/covers/missing': return packed({ missing: (await bodyOf(request) as CoversRequest).hashes.filter((each) => !covers.has(each)) });
    case 'PUT /under/api/covers/:hash':
      covers.set(hash, await bodyOf(request) as CoverBody);
      return new Response(null, { status: 204 });
    case 'GET /under/api/covers/:hash':
      return covers.has(hash) ? packed(answerOf(covers.get(hash) as CoverBody, searchParams.has('large'))) : Response.json({ error: { code: 'not-found', message: '' } }, { status: 404 });
    default: return new Response('nothing here', { status: 404 });
  }
}

const fetchFake: Fetch = async (url, init) => {
  init.signal?.throwIfAborted();
  const request = new Request(url, init);
  requests.push({ method: request.method, url: request.url, headers: request.headers });
  return instead.shift()?.() ?? answer(request);
};

function apiOf(of: TestDevice): SyncApi {
  return createSyncApi({ db: of.db, fetch: fetchFake, now: of.now, newId: of.newId, sleep: async (ms) => void slept.push(ms), drawLarge: async () => new Blob(['drawn']) });
}

beforeEach(async () => {
  server = new ModelServer(() => Date.now());
  [covers, requests, instead, slept] = [new Map(), [], [], []];
  device = await new TestDevice('desktop' as DeviceId, () => Date.now()).begin();
  await saveConnection(device.db, CONNECTION);
  api = apiOf(device);
});

afterEach(async () => {
  device.db.close();
  await device.db.delete();
});

const run = (): ReturnType<SyncApi['exchange']> => api.exchange(() => undefined);

async function rate(n: number): Promise<void> {
  await writeChoices(device.db, [{ kind: 'recording', id: key(n), field: 'rating', value: n }], device.deps);
}

describe('a round', () => {
  it('carries choices and facts, with token and version, below the path of the address', async () => {
    await device.addFiles([file(1)]);
    await device.analyse(key(1));
    await rate(1);
    expect(await run()).toMatchObject({ ok: true, value: { restamped: 0, refused: 0 } });
    expect([server.ops.size, [...server.facts.keys()].map((each) => each.split(' ')[0]).sort()]).toEqual([1, ['holding', 'sound', 'tags', 'vector']]);
    for (const { headers } of requests) expect([headers.get('authorization'), headers.get('soniquebay-protocol')]).toEqual(['Bearer secret', '1']);
  });

  it('gives another device all of it', async () => {
    await device.addFiles(Array.from({ length: 30 }, (_, n) => file(n)));
    await device.analyse(key(1));
    await run();
    const phone = await new TestDevice('phone' as DeviceId, () => Date.now()).begin();
    await saveConnection(phone.db, CONNECTION);
    const seen: ExchangeProgress[] = [];
    await apiOf(phone).exchange((progress) => seen.push(progress));
    expect((await phone.rows()).length).toBe(30);
    expect(await phone.db.sounds.get(key(1))).toMatchObject({ loudness: (await device.db.sounds.get(key(1)))?.loudness });
    expect((await phone.db.curves.get(key(1)))?.waveform).toEqual((await device.db.curves.get(key(1)))?.waveform);
    expect(seen.at(0)?.phase).toBe('connecting');
    expect(seen.filter((each) => each.phase === 'receiving').at(-1)).toEqual({ phase: 'receiving', done: 62, total: 62 });
    phone.db.close();
    await phone.db.delete();
  });

  it('packs large bodies', async () => {
    await device.addFiles(Array.from({ length: 200 }, (_, n) => file(n)));
    await run();
    expect(requests.filter(({ headers }) => headers.get('content-encoding') === 'gzip').length).toBeGreaterThan(0);
    expect(server.facts.size).toBe(400);
  });

  it('waits as long as a busy server asks, and goes on', async () => {
    await rate(1);
    instead = [() => new Response(null, { status: 429, headers: { 'retry-after': '2' } }), () => new Response(null, { status: 503 })];
    expect(await run()).toMatchObject({ ok: true });
    expect([slept, server.ops.size]).toEqual([[2_000, 2_000], 1]);
  });

  it.each([
    [401, 'unauthorised', 'unauthorised'], [401, 'revoked', 'revoked'], [403, 'forbidden', 'forbidden'], [426, 'client-too-old', 'client-too-old'],
    [500, 'internal', 'server-failed'], [429, 'rate-limited', 'rate-limited'],
  ])('refused with %i %s says %s', async (status, code, told) => {
    const refuse = (): Response => Response.json({ error: { code, message: 'Because.' } }, { status });
    instead = Array.from({ length: 4 }, () => refuse);
    expect(await run()).toMatchObject({ ok: false, error: { code: told, detail: `${status}: Because.` } });
  });

  it('without a line says so, loses nothing, and sends it next time', async () => {
    await rate(1);
    instead = [null, () => Promise.reject(new TypeError('Failed to fetch'))];
    expect(await run()).toMatchObject({ ok: false, error: { code: 'network' } });
    expect(await run()).toMatchObject({ ok: true, value: { sent: 1 } });
  });

  it('that is stopped says so, and the next goes on where it was', async () => {
    await device.addFiles(Array.from({ length: 900 }, (_, n) => file(n)));
    const stopping = api.exchange((progress) => {
      if (progress.phase === 'sending') void api.stop();
    });
    expect(await stopping).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const before = server.facts.size;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(1_800);
    requests = [];
    expect(await run()).toMatchObject({ ok: true });
    expect(server.facts.size).toBe(1_800);
  });

  it('is one at a time', async () => {
    await rate(1);
    await Promise.all([run(), run()]);
    expect(requests.filter(({ url }) => url.endsWith('hello')).length).toBe(1);
  });

  it('without a server answers that', async () => {
    await untie(device.db, 'keep');
    expect(await run()).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
  });

  it.each(['facts', 'plays', 'covers'] as const)('sends no %s where that is switched off, and sends them once it is on', async (what) => {
    await saveConnection(device.db, { ...CONNECTION, sending: { ...CONNECTION.sending, [what]: false } });
    await device.addFiles([file(1, { coverHash: HASH })]);
    await device.db.plays.add({ playId: 'p', contentKey: key(1), atMs: 1, deviceId: 'desktop', pending: 1 });
    await putTestCover(device);
    await run();
    const sizes = () => ({ facts: server.facts.size, plays: server.plays.size, covers: covers.size });
    expect(sizes()[what]).toBe(0);
    expect(Object.values(sizes()).filter((size) => size > 0).length).toBe(2);
    await saveConnection(device.db, CONNECTION);
    await run();
    expect(sizes()[what]).toBeGreaterThan(0);
  });
});

async function putTestCover(to: TestDevice): Promise<void> {
  await to.db.covers.put({ coverHash: HASH, small: new Blob(['small'], { type: 'image/webp' }), medium: new Blob(['medium'], { type: 'image/webp' }), large: new Blob(['large'], { type: 'image/webp' }), accent: { l: 0.5, c: 0.1, h: 20 }, palette: [] });
}

describe('covers', () => {
  it('are sent once, and fetched by a device that looks at them', async () => {
    await device.addFiles([file(1, { coverHash: HASH }), file(2, { coverHash: HASH })]);
    await putTestCover(device);
    await run();
    await run();
    expect(requests.filter(({ method }) => method === 'PUT').length).toBe(1);
    const phone = await new TestDevice('phone' as DeviceId, () => Date.now()).begin();
    await saveConnection(phone.db, CONNECTION);
    expect(await apiOf(phone).fetchCover(HASH, false)).toEqual({ ok: true, value: true });
    const cover = await phone.db.covers.get(HASH);
    expect([await cover?.small.text(), await cover?.medium?.text(), cover?.large, cover?.largeAfar, cover?.small.type, cover?.accent]).toEqual(['small', 'medium', undefined, true, 'image/webp', { l: 0.5, c: 0.1, h: 20 }]);
    expect(await apiOf(phone).fetchCover(HASH, true)).toEqual({ ok: true, value: true });
    const whole = await phone.db.covers.get(HASH);
    expect([await whole?.large?.text(), whole?.largeAfar]).toEqual(['large', undefined]);
    // A list that asks again takes nothing away.
    await apiOf(phone).fetchCover(HASH, false);
    expect(await (await phone.db.covers.get(HASH))?.large?.text()).toBe('large');
    phone.db.close();
    await phone.db.delete();
  });

  it('that wait for their large size are sent whole', async () => {
    await device.addFiles([file(1, { coverHash: HASH })]);
    await device.db.covers.put({ coverHash: HASH, version: 2, small: new Blob(['small']), medium: new Blob(['medium']), source: new Blob(['source']), waiting: 1, accent: null });
    await run();
    expect([covers.get(HASH)?.large, (await device.db.covers.get(HASH))?.waiting]).toEqual([new TextEncoder().encode('drawn'), undefined]);
  });

  it('that were chosen are sent without a file here that shows them, and so is what a file showed before', async () => {
    const [chosen, afar] = ['1', '2'].map((digit) => digit.repeat(32) as CoverHash) as [CoverHash, CoverHash];
    for (const coverHash of [HASH, chosen, afar]) await device.db.covers.put({ coverHash, small: new Blob(['small']), accent: null });
    const trackIds = await device.addFiles([file(1, { coverHash: HASH })]);
    await chooseAlbumCover(device.db, { albumKey: file(1).albumKey as AlbumKey, coverHash: chosen, trackIds }, device.deps);
    await addChosenPictures(device.db, [{ coverHash: afar, picture: null }]);
    await run();
    expect([...covers.keys()].sort()).toEqual([chosen, afar, HASH].sort());
  });

  it('that the server lacks are told as such', async () => {
    expect(await api.fetchCover(HASH, false)).toEqual({ ok: true, value: false });
  });
});
