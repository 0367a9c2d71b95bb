import { expect, onTestFinished, test } from 'vitest';
import type { RootId } from '../domain/library/ids';
import { Database } from './database';
import { fileTree } from './file-tree';
import { activeRoots, addRoot, patchRoot } from './roots';
import { createSessionFolders } from './session-folders';

const file = (path: string) => ({ path, file: new File([path], path.slice(path.lastIndexOf('/') + 1), { lastModified: 5 }) });

async function namesOf(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

test('files with paths read like a folder of the disk', async () => {
  const files = [file('A/B/1.mp3'), file('A/cover.jpg'), file('top.flac')];
  const root = fileTree('Music', async () => files);
  expect([root.kind, root.name, await namesOf(root)]).toEqual(['directory', 'Music', ['A', 'top.flac']]);
  const a = await root.getDirectoryHandle('A');
  expect(await namesOf(a)).toEqual(['B', 'cover.jpg']);
  const song = await (await (await a.getDirectoryHandle('B')).getFileHandle('1.mp3')).getFile();
  expect([await song.text(), song.lastModified]).toEqual(['A/B/1.mp3', 5]);
  await expect(a.getFileHandle('nothing.mp3')).rejects.toMatchObject({ name: 'NotFoundError' });
  await expect(root.getDirectoryHandle('top.flac')).rejects.toMatchObject({ name: 'TypeMismatchError' });
});

/** A tab or worker: its own connection to one database, and its own end of the channel. */
function context(name: string) {
  const db = new Database(name);
  const channel = new BroadcastChannel(name);
  const session = createSessionFolders({ db, channel, withinMs: 300 });
  onTestFinished(() => {
    session.end();
    channel.close();
    db.close();
  });
  return { db, session };
}

async function browser() {
  const name = `session ${crypto.randomUUID()}`;
  onTestFinished(() => new Database(name).delete());
  const page = context(name);
  const rootId = await addRoot(page.db, { name: 'Music', kind: 'session', handle: null as never, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  const read = async ({ db }: { readonly db: Database }): Promise<string[]> => namesOf((await db.roots.get(rootId))?.handle as FileSystemDirectoryHandle);
  return { page, rootId, read, another: () => context(name) };
}

test('a page that was given the files lends them to workers, those that start later too', async () => {
  const { page, rootId, read, another } = await browser();
  const early = another();
  page.session.attach(rootId, [file('1.mp3')]);
  expect(await read(page)).toEqual(['1.mp3']);
  expect(await read(early)).toEqual(['1.mp3']);
  expect(await read(another())).toEqual(['1.mp3']);
});

test('without its files a folder is gone, and comes back when they are given again', async () => {
  const { page, rootId, read, another } = await browser();
  const worker = another();
  await expect(read(worker)).rejects.toMatchObject({ name: 'NotFoundError' });
  page.session.attach(rootId, [file('1.mp3')]);
  await expect.poll(() => read(worker)).toEqual(['1.mp3']);
});

test('the row itself never holds the files', async () => {
  const { page, rootId } = await browser();
  page.session.attach(rootId, [file('1.mp3')]);
  await patchRoot(page.db, rootId, { name: 'Attic' });
  expect((await activeRoots(page.db)).map((root) => [root.name, root.handle.kind])).toEqual([['Attic', 'directory']]);
  page.session.end();
  expect((await page.db.roots.get(rootId as RootId))?.handle).toBeNull();
});
