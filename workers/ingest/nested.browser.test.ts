// Folders of the library that lie in each other: each file is in the library once, and keeps its row when folders come and go.
import { expect, test } from 'vitest';
import { settleNesting } from '../../src/db/nested-roots';
import { addRoot, patchRoot } from '../../src/db/roots';
import { purgeRoot } from '../../src/db/work';
import type { RootId } from '../../src/domain/library/ids';
import { library, valueOf } from './testing/library';
import { id3, wav } from './testing/wav';

async function nested() {
  const lib = await library();
  await lib.write('top.wav', wav(1));
  await lib.write('in/a.wav', wav(2, id3({ TIT2: 'A', TALB: 'Album' })));
  await lib.write('in/deep/b.wav', wav(3));
  await lib.write('inner/c.wav', wav(4));
  await lib.write('in/cover.png', 'a picture');
  const add = async (...names: string[]): Promise<RootId> => {
    let handle = lib.folder;
    for (const name of names) handle = await handle.getDirectoryHandle(name);
    return addRoot(lib.db, { name: names.join('/'), kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  };
  /** Paths by root, each once. */
  const places = async () => (await lib.db.tracks.toArray()).map((row) => `${row.rootId === lib.rootId ? 'outer' : row.rootId}: ${row.path} (${row.folder})${row.missing ? ' missing' : ''}`).sort();
  return { ...lib, add, places };
}

test('a folder added inside one takes over its rows, as they are', async () => {
  const { db, scan, add, places } = await nested();
  await scan();
  const before = new Map((await db.tracks.toArray()).map((row) => [row.trackId, row]));
  const inner = await add('in');
  expect(await settleNesting(db)).toBe(2);
  expect(await places()).toEqual([`${inner}: a.wav ()`, `${inner}: deep/b.wav (deep)`, 'outer: inner/c.wav (inner)', 'outer: top.wav ()']);
  for (const row of await db.tracks.toArray()) {
    const { rootId, path, folder, seq } = row;
    expect({ ...before.get(row.trackId), rootId, path, folder, seq }).toEqual(row);
  }
  expect(await settleNesting(db)).toBe(0);
  for (const root of [inner, undefined]) expect(valueOf(await scan(root))).toMatchObject({ added: 0, changed: 0, missing: 0, moved: 0, unchanged: 2 });
  expect(await db.folders.toArray()).toMatchObject([{ rootId: inner, path: '' }]);
});

test('a folder added around one leaves it its files', async () => {
  const { db, scan, add, places } = await nested();
  await db.roots.clear();
  const inner = await add('in');
  await scan(inner);
  const outer = await add();
  expect(valueOf(await scan(outer))).toMatchObject({ added: 2 });
  expect((await places()).map((place) => place.replace(String(outer), 'outer'))).toEqual([`${inner}: a.wav ()`, `${inner}: deep/b.wav (deep)`, 'outer: inner/c.wav (inner)', 'outer: top.wav ()']);
});

test.each([[['in', 'in/deep']], [['in/deep', 'in']]])('of three folders in each other, added as %s, the innermost has each file', async (order) => {
  const { db, scan, add, places } = await nested();
  await scan();
  const ids = new Map<string, RootId>();
  for (const path of order) {
    ids.set(path, await add(...path.split('/')));
    await settleNesting(db);
  }
  expect(await places()).toEqual([`${ids.get('in')}: a.wav ()`, `${ids.get('in/deep')}: b.wav ()`, 'outer: inner/c.wav (inner)', 'outer: top.wav ()'].sort());
  await patchRoot(db, ids.get('in') as RootId, { removedAtMs: 1 });
  await settleNesting(db);
  expect(await places()).toEqual([`${ids.get('in/deep')}: b.wav ()`, 'outer: in/a.wav (in)', 'outer: inner/c.wav (inner)', 'outer: top.wav ()'].sort());
});

test('a folder removed gives its rows back to the one around it, and takes them again when that is undone', async () => {
  const { db, scan, add, places } = await nested();
  await scan();
  const whole = await places();
  const ids = (await db.tracks.toArray()).map((row) => row.trackId);
  const inner = await add('in');
  await settleNesting(db);
  await scan(inner);
  await patchRoot(db, inner, { removedAtMs: 1 });
  await settleNesting(db);
  expect(await places()).toEqual(whole);
  await patchRoot(db, inner, { removedAtMs: null });
  await settleNesting(db);
  expect((await places()).filter((place) => place.startsWith(String(inner)))).toHaveLength(2);
  await patchRoot(db, inner, { removedAtMs: 1 });
  await purgeRoot(db, inner);
  expect(await places()).toEqual(whole);
  expect((await db.tracks.toArray()).map((row) => row.trackId)).toEqual(ids);
  expect(valueOf(await scan())).toMatchObject({ added: 0, missing: 0, unchanged: 4 });
});

test('a folder removed after the one around it takes its rows along', async () => {
  const { db, scan, add, rootId, places } = await nested();
  await scan();
  const inner = await add('in');
  await settleNesting(db);
  await patchRoot(db, rootId, { removedAtMs: 1 });
  await settleNesting(db);
  await purgeRoot(db, rootId);
  expect(await places()).toEqual([`${inner}: a.wav ()`, `${inner}: deep/b.wav (deep)`]);
  await patchRoot(db, inner, { removedAtMs: 1 });
  await purgeRoot(db, inner);
  expect(await places()).toEqual([]);
});

test('a scan puts right what two scans met twice', async () => {
  const { db, scan, add, places } = await nested();
  await scan();
  const inner = await add('in');
  // As if the folder had been added while the outer one was walked, and scanned at once.
  const rows = await db.tracks.filter((row) => row.folder === 'in').toArray();
  await db.tracks.bulkAdd(rows.map(({ trackId: _, ...row }) => ({ ...row, rootId: inner, path: row.path.slice(3), folder: '' })));
  await scan();
  expect(await places()).toEqual([`${inner}: a.wav ()`, `${inner}: deep/b.wav (deep)`, 'outer: inner/c.wav (inner)', 'outer: top.wav ()']);
});
