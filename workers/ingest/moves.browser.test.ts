// What a scan makes of files that were changed, moved, retagged, replaced, swapped and removed, alone and at once: the row stays with
// its recording, and with it the time it was added; plays, ratings and places in playlists hang on the recording itself.
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database';
import { addRoot } from '../../src/db/roots';
import type { RootId, TrackId } from '../../src/domain/library/ids';
import type { TrackRow } from '../../src/domain/library/track';
import { library, valueOf } from './testing/library';
import { id3, wav } from './testing/wav';

type Files = Readonly<Record<string, { readonly audio: number; readonly title: string }>>;

const song = (audio: number, title = `Song ${audio}`) => ({ audio, title });

interface Case {
  readonly name: string;
  readonly before: Files;
  readonly after: Files;
  /** Where the row of each path of before is now, with the audio that it stands for; null: it is gone. */
  readonly rows: Readonly<Record<string, readonly [path: string, audio: number, state?: 'missing'] | null>>;
  /** Paths of rows that were not there before. */
  readonly fresh?: readonly string[];
}

const A = song(1);
const B = song(2);
const C = song(3);

const CASES: readonly Case[] = [
  { name: 'moved', before: { 'old/a.wav': A }, after: { 'new/a.wav': A }, rows: { 'old/a.wav': ['new/a.wav', 1] } },
  { name: 'renamed', before: { 'x/a.wav': A }, after: { 'x/b.wav': A }, rows: { 'x/a.wav': ['x/b.wav', 1] } },
  { name: 'renamed by the case of a letter alone', before: { 'x/a.wav': A }, after: { 'x/A.wav': A }, rows: { 'x/a.wav': ['x/A.wav', 1] } },
  { name: 'retagged', before: { 'a.wav': A }, after: { 'a.wav': song(1, 'Anew') }, rows: { 'a.wav': ['a.wav', 1] } },
  { name: 'moved and retagged', before: { 'a.wav': A }, after: { 'x/b.wav': song(1, 'Anew') }, rows: { 'a.wav': ['x/b.wav', 1] } },
  { name: 'replaced by other audio', before: { 'a.wav': A }, after: { 'a.wav': B }, rows: { 'a.wav': ['a.wav', 2] } },
  { name: 'moved, and another file at the old place', before: { 'a.wav': A }, after: { 'a.wav': B, 'x/a.wav': A }, rows: { 'a.wav': ['x/a.wav', 1] }, fresh: ['a.wav'] },
  { name: 'moved and retagged, and another file at the old place', before: { 'a.wav': A }, after: { 'a.wav': B, 'x/a.wav': song(1, 'Anew') }, rows: { 'a.wav': ['x/a.wav', 1] }, fresh: ['a.wav'] },
  { name: 'two swapped', before: { 'a.wav': A, 'b.wav': song(2, 'Longer') }, after: { 'a.wav': song(2, 'Longer'), 'b.wav': A }, rows: { 'a.wav': ['b.wav', 1], 'b.wav': ['a.wav', 2] } },
  { name: 'three passed on', before: { 'a.wav': song(1, 'I'), 'b.wav': song(2, 'III'), 'c.wav': song(3, 'IIIII') }, after: { 'b.wav': song(1, 'I'), 'c.wav': song(2, 'III'), 'a.wav': song(3, 'IIIII') },
    rows: { 'a.wav': ['b.wav', 1], 'b.wav': ['c.wav', 2], 'c.wav': ['a.wav', 3] } },
  { name: 'one written over by another that moved', before: { 'a.wav': song(1, 'Longer'), 'b.wav': B }, after: { 'a.wav': B }, rows: { 'a.wav': null, 'b.wav': ['a.wav', 2] } },
  { name: 'one written over by another that moved, and a new one at its place', before: { 'a.wav': song(1, 'I'), 'b.wav': song(2, 'III') }, after: { 'a.wav': song(2, 'III'), 'b.wav': song(3, 'IIIII') },
    rows: { 'a.wav': null, 'b.wav': ['a.wav', 2] }, fresh: ['b.wav'] },
  { name: 'a folder renamed', before: { 'old/a.wav': A, 'old/b.wav': B, 'old/deep/c.wav': C }, after: { 'new/a.wav': A, 'new/b.wav': B, 'new/deep/c.wav': C },
    rows: { 'old/a.wav': ['new/a.wav', 1], 'old/b.wav': ['new/b.wav', 2], 'old/deep/c.wav': ['new/deep/c.wav', 3] } },
  { name: 'removed', before: { 'a.wav': A, 'b.wav': B }, after: { 'b.wav': B }, rows: { 'a.wav': ['a.wav', 1, 'missing'], 'b.wav': ['b.wav', 2] } },
  { name: 'copied', before: { 'a.wav': A }, after: { 'a.wav': A, 'b.wav': A }, rows: { 'a.wav': ['a.wav', 1] }, fresh: ['b.wav'] },
  { name: 'copied over another', before: { 'a.wav': A, 'b.wav': song(2, 'Longer') }, after: { 'a.wav': A, 'b.wav': A }, rows: { 'a.wav': ['a.wav', 1], 'b.wav': ['b.wav', 1] } },
  { name: 'one of two copies moved', before: { 'a.wav': A, 'x/a.wav': A }, after: { 'a.wav': A, 'y/a.wav': A }, rows: { 'a.wav': ['a.wav', 1], 'x/a.wav': ['y/a.wav', 1] } },
  { name: 'two copies moved, each kept by its name', before: { 'x/a.wav': A, 'x/b.wav': A }, after: { 'y/b.wav': A, 'y/a.wav': A }, rows: { 'x/a.wav': ['y/a.wav', 1], 'x/b.wav': ['y/b.wav', 1] } },
  { name: 'moved into the place of a file that was removed', before: { 'a.wav': A, 'b.wav': song(2, 'Longer'), 'c.wav': C }, after: { 'b.wav': A, 'c.wav': C }, rows: { 'a.wav': ['b.wav', 1], 'b.wav': null, 'c.wav': ['c.wav', 3] } },
];

