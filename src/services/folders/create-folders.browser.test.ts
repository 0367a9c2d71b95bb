import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { addTracks } from '../../db/tracks';
import type { RootId } from '../../domain/library/ids';
import { parsedTrack } from '../pipeline/test-tracks';
import { createFolders } from './create-folders';
import { purgeRemoved, UNDO_MS } from './purge';
import type { ShowPicker } from './sources';

/** A folder with folders and files in the browser's own storage: a real handle that needs no permission. */
async function folderOf(name: string, paths: readonly string[] = []): Promise<FileSystemDirectoryHandle> {
  const top = await navigator.storage.getDirectory();
  const folder = await top.getDirectoryHandle(`${name} ${crypto.randomUUID()}`, { create: true });
  onTestFinished(() => top.removeEntry(folder.name, { recursive: true }).catch(() => undefined));
  for (const path of paths) {
    let at = folder;
    for (const part of path.split('/')) at = await at.getDirectoryHandle(part, { create: true });
  }
  return folder;
}

function foldersOver(showPicker?: ShowPicker, now: () => number = () => 7) {
  const db = new Database(`folders ${crypto.randomUUID()}`);
  const scans: (readonly RootId[] | undefined)[] = [];
  let added = 0;
  const folders = createFolders({ db, now, showPicker, scan: (rootIds) => scans.push(rootIds), onAdded: () => added++ });
  onTestFinished(() => db.delete());
  return { db, folders, scans, added: () => added };
}

async function must(answer: Promise<{ ok: true; value: RootId } | { ok: false; error: unknown }>): Promise<RootId> {
  const given = await answer;
  if (!given.ok) throw new Error(JSON.stringify(given.error));
  return given.value;
}

const refusing = (name: string): ShowPicker => async () => {
  throw new DOMException('refused', name);
};

test('a picked folder is kept, shown as readable and scanned', async () => {
  const folder = await folderOf('Music');
  const { db, folders, scans, added } = foldersOver(async () => folder);
  const rootId = await must(folders.pick());
  expect(folders.state()).toMatchObject({ ready: true, canPick: true, roots: [{ rootId, name: folder.name, kind: 'folder', access: 'granted', lastScanAtMs: null }] });
  expect(await (await db.roots.get(rootId))?.handle.isSameEntry(folder)).toBe(true);
  expect(scans).toEqual([[rootId]]);
  expect(added()).toBe(1);
});

test.each([
  ['AbortError', 'cancelled'],
  ['SecurityError', 'folder-refused'],
  ['NotAllowedError', 'permission-denied'],
] as const)('a picker that ends with %s answers %s', async (name, code) => {
  expect(await foldersOver(refusing(name)).folders.pick()).toMatchObject({ ok: false, error: { code } });
});

test('a browser without a picker says so', async () => {
  const { folders } = foldersOver();
  expect(folders.state().canPick).toBe(false);
  expect(await folders.pick()).toMatchObject({ error: { code: 'unsupported-browser' } });
});

test('a folder added again is rescanned, not added twice', async () => {
  const folder = await folderOf('Music');
  const { db, folders, scans } = foldersOver();
  const rootId = await must(folders.add(folder, 'folder'));
  expect(await must(folders.add(folder, 'folder'))).toBe(rootId);
  expect(await db.roots.count()).toBe(1);
  expect(scans).toEqual([[rootId], [rootId]]);
});

test('a folder inside one that was added becomes a folder of its own, with its tracks and nothing twice; removed, it is a part again', async () => {
  const folder = await folderOf('Music', ['Jazz']);
  const { db, folders } = foldersOver();
  const outer = await must(folders.add(folder, 'folder'));
  const [, jazz] = await addTracks(db, [parsedTrack('a.mp3', { rootId: outer }), parsedTrack('Jazz/b.mp3', { rootId: outer, folder: 'Jazz' })]);
  const inner = await must(folders.add(await folder.getDirectoryHandle('Jazz'), 'folder'));
  expect(folders.state().roots.map((root) => root.inside)).toEqual([null, folder.name]);
  const places = async () => (await db.tracks.toArray()).map((row) => [row.trackId, row.rootId, row.path]);
  expect((await places())[1]).toEqual([jazz, inner, 'b.mp3']);
  await folders.remove(inner);
  expect((await places())[1]).toEqual([jazz, outer, 'Jazz/b.mp3']);
  await folders.undoRemove(inner);
  expect((await places())[1]).toEqual([jazz, inner, 'b.mp3']);
});

test('a folder around one that was added leaves that its tracks', async () => {
  const folder = await folderOf('Music', ['Jazz']);
  const { db, folders } = foldersOver();
  const inner = await must(folders.add(await folder.getDirectoryHandle('Jazz'), 'folder'));
  await addTracks(db, [parsedTrack('b.mp3', { rootId: inner })]);
  await must(folders.add(folder, 'folder'));
  expect(folders.state().roots.map((root) => root.inside)).toEqual([folder.name, null]);
  expect((await db.tracks.toArray()).map((row) => row.rootId)).toEqual([inner]);
});

test('a folder that a person has emptied is scanned with that known', async () => {
  const { db, folders, scans } = foldersOver();
  const rootId = await must(folders.add(await folderOf('Music'), 'folder'));
  await folders.confirmEmpty(rootId);
  expect((await db.roots.get(rootId))?.emptied).toBe(true);
  expect(scans.at(-1)).toEqual([rootId]);
});

