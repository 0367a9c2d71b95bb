// Settling albums in the database: what a scan of some folders says of others, whatever came first.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { settleCredits } from '../../src/db/credits';
import { Database } from '../../src/db/database';
import { addTracks, trackViews, type NewTrack } from '../../src/db/tracks';
import type { RootId, TrackId } from '../../src/domain/library/ids';
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
