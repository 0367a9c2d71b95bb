// Covers of a folder that was removed: which go, and which have a reason to stay.
import { expect, onTestFinished, test } from 'vitest';
import type { AlbumKey, CoverHash, RootId } from '../domain/library/ids';
import { CHOSEN_COVER } from '../domain/library/shown-cover';
import { folderOf } from '../domain/library/track';
import { Database } from './database';
import { addRoot } from './roots';
import { addTracks, type NewTrack } from './tracks';
import { collectCovers } from './unshown-covers';
import { purgeRoot } from './work';

const hash = (letter: string): CoverHash => letter.repeat(32) as CoverHash;
const ALL = [...'012345678'].map(hash);
const [own, shared, embedded, found, shown, chosen, given, ofFolder, ofArtist] = ALL as [CoverHash, CoverHash, CoverHash, CoverHash, CoverHash, CoverHash, CoverHash, CoverHash, CoverHash];

function row(rootId: RootId | null, path: string, over: Partial<NewTrack>): NewTrack {
  return {
    rootId, path, folder: folderOf(path), sizeBytes: 1, mtimeMs: 1, stage: 'embedded', attempts: 0, failure: null, missing: 0, addedAtMs: 1, contentKey: null, taggedAlbumKey: null, albumKey: null, artistKey: null,
    albumArtistKey: null, coverHash: null, tags: null, technical: null, versions: { parse: 1, analyse: 1, embed: 1 }, ...over,
  };
}

async function library() {
  const db = new Database(`covers ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const handle = await navigator.storage.getDirectory();
  const add = (name: string): Promise<RootId> => addRoot(db, { name, kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: 1, removedAtMs: null });
  const [gone, stays] = [await add('Gone'), await add('Stays')];
  const small = new Blob(['x']);
  await db.covers.bulkPut(ALL.map((coverHash) => ({ coverHash, small, accent: null })));
  const choose = (id: string, value: CoverHash) => db.choices.put({ kind: 'album', id, parent: '', fields: { [CHOSEN_COVER]: { value, hlc: 'x' as never } } });
  await choose('kept', shown);
  await addTracks(db, [
    row(gone, 'a.mp3', { coverHash: own, albumKey: 'album' as AlbumKey }), row(gone, 'b.mp3', { coverHash: shared, embeddedCover: own }),
    row(stays, 'c.mp3', { coverHash: shared, embeddedCover: embedded, missing: 1 }), row(stays, 'd.mp3', { coverHash: found, albumKey: 'kept' as AlbumKey }),
  ]);
  const here = async (): Promise<CoverHash[]> => (await db.covers.toCollection().primaryKeys()) as CoverHash[];
  return { db, gone, stays, here, choose };
}

test('of a removed folder, covers go that nothing shows; what another row shows or would show stays, also while its file is missing', async () => {
  const { db, gone, here } = await library();
  await purgeRoot(db, gone);
  await collectCovers(db, () => true);
  expect(await here()).toEqual([shared, embedded, found, shown]);
});

test('chosen covers, given pictures, and those of folders and artists stay', async () => {
  const { db, gone, stays, here, choose } = await library();
  await choose('album', chosen);
  await db.chosenPictures.put({ coverHash: given, picture: null, seq: 1 });
  await db.folders.bulkPut([{ rootId: stays, path: 'A', stamp: '', coverHash: ofFolder, artistPicture: ofArtist }, { rootId: gone, path: '', stamp: '', coverHash: own }]);
  await purgeRoot(db, gone);
  expect(await collectCovers(db, () => true)).toBe(1);
  expect(await here()).not.toContain(own);
});

test('while a scan runs nothing goes; what was noted is done at the next call', async () => {
  const { db, gone, here } = await library();
  await purgeRoot(db, gone);
  expect(await collectCovers(db, () => false)).toBe(0);
  let looks = 0;
  expect(await collectCovers(db, () => ++looks === 1), 'a scan that began meanwhile').toBe(0);
  expect(await here()).toEqual(ALL);
  expect(await collectCovers(db, () => true)).toBe(5);
  expect(await collectCovers(db, () => true), 'nothing is noted any more').toBe(0);
});

test('a row that came while rows were looked through keeps its cover', async () => {
  const { db, gone, stays, here } = await library();
  await purgeRoot(db, gone);
  let added: Promise<unknown> | null = null;
  const isQuiet = (): boolean => {
    added ??= addTracks(db, [row(stays, 'new.mp3', { coverHash: own })]);
    return true;
  };
  await collectCovers(db, isQuiet);
  await added;
  expect(await here()).toContain(own);
});
