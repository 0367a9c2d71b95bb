import { expect, onTestFinished, test } from 'vitest';
import type { RootId, TrackId } from '../domain/library/ids';
import type { StageFailure } from '../domain/library/track';
import { STAGE_VERSIONS } from '../domain/versions';
import { Database } from './database';
import { addTracks, patchTracks, queuedIds, stageCounts, type NewTrack } from './tracks';
import { ignoreFailures, requeueOutdated, retryFailed, sampleLengths, showIgnored, soundQueue } from './work';

const OLD = { ...STAGE_VERSIONS, analyse: STAGE_VERSIONS.analyse - 1 };
const FAILURE: StageFailure = { code: 'decode-failed', step: 'analyse', atMs: 1 };

function track(path: string, over: Partial<NewTrack> = {}): NewTrack {
  return {
    rootId: 1 as RootId, path, folder: '', sizeBytes: 1000, mtimeMs: 0, stage: 'embedded', attempts: 0, failure: null, missing: 0, addedAtMs: 0,
    contentKey: `key of ${path}` as never, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null,
    tags: null, technical: null, versions: STAGE_VERSIONS, ...over,
  };
}

async function library(...rows: NewTrack[]) {
  const db = new Database(`work ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const ids = await addTracks(db, rows);
  const queues = async () => (await db.tracks.toArray()).map((row) => row.queue);
  return { db, ids, queues };
}

/** The stamp of a start with older versions. */
async function startedBefore(db: Database): Promise<void> {
  await db.meta.put({ key: 'stageVersions', value: JSON.stringify(OLD) });
}

test('rows of an older version wait to be renewed with their stage and their failure-free place kept', async () => {
  const { db, queues } = await library(track('old.mp3', { versions: OLD }), track('new.mp3'), track('half.mp3', { stage: 'analysed', versions: OLD }), track('waits.mp3', { stage: 'parsed', versions: { ...OLD, analyse: 0, embed: 0 } }));
  // As a version before this one had them.
  await db.tracks.update(1 as TrackId, { queue: 'done' });
  await startedBefore(db);
  expect(await requeueOutdated(db, STAGE_VERSIONS)).toBe(1);
  expect(await queues()).toEqual(['renew', 'done', 'sound', 'sound']);
  expect((await db.tracks.get(1 as TrackId))?.stage).toBe('embedded');
  expect(await stageCounts(db)).toEqual({ found: 4, parsed: 4, analysed: 3, embedded: 2, failed: 0, ignored: 0, renew: 1, toParse: 0, toHear: 2 });
});

test('a file that is read again and holds the same audio keeps what is known of its sound', async () => {
  const { db, ids, queues } = await library(track('same.mp3', { stage: 'found', versions: OLD }), track('other.mp3', { stage: 'found', versions: OLD }));
  const read = (contentKey: string) => ({ stage: 'parsed' as const, contentKey: contentKey as never, versions: { parse: STAGE_VERSIONS.parse, analyse: 0, embed: 0 }, tags: null });
  await patchTracks(db, new Map([[ids[0] as TrackId, read('key of same.mp3')], [ids[1] as TrackId, read('changed')]]));
  expect(await queues()).toEqual(['renew', 'sound']);
  expect((await db.tracks.toArray()).map((row) => row.stage)).toEqual(['embedded', 'parsed']);
});

test('a new version of the sound stages tries again what failed in them, but not what a person ignores', async () => {
  const { db, queues } = await library(
    track('a.mp3', { stage: 'parsed', failure: FAILURE, attempts: 2 }), track('b.mp3', { stage: 'parsed', failure: { ...FAILURE, ignored: true } }),
    track('c.mp3', { stage: 'found', failure: { ...FAILURE, step: 'parse' } }), track('d.mp3', { versions: OLD, failure: FAILURE }),
  );
  await startedBefore(db);
  await requeueOutdated(db, STAGE_VERSIONS);
  expect(await queues()).toEqual(['sound', 'ignored', 'failed', 'renew']);
  expect((await db.tracks.get(1 as TrackId))?.attempts).toBe(0);
});

test('ignored failures leave the list, are not retried with the others, and can be shown again', async () => {
  const { db, ids, queues } = await library(track('a.mp3', { stage: 'parsed', failure: FAILURE }), track('b.mp3', { stage: 'parsed', failure: FAILURE }), track('c.mp3'));
  await ignoreFailures(db, [ids[0] as TrackId, ids[2] as TrackId]);
  expect(await queues()).toEqual(['ignored', 'failed', 'done']);
  expect(await queuedIds(db, 'ignored', 10)).toEqual([ids[0]]);
  expect(await stageCounts(db)).toMatchObject({ found: 3, failed: 1, ignored: 1, toHear: 0 });
  await retryFailed(db, 'all');
  expect(await queues()).toEqual(['ignored', 'sound', 'done']);
  await showIgnored(db, 'all');
  expect(await queues()).toEqual(['failed', 'sound', 'done']);
  expect((await db.tracks.get(ids[0] as TrackId))?.failure).toEqual(FAILURE);
});

test('an ignored failure is tried again when a person asks for that file', async () => {
  const { db, ids, queues } = await library(track('a.mp3', { stage: 'parsed', failure: { ...FAILURE, ignored: true } }));
  await retryFailed(db, [ids[0] as TrackId]);
  expect(await queues()).toEqual(['sound']);
});

test('a queue is read from the newest file to the oldest, between two ids', async () => {
  const { db, ids } = await library(...['a', 'b', 'c', 'd'].map((name) => track(`${name}.mp3`, { stage: 'parsed' })));
  const read = async (above: number, below: number, limit = 9) => (await soundQueue(db, 'sound', above, below, limit)).map((job) => job.path);
  expect(await read(0, Infinity)).toEqual(['d.mp3', 'c.mp3', 'b.mp3', 'a.mp3']);
  expect(await read(0, Infinity, 2)).toEqual(['d.mp3', 'c.mp3']);
  expect(await read(ids[0] as number, ids[3] as number)).toEqual(['c.mp3', 'b.mp3']);
});

test('lengths are sampled from all over a queue', async () => {
  const technical = (durationS: number) => ({ container: null, codec: null, durationS, sampleRateHz: null, channels: null, bitsPerSample: null, bitrateKbps: null, lossless: null, encoder: null });
  const { db } = await library(...[100, 200, 300, 400].map((durationS) => track(`${durationS}.mp3`, { stage: 'parsed', technical: technical(durationS) })), track('other.mp3', { technical: technical(9) }));
  const randoms = [0, 0.4, 0.99];
  expect(await sampleLengths(db, 'sound', 3, () => randoms.shift() ?? 0)).toEqual([100, 300, 400]);
  expect(await sampleLengths(db, 'renew', 3, () => 0.5)).toEqual([]);
});