describe.each(CASES)('a file $name', ({ before, after, rows: expected, fresh = [] }) => {
  test('is recognised in one scan', async () => {
    const { db, write, remove, scan, rows } = await library();
    for (const [path, { audio, title }] of Object.entries(before)) await write(path, wav(audio, id3({ TIT2: title })));
    await scan();
    await db.tracks.toCollection().modify((row) => void Object.assign(row, { addedAtMs: 1_000 + row.trackId }));
    const old = await rows();
    for (const path of Object.keys(before)) if (!(path in after)) await remove(path);
    for (const [path, file] of Object.entries(after)) if (before[path] !== file) await write(path, wav(file.audio, id3({ TIT2: file.title })));
    valueOf(await scan());

    const now = new Map((await db.tracks.toArray()).map((row) => [row.trackId, row]));
    const keys = await keysOfAudio();
    for (const [path, target] of Object.entries(expected)) {
      const row = now.get(old.get(path)?.trackId as TrackId);
      expect(row && describeRow(row, keys), path).toEqual(target === null ? undefined : { path: target[0], audio: target[1], missing: target[2] ? 1 : 0 });
      if (row) expect(row.addedAtMs, path).toBe(1_000 + row.trackId);
      if (row && !target?.[2]) expect(row.tags?.title, path).toBe(after[row.path]?.title);
    }
    const ids = new Set([...old.values()].map((row) => row.trackId));
    expect([...now.values()].filter((row) => !ids.has(row.trackId)).map((row) => row.path).sort()).toEqual(fresh);
    const details = (await db.tagDetails.toArray()).map((each) => each.trackId).sort();
    expect(details).toEqual([...now.keys()].sort());
    expect(valueOf(await scan())).toMatchObject({ added: 0, changed: 0, moved: 0, unchanged: Object.keys(after).length });
  });
});

test('a file with another size and the same time is read again, and one whose time went back', async () => {
  const { db, write, scan, rows } = await library();
  await write('a.wav', wav(1, id3({ TIT2: 'Short' })));
  await write('b.wav', wav(2, id3({ TIT2: 'Then' })));
  await scan();
  await write('a.wav', wav(1, id3({ TIT2: 'Much longer' })));
  await write('b.wav', wav(2, id3({ TIT2: 'Now!' })));
  // As if the first had kept its time, and the second had been newer.
  const { lastModified } = await (await (await db.roots.toArray())[0]?.handle.getFileHandle('a.wav'))?.getFile() as File;
  await db.tracks.toCollection().modify((row) => void Object.assign(row, { mtimeMs: row.path === 'a.wav' ? lastModified : lastModified + 86_400_000 }));
  expect(valueOf(await scan())).toMatchObject({ changed: 2 });
  expect([(await rows()).get('a.wav')?.tags?.title, (await rows()).get('b.wav')?.tags?.title]).toEqual(['Much longer', 'Now!']);
});

