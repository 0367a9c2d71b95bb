import { expect, test } from 'vitest';
import type { Database } from '../../db/database';
import { addTracks, tracksByIds } from '../../db/tracks';
import type { ContentKey, DeviceId, TrackId } from '../../domain/library/ids';
import { ELSEWHERE, ELSEWHERE_ROOT } from '../../domain/library/track';
import { ok } from '../../domain/result';
import { parsedTrack } from '../pipeline/test-tracks';
import type { KeepProgress } from './sync';
import { json, refuse, type Asked } from './testing/fake-server';
import { fakeBrowser, SENDING } from './testing/sync-browser';

const SIZE = 200_000;
const BYTES = Uint8Array.from({ length: SIZE }, (_, i) => (i * 31) % 251);

async function addElsewhere(db: Database, key: string, title: string): Promise<TrackId> {
  const path = `${key}/-/01.flac`;
  const row = parsedTrack(path, { rootId: ELSEWHERE_ROOT, contentKey: key as ContentKey, missing: ELSEWHERE });
  const [trackId] = await addTracks(db, [{ ...row, tags: { ...(row.tags ?? EMPTY_TAGS), title, artist: 'Air' } }]);
  await db.holdings.put({ contentKey: key as ContentKey, deviceIds: ['other' as DeviceId] });
  return trackId as TrackId;
}

const EMPTY_TAGS = {
  title: null, artist: null, artists: [], album: null, albumArtist: null, genres: [], date: null, originalDate: null, year: null, trackNo: null, trackTotal: null,
  discNo: null, discTotal: null, composers: [], label: null, isrc: null, comment: null, compilation: false, taggedBpm: null, taggedKey: null,
  replayGainTrackDb: null, replayGainAlbumDb: null, musicBrainzRecordingId: null, musicBrainzReleaseId: null, musicBrainzArtistIds: [], musicBrainzAlbumArtistIds: [], tagFormats: [],
};

/** The part of a file that a request asks for. @param breakAt the line breaks before this byte */
function part({ headers }: Asked, bytes: Uint8Array, breakAt = Infinity): Response {
  const start = Number(/bytes=(\d+)-/.exec(headers.get('range') ?? '')?.[1] ?? 0);
  let at = start;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= breakAt) return controller.error(new TypeError('network error'));
      const end = Math.min(at + 20_000, bytes.length, breakAt);
      controller.enqueue(bytes.slice(at, end));
      at = end;
      if (at === bytes.length) controller.close();
    },
  });
  return new Response(body, { status: 206, headers: { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } });
}

async function phone() {
  const browser = await fakeBrowser();
  const { server, db } = browser;
  server.on('POST /api/relay/tickets', ({ body }) => json({ path: `api/relay/files/${(body as { contentKey: string }).contentKey}`, expiresAtMs: Date.now() + 3_600_000 }));
  const first = await addElsewhere(db, 'aa', 'La femme');
  const second = await addElsewhere(db, 'bb', 'Alpha Beta');
  server.on('GET /api/relay/files/aa', (asked) => part(asked, BYTES));
  server.on('GET /api/relay/files/bb', (asked) => part(asked, BYTES));
  const tab = browser.tab();
  await tab.sync.pair('music.test', 'code', 'Phone', SENDING);
  const progress: KeepProgress[] = [];
  const keep = (keys: string[], signal?: AbortSignal) => tab.sync.keepOffline(keys as ContentKey[], (each) => progress.push(each), signal);
  const ranges = () => server.asked.filter((call) => call.path.startsWith('/api/relay/files/')).map((call) => call.headers.get('range'));
  const kept = async (folder = 'kept'): Promise<Map<string, Uint8Array>> => {
    const files = new Map<string, Uint8Array>();
    for await (const [name, handle] of (await browser.storage.getDirectoryHandle(folder)).entries()) {
      files.set(name, new Uint8Array(await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer()));
    }
    return files;
  };
  return { ...browser, browser, tab, first, second, keep, kept, progress, ranges };
}

