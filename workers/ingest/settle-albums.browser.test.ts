// Settling albums in the database: what a scan of some folders says of others, whatever came first.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { settleCredits } from '../../src/db/credits';
import { Database } from '../../src/db/database';
import { addTracks, trackViews, type NewTrack } from '../../src/db/tracks';
import type { ContentKey, RootId, TrackId } from '../../src/domain/library/ids';
import { artistKeyOf } from '../../src/domain/library/keys';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import { tagColumns } from '../../src/domain/library/tag-columns';
import type { Tags } from '../../src/domain/library/tags';
import { folderOf } from '../../src/domain/library/track';
import { STAGE_VERSIONS } from '../../src/domain/versions';
import { settleAlbums } from './settle-albums';

const ROOT = 1 as RootId;
let db: Database;

beforeEach(() => {
  db = new Database(`settle ${crypto.randomUUID()}`);
});

afterEach(() => db.delete());

function file(path: string, tags: Partial<Tags>): NewTrack {
  return {
    rootId: ROOT, path, folder: folderOf(path), sizeBytes: 1, mtimeMs: 1, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 1, contentKey: null, coverHash: null,
    technical: null, versions: STAGE_VERSIONS, ...tagColumns({ ...NO_TAGS, album: 'Songs', artist: 'A', title: path, ...tags }),
  };
}

const settle = (...folders: string[]) => settleAlbums(db, ROOT, new Set(folders));
const keys = async () => (await db.tracks.toArray()).map(({ albumKey }) => albumKey);

it('a disc folder that is scanned later takes the album key of both with it', async () => {
  await addTracks(db, [file('X/CD1/1.flac', { trackNo: 1, year: 2001 })]);
  await settle('X/CD1');
  const [alone] = await keys();
  await addTracks(db, [file('X/CD2/1.flac', { trackNo: 1, year: 2004 })]);
  await settle('X/CD2');
  const both = await keys();
  expect(new Set(both).size).toBe(1);
  expect(both[0]).not.toBe(alone);
});

it('an album of many artists is shown under Various Artists, also after credits are cut anew', async () => {
  const artists = ['A', 'B & C', 'D', 'B', 'C'];
  const ids = await addTracks(db, artists.map((artist, i) => file(`X/${i}.flac`, { artist, trackNo: i + 1 })));
  await settle('X');
  await settleCredits(db);
  const views = await trackViews(db, ids);
  expect(views.map(({ albumArtist, albumArtistKey }) => [albumArtist, albumArtistKey])).toEqual(artists.map(() => ['Various Artists', artistKeyOf('Various Artists', [])]));
  expect(views.map(({ albumCredit }) => albumCredit.map(({ name }) => name))).toEqual(artists.map(() => ['Various Artists']));
  expect(views[1]?.credit.map(({ name }) => name)).toEqual(['B', 'C']);
});

it('a second settling writes nothing', async () => {
  await addTracks(db, ['A', 'B', 'C'].map((artist, i) => file(`X/${i}.flac`, { artist, trackNo: i + 1 })));
  await settle('X');
  const before = await db.tracks.toArray();
  await settle('X');
  expect(await db.tracks.toArray()).toEqual(before);
});

it('an album that becomes one of one artist loses what was settled of many', async () => {
  const ids = await addTracks(db, ['A', 'B', 'C'].map((artist, i) => file(`X/${i}.flac`, { artist, trackNo: i + 1 })));
  await settle('X');
  await db.tracks.bulkUpdate([1, 2].map((i) => ({ key: ids[i] as TrackId, changes: tagColumns({ ...NO_TAGS, album: 'Songs', artist: 'A', title: `${i}`, trackNo: i + 1 }) as object })));
  await settle('X');
  expect((await trackViews(db, ids)).map(({ albumArtist }) => albumArtist)).toEqual(['A', 'A', 'A']);
  expect((await db.tracks.toArray()).every(({ settledAlbum }) => settledAlbum === undefined)).toBe(true);
});

/** Tracks of one album in one folder, each of a length that follows from its number. */
function album(folder: string, audio: string, durationS: (no: number) => number, numbers: readonly number[] = [1, 2, 3, 4]): NewTrack[] {
  return numbers.map((no) => ({
    ...file(`${folder}/${no}.flac`, { album: 'Live', year: 1975, trackNo: no, title: `Title ${no}` }),
    contentKey: `${audio} ${no}` as ContentKey,
    technical: { container: null, codec: null, durationS: durationS(no), sampleRateHz: null, channels: null, bitsPerSample: null, bitrateKbps: null, lossless: null, encoder: null },
  }));
}

const berlin = (no: number): number => 200 + 7 * no;
const paris = (no: number): number => 180 + 11 * no;

/** How many albums the folders are, by their names. */
async function albumsByFolder(): Promise<Record<string, number>> {
  const rows = await db.tracks.toArray();
  const order = [...new Set(rows.map((row) => row.albumKey))];
  return Object.fromEntries(rows.map((row) => [row.folder, order.indexOf(row.albumKey)]));
}

it.each([
  ['two bootlegs of one name and year are two albums', [album('A/Berlin', 'a', berlin), album('A/Paris', 'b', paris)], { 'A/Berlin': 0, 'A/Paris': 1 }],
  ['an album as FLAC and as MP3 is one', [album('A/FLAC', 'a', berlin), album('A/MP3', 'b', (no) => berlin(no) + 0.5)], { 'A/FLAC': 0, 'A/MP3': 0 }],
  ['its disc folders are one', [album('A/X/CD1', 'a', berlin), album('A/X/CD2', 'b', paris)], { 'A/X/CD1': 0, 'A/X/CD2': 0 }],
  ['so is a copy of some of its tracks', [album('A/X', 'a', berlin), album('B/Mix', 'a', berlin, [2, 3])], { 'A/X': 0, 'B/Mix': 0 }],
])('%s, scanned at once or one by one, in any order', async (_, folders, expected) => {
  for (const order of [[0, 1], [1, 0]]) {
    await db.tracks.clear();
    await db.albumFolders.clear();
    for (const i of order) {
      await addTracks(db, folders[i] ?? []);
      await settle(...new Set((folders[i] ?? []).map((row) => row.folder)));
    }
    const found = await albumsByFolder();
    expect(new Set(Object.values(found)).size).toBe(new Set(Object.values(expected)).size);
    const keysOneByOne = new Map((await db.tracks.toArray()).map((row) => [row.path, row.albumKey]));
    await settle(...Object.keys(expected));
    expect(new Map((await db.tracks.toArray()).map((row) => [row.path, row.albumKey]))).toEqual(keysOneByOne);
  }
});

it('albums that were apart are one again where the other folder went, and what a third folder holds beside stays', async () => {
  await addTracks(db, [...album('A/Berlin', 'a', berlin), ...album('A/Paris', 'b', paris), file('A/Berlin/x.flac', { trackNo: 1, year: 1999 })]);
  await settle('A/Berlin', 'A/Paris');
  const [first] = await keys();
  const other = (await db.tracks.toArray()).find((row) => row.path.endsWith('x.flac'))?.albumKey;
  await db.tracks.filter((row) => row.folder === 'A/Paris').delete();
  await settle('A/Paris', 'A/Berlin');
  const left = await db.tracks.toArray();
  expect(new Set(left.map((row) => row.albumKey)).size).toBe(2);
  expect(left.find((row) => row.path.endsWith('x.flac'))?.albumKey).toBe(other);
  expect(left[0]?.albumKey).not.toBe(first);
  expect((await db.albumFolders.toArray()).map((row) => row.folder)).toEqual(['A/Berlin']);
});
