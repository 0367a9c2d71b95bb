import { expect, onTestFinished, test, vi } from 'vitest';
import type { ContentKey, DeviceId, RootId, TrackId } from '../domain/library/ids';
import { folderOf } from '../domain/library/track';
import { changesAfter } from './changes';
import { Database } from './database';
import { forgetMissing, missingBelow, missingFiles, restoreTracks } from './missing';
import { observe } from './observe';
import { addRoot, patchRoot } from './roots';
import { addTracks, patchTracks, type NewTrack } from './tracks';

function parsedRow(path: string, over: Partial<NewTrack> & Pick<NewTrack, 'rootId'>): NewTrack {
  return {
    path, folder: folderOf(path), sizeBytes: 1, mtimeMs: 1, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 1, contentKey: `key of ${path}` as ContentKey,
    taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null, tags: null, technical: null, versions: { parse: 1, analyse: 0, embed: 0 }, ...over,
  };
}

async function library() {
  const db = new Database(`missing ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const handle = await navigator.storage.getDirectory();
  const add = (name: string): Promise<RootId> => addRoot(db, { name, kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: 1, removedAtMs: null });
  const [first, second] = [await add('First'), await add('Second')];
  const ids = await addTracks(db, [
    parsedRow('B/2.mp3', { rootId: first, missing: 1 }), parsedRow('A/1.mp3', { rootId: first, missing: 1 }), parsedRow('A/here.mp3', { rootId: first }),
    parsedRow('x.mp3', { rootId: second, missing: 1 }), parsedRow('elsewhere', { rootId: null, missing: 1 }),
  ]);
  const all = () => db.tracks.toArray();
  return { db, first, second, ids, all };
}

test('missing files of this device are listed by folder; what is here or on other devices is not', async () => {
  const { db, second } = await library();
  expect((await missingFiles(db)).map((file) => file.path)).toEqual(['A/1.mp3', 'B/2.mp3', 'x.mp3']);
  await patchRoot(db, second, { removedAtMs: 5 });
  expect((await missingFiles(db)).map((file) => file.path)).toEqual(['A/1.mp3', 'B/2.mp3']);
});

test('more than a page of them is listed whole, whatever changes they came with', async () => {
  const { db, first } = await library();
  for (const part of ['P', 'Q', 'R']) await addTracks(db, Array.from({ length: 1_500 }, (_, i) => parsedRow(`${part}/${i}.mp3`, { rootId: first, missing: 1 })));
  expect(new Set((await missingFiles(db)).map((file) => file.trackId)).size).toBe(4_503);
});

test('the list follows files and folders', async () => {
  const { db, first, second, ids } = await library();
  const told: number[] = [];
  onTestFinished(observe(() => missingFiles(db), (files) => told.push(files.length)));
  await vi.waitFor(() => expect(told.at(-1)).toBe(3));
  await patchTracks(db, new Map([[ids[0] as TrackId, { missing: 0 }]]));
  await vi.waitFor(() => expect(told.at(-1)).toBe(2));
  await addTracks(db, [parsedRow('C/3.mp3', { rootId: first, missing: 1 })]);
  await vi.waitFor(() => expect(told.at(-1)).toBe(3));
  await patchRoot(db, second, { removedAtMs: 5 });
  await vi.waitFor(() => expect(told.at(-1)).toBe(2));
});

test('missing files of one folder are those in it and below', async () => {
  const { db, first } = await library();
  expect((await missingBelow(db, first, 'A')).map((row) => row.path)).toEqual(['A/1.mp3']);
  expect((await missingBelow(db, first, '')).map((row) => row.path)).toEqual(['A/1.mp3', 'B/2.mp3']);
});

test('forgetting takes missing rows alone, and keeps what hangs on their recordings', async () => {
  const { db, ids } = await library();
  await db.choices.put({ kind: 'recording', id: 'key of A/1.mp3', parent: '', fields: { rating: { value: 8, hlc: 'x' as never } } });
  await forgetMissing(db, ids);
  expect((await db.tracks.toArray()).map((row) => row.path)).toEqual(['A/here.mp3', 'elsewhere']);
  expect(await db.choices.count()).toBe(1);
});

test('rows come back exactly as they were, and followers see no deletion', async () => {
  const { db, ids, all } = await library();
  await db.tagDetails.put({ trackId: ids[1] as TrackId, native: [] } as never);
  await db.holdings.bulkPut([{ contentKey: 'key of A/1.mp3' as ContentKey, deviceIds: ['other' as DeviceId] }]);
  const [before, details] = [await all(), await db.tagDetails.toArray()];
  const { seq } = await changesAfter(db, 0);
  await restoreTracks(db, await forgetMissing(db, ids));
  const plain = (rows: typeof before) => rows.map(({ seq: _, ...row }) => row);
  expect(plain(await all())).toEqual(plain(before));
  expect(await db.tagDetails.toArray()).toEqual(details);
  expect(await db.announced.count()).toBe(0);
  const changes = await changesAfter(db, seq);
  expect([changes.deleted, new Set(changes.changed)]).toEqual([[], new Set([ids[0], ids[1], ids[3]])]);
});

test('a row whose place was taken meanwhile does not come back over the file that is there', async () => {
  const { db, first, ids } = await library();
  const forgotten = await forgetMissing(db, [ids[1] as TrackId]);
  await addTracks(db, [parsedRow('A/1.mp3', { rootId: first, contentKey: 'another' as ContentKey })]);
  await restoreTracks(db, forgotten);
  expect((await db.tracks.where('[rootId+path]').equals([first, 'A/1.mp3']).toArray()).map((row) => row.contentKey)).toEqual(['another']);
});