test('copies recordings into a folder of this device, by readable names', async () => {
  const { keep, kept, progress, added } = await phone();
  expect(await keep(['aa', 'bb'])).toEqual(ok(2));
  expect(await kept()).toEqual(new Map([['Air - La femme.flac', BYTES], ['Air - Alpha Beta.flac', BYTES]]));
  expect((await kept('kept-incoming')).size).toBe(0);
  expect(added).toEqual([{ kind: 'kept', name: 'Kept offline' }]);
  expect(progress.at(-1)).toEqual({ contentKey: 'bb', receivedBytes: SIZE, totalBytes: SIZE });
});

test('goes on where the line broke', async () => {
  const { server, keep, kept, ranges } = await phone();
  let breaks = 0;
  server.on('GET /api/relay/files/aa', (asked) => part(asked, BYTES, ++breaks === 1 ? 80_000 : Infinity));
  expect(await keep(['aa'])).toEqual(ok(1));
  expect((await kept()).get('Air - La femme.flac')).toEqual(BYTES);
  expect(ranges()).toEqual(['bytes=0-', 'bytes=80000-']);
});

test('goes on another day from what came before', async () => {
  const { server, keep, kept, ranges } = await phone();
  const stop = new AbortController();
  server.on('GET /api/relay/files/aa', (asked) => part(asked, BYTES, 60_000));
  const broken = keep(['aa'], stop.signal);
  setTimeout(() => stop.abort(), 200);
  expect(await broken).toMatchObject({ ok: false });
  server.on('GET /api/relay/files/aa', (asked) => part(asked, BYTES));
  expect(await keep(['aa'])).toEqual(ok(1));
  expect(ranges().at(-1)).toBe('bytes=60000-');
  expect((await kept()).get('Air - La femme.flac')).toEqual(BYTES);
});

test('begins anew when another file of the recording comes', async () => {
  const { server, keep, kept } = await phone();
  let asked = 0;
  const other = BYTES.slice(0, 90_000);
  server.on('GET /api/relay/files/aa', (call) => (++asked === 1 ? part(call, BYTES, 60_000) : part(call, other)));
  expect(await keep(['aa'])).toEqual(ok(1));
  expect((await kept()).get('Air - La femme.flac')).toEqual(other);
});

test('stops at the limit that the person set', async () => {
  const { browser, keep, kept, added } = await phone();
  browser.limitBytes = SIZE * 1.5;
  expect(await keep(['aa', 'bb'])).toMatchObject({ ok: false, error: { code: 'quota-exceeded' } });
  expect([[...(await kept()).keys()], added.length]).toEqual([['Air - La femme.flac'], 1]);
});

test('a recording whose device is off does not keep the others from coming', async () => {
  const { server, keep, kept } = await phone();
  server.on('GET /api/relay/files/aa', () => refuse(409, 'device-offline'));
  expect(await keep(['aa', 'bb'])).toEqual(ok(1));
  expect([...(await kept()).keys()]).toEqual(['Air - Alpha Beta.flac']);
  expect(await keep(['aa'])).toMatchObject({ ok: false, error: { code: 'device-offline' } });
});

test('what is here already is not fetched', async () => {
  const { db, first, keep, ranges } = await phone();
  await db.tracks.update(first, { missing: 0, rootId: 1 as never });
  expect(await keep(['aa'])).toEqual(ok(0));
  expect(ranges()).toEqual([]);
});

test('frees the room again; what another device holds stays in the lists', async () => {
  const { db, first, storage, tab, keep, kept } = await phone();
  await keep(['aa']);
  const [root] = await db.roots.toArray();
  expect(await root?.handle.isSameEntry(await storage.getDirectoryHandle('kept'))).toBe(true);
  const key = 'aa' as ContentKey;
  // As the scan of the folder would find it: the row of the other device is replaced by the file's own.
  await db.tracks.delete(first);
  const [here] = await addTracks(db, [parsedTrack('Air - La femme.flac', { rootId: root?.rootId as never, contentKey: key })]);
  expect(await tab.sync.removeKept([key, 'bb' as ContentKey])).toEqual(ok(1));
  expect((await kept()).size).toBe(0);
  expect(await tracksByIds(db, [here as TrackId])).toMatchObject([{ rootId: ELSEWHERE_ROOT, missing: ELSEWHERE, contentKey: key }]);
});