test('folders side by side are both added', async () => {
  const { folders } = foldersOver();
  await must(folders.add(await folderOf('A'), 'folder'));
  await must(folders.add(await folderOf('B'), 'folder'));
  expect(folders.state().roots).toHaveLength(2);
});

test('a folder that is no longer there is shown as gone, and its root stays', async () => {
  const folder = await folderOf('Music');
  const { db, folders } = foldersOver();
  await must(folders.add(folder, 'folder'));
  await (await navigator.storage.getDirectory()).removeEntry(folder.name);
  await folders.load();
  expect(folders.state().roots.map((root) => root.access)).toEqual(['gone']);
  expect(await db.roots.count()).toBe(1);
});

test('a folder that is there again is scanned', async () => {
  const folder = await folderOf('Music');
  const { folders, scans } = foldersOver();
  const rootId = await must(folders.add(folder, 'folder'));
  const top = await navigator.storage.getDirectory();
  await top.removeEntry(folder.name);
  await folders.load();
  scans.length = 0;
  await top.getDirectoryHandle(folder.name, { create: true });
  await folders.load();
  expect(folders.state().roots.map((root) => root.access)).toEqual(['granted']);
  expect(scans).toEqual([[rootId]]);
});

test('a new name is shown', async () => {
  const { folders } = foldersOver();
  const rootId = await must(folders.add(await folderOf('Music'), 'folder'));
  await folders.rename(rootId, 'Attic');
  await vi.waitFor(() => expect(folders.state().roots.map((root) => root.name)).toEqual(['Attic']));
});

test('a removed folder goes at once and comes back whole on undo', async () => {
  const { db, folders } = foldersOver();
  const rootId = await must(folders.add(await folderOf('Music'), 'folder'));
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  await folders.remove(rootId);
  await vi.waitFor(() => expect(folders.state().roots).toEqual([]));
  await folders.undoRemove(rootId);
  await vi.waitFor(() => expect(folders.state().roots.map((root) => root.rootId)).toEqual([rootId]));
  expect(await db.tracks.count()).toBe(1);
});

test('a removed folder that is added again takes its rows back', async () => {
  const folder = await folderOf('Music');
  const { folders } = foldersOver();
  const rootId = await must(folders.add(folder, 'folder'));
  await folders.remove(rootId);
  expect(await must(folders.add(folder, 'folder'))).toBe(rootId);
  expect(folders.state().roots.map((root) => root.rootId)).toEqual([rootId]);
});

test('the rows of a removed folder go when the time to undo is over; other rows and facts about sound stay', async () => {
  let nowMs = 1_000_000;
  const { db, folders } = foldersOver(undefined, () => nowMs);
  const removed = await must(folders.add(await folderOf('Old'), 'folder'));
  const kept = await must(folders.add(await folderOf('New'), 'folder'));
  await addTracks(db, [parsedTrack('a.mp3', { rootId: removed }), parsedTrack('b.mp3', { rootId: removed }), parsedTrack('c.mp3', { rootId: kept })]);
  await db.sounds.put({ contentKey: 'key of a.mp3' } as never);
  await folders.remove(removed);
  nowMs += UNDO_MS;
  const end = purgeRemoved(db, () => nowMs);
  onTestFinished(end);
  await vi.waitFor(async () => expect((await db.roots.toArray()).map((root) => root.rootId)).toEqual([kept]));
  expect((await db.tracks.toArray()).map((row) => row.path)).toEqual(['c.mp3']);
  expect((await db.deletions.toArray()).flatMap((row) => row.trackIds)).toHaveLength(2);
  expect(await db.sounds.count()).toBe(1);
});

test('files that were kept offline go with their folder; files of the person never do', async () => {
  let nowMs = 1_000_000;
  const { db, folders } = foldersOver(undefined, () => nowMs);
  const [mine, kept] = [await folderOf('Mine', ['a']), await folderOf('Kept', ['a'])];
  for (const [folder, kind] of [[mine, 'folder'], [kept, 'kept']] as const) await folders.remove(await must(folders.add(folder, kind)));
  nowMs += UNDO_MS;
  onTestFinished(purgeRemoved(db, () => nowMs));
  await vi.waitFor(async () => expect(await db.roots.count()).toBe(0));
  const namesOf = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  };
  expect([await namesOf(mine), await namesOf(kept)]).toEqual([['a'], []]);
});

test('nothing is purged while it can be undone', async () => {
  const { db, folders } = foldersOver(undefined, () => 5);
  const rootId = await must(folders.add(await folderOf('Music'), 'folder'));
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  await folders.remove(rootId);
  let looks = 0;
  const end = purgeRemoved(db, () => {
    looks++;
    return 5 + UNDO_MS - 1;
  });
  await vi.waitFor(() => expect(looks).toBeGreaterThan(5));
  end();
  expect(await db.tracks.count()).toBe(1);
});

test('another tab that adds a folder shows here', async () => {
  const { db, folders } = foldersOver();
  await folders.load();
  const elsewhere = createFolders({ db, now: () => 1, showPicker: undefined, scan: () => undefined, onAdded: () => undefined });
  await must(elsewhere.add(await folderOf('Music'), 'folder'));
  await vi.waitFor(() => expect(folders.state().roots).toHaveLength(1));
});

test('restoring access scans all folders when Chrome agrees', async () => {
  const { folders, scans } = foldersOver();
  await must(folders.add(await folderOf('Music'), 'folder'));
  // Handles of the browser's own storage are always granted; they answer to the same call.
  expect(await folders.restoreAccess()).toEqual({ ok: true, value: null });
  expect(scans.at(-1)).toBeUndefined();
});