test('a file removed and put back later, at its place or another, is the same row', async () => {
  const { write, remove, scan, rows } = await library();
  await write('a.wav', wav(1));
  await write('stays.wav', wav(2));
  await scan();
  const id = (await rows()).get('a.wav')?.trackId;
  await remove('a.wav');
  await scan();
  await write('a.wav', wav(1));
  await scan();
  expect((await rows()).get('a.wav')).toMatchObject({ trackId: id, missing: 0 });
  await remove('a.wav');
  await scan();
  await write('x/b.wav', wav(1));
  await scan();
  expect((await rows()).get('x/b.wav')).toMatchObject({ trackId: id, missing: 0 });
  expect((await rows()).size).toBe(2);
});

describe.each([['first', [0, 1]], ['last', [1, 0]]] as const)('between folders of the library, where the new one is scanned %s', (_, order) => {
  test('a moved file keeps its row', async () => {
    const { db, write, remove, scan, rootId, rows, other } = await twoRoots();
    await write('a.wav', wav(1));
    await write('stays.wav', wav(2));
    for (const root of [rootId, other.rootId]) await scanned(db, scan, root);
    const id = (await rows()).get('a.wav')?.trackId;
    await remove('a.wav');
    await other.write('b.wav', wav(1));
    for (const at of order) await scanned(db, scan, [other.rootId, rootId][at] as RootId);
    expect((await rows()).get('b.wav')).toMatchObject({ trackId: id, rootId: other.rootId, missing: 0 });
    expect([...(await rows()).keys()].sort()).toEqual(['b.wav', 'stays.wav']);
  });
});

test('a copy made in another folder before the last scan is no move when the first goes', async () => {
  const { db, write, remove, scan, rootId, rows, other } = await twoRoots();
  await write('a.wav', wav(1));
  await write('stays.wav', wav(2));
  await other.write('b.wav', wav(1));
  for (const root of [other.rootId, rootId]) await scanned(db, scan, root);
  await remove('a.wav');
  await scanned(db, scan, rootId);
  expect((await rows()).get('a.wav')).toMatchObject({ missing: 1 });
  expect((await rows()).get('b.wav')).toMatchObject({ missing: 0 });
});

test('a file moved between two folders that are scanned one by one keeps its row', async () => {
  const { db, ingest, write, remove, scan, rootId, rows } = await library();
  await write('x/a.wav', wav(1));
  await write('stays.wav', wav(2));
  await scanned(db, scan, rootId);
  const id = (await rows()).get('x/a.wav')?.trackId;
  await remove('x/a.wav');
  await write('y/a.wav', wav(1));
  for (const folder of ['y', 'x']) valueOf(await ingest.scan(rootId, () => undefined, [folder]));
  expect((await rows()).get('y/a.wav')).toMatchObject({ trackId: id, missing: 0 });
  expect((await rows()).size).toBe(2);
});

function describeRow(row: TrackRow, keys: ReadonlyMap<string | null, number>) {
  return { path: row.path, audio: keys.get(row.contentKey), missing: row.missing };
}

/** Audio by its content key, as a library of its own reads it. */
async function keysOfAudio(): Promise<Map<string | null, number>> {
  const { write, scan, rows } = await library();
  for (const audio of [1, 2, 3]) await write(`${audio}.wav`, wav(audio));
  await scan();
  return new Map([...(await rows()).values()].map((row) => [row.contentKey, Number(row.path[0])]));
}

async function twoRoots() {
  const [one, { folder, write }] = [await library(), await library()];
  const rootId = await addRoot(one.db, { name: 'Other', kind: 'folder', handle: folder, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  return { ...one, other: { rootId, write } };
}

/** A scan as the app does it: with a note of when. */
async function scanned(db: Database, scan: (root: RootId) => Promise<unknown>, rootId: RootId): Promise<void> {
  await scan(rootId);
  await db.roots.update(rootId, { lastScanAtMs: Date.now() });
  // The next file comes later than this.
  for (const now = Date.now(); Date.now() === now;);
}
