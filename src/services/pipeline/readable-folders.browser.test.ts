// How often the browser is asked whether folders can be read.
import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { activeRoots, addRoot, patchRoot } from '../../db/roots';
import { createReadableFolders } from './readable-folders';

async function library() {
  const name = `folders ${crypto.randomUUID()}`;
  const db = new Database(name);
  const storage = await navigator.storage.getDirectory();
  const dir = async (path: string) => (await storage.getDirectoryHandle(name, { create: true })).getDirectoryHandle(path, { create: true });
  const add = async (path: string) => addRoot(db, { name: path, kind: 'folder', handle: await dir(path), addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  const folders = createReadableFolders({ db, Observer: undefined, onChanged: () => undefined, onBegun: () => undefined, now: () => 0 });
  const asked = vi.spyOn(FileSystemHandle.prototype, 'queryPermission');
  onTestFinished(async () => {
    asked.mockRestore();
    folders.end();
    await db.delete();
    await storage.removeEntry(name, { recursive: true });
  });
  /** How many folders were asked for since the last call. */
  const follow = async () => {
    asked.mockClear();
    await folders.follow(await activeRoots(db));
    return asked.mock.calls.length;
  };
  return { db, dir, add, folders, follow };
}

test('folders are asked for when one comes, goes or becomes another, not when a scan is noted', async () => {
  const { db, dir, add, folders, follow } = await library();
  const one = await add('one');
  await folders.look();
  await patchRoot(db, one, { lastScanAtMs: 1 });
  expect(await follow()).toBe(0);
  const two = await add('two');
  expect(await follow()).toBe(2);
  await patchRoot(db, two, { lastScanAtMs: 1, name: 'Two' });
  expect(await follow()).toBe(0);
  await patchRoot(db, two, { handle: await dir('three') });
  expect(await follow()).toBe(2);
  expect(folders.ids()).toEqual([one, two]);
  await patchRoot(db, one, { removedAtMs: 1 });
  expect(await follow()).toBe(1);
  expect(folders.ids()).toEqual([two]);
});

test('a folder that was found closed and is gone is no longer readable, and is again when it is back', async () => {
  const { db, dir, add, folders, follow } = await library();
  const one = await add('one');
  await folders.look();
  const gone = await dir('gone');
  await patchRoot(db, one, { handle: gone });
  await (await navigator.storage.getDirectory()).getDirectoryHandle(db.name).then((parent) => parent.removeEntry('gone'));
  expect(await folders.lookAgainAt(one)).toBe(false);
  expect(folders.has(one)).toBe(false);
  await dir('gone');
  expect(await folders.lookAgainAt(one)).toBe(true);
  expect(await follow()).toBe(0);
});
