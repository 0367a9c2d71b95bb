import { expect, onTestFinished, test, vi } from 'vitest';
import type { RootId } from '../../domain/library/ids';
import { createFolderWatch } from './watch-folders';

const rootId = 1 as RootId;

/** A folder of the browser's own storage, which Chrome watches as it does one of the disk. */
async function folder() {
  const top = await navigator.storage.getDirectory();
  const handle = await top.getDirectoryHandle(`watched ${crypto.randomUUID()}`, { create: true });
  onTestFinished(() => top.removeEntry(handle.name, { recursive: true }).catch(() => undefined));
  const at = async (path: string, create = false): Promise<FileSystemDirectoryHandle> => {
    let folder = handle;
    for (const name of path.split('/').filter(Boolean)) folder = await folder.getDirectoryHandle(name, { create });
    return folder;
  };
  async function write(path: string, name: string): Promise<void> {
    const file = await (await at(path, true)).getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write('sound');
    await stream.close();
  }
  return { top, handle, at, write };
}

function watching(handle: FileSystemDirectoryHandle) {
  const told: string[][] = [];
  const watch = createFolderWatch({ Observer: window.FileSystemObserver, now: () => Date.now(), quietMs: 200, onChanged: (_, folders) => told.push([...folders]) });
  onTestFinished(watch.end);
  watch.follow([{ rootId, kind: 'folder', handle }]);
  return { watch, told, seen: () => new Set(told.flat()) };
}

/** Watching begins a moment after it is asked for: files are written until one is seen. */
async function begun({ write }: Awaited<ReturnType<typeof folder>>, seen: () => ReadonlySet<string>): Promise<void> {
  let count = 0;
  await vi.waitFor(async () => {
    await write('begin', `${++count}.mp3`);
    expect([...seen()]).toContain('begin');
  }, { timeout: 10_000, interval: 300 });
}

test('this browser can watch folders', () => {
  expect(window.FileSystemObserver).toBeTypeOf('function');
});

test('a file that is written, moved or removed is told with its folder', async () => {
  const disk = await folder();
  await disk.write('Old', 'x.mp3');
  const { seen } = watching(disk.handle);
  await begun(disk, seen);
  await disk.write('A/B', 'new.flac');
  await vi.waitFor(() => expect([...seen()].some((path) => 'A/B'.startsWith(path))).toBe(true), 10_000);
  await (await (await disk.at('Old')).getFileHandle('x.mp3')).move(await disk.at('New', true), 'y.mp3');
  await vi.waitFor(() => expect([...seen()]).toEqual(expect.arrayContaining(['Old', 'New'])), 10_000);
  await (await disk.at('A')).removeEntry('B', { recursive: true });
  await vi.waitFor(() => expect([...seen()].some((path) => path === 'A/B' || path === 'A')).toBe(true), 10_000);
});

test('a folder that is no longer followed tells nothing', async () => {
  const [left, kept] = [await folder(), await folder()];
  const { watch, seen } = watching(left.handle);
  await begun(left, seen);
  watch.follow([{ rootId: 2 as RootId, kind: 'folder', handle: kept.handle }]);
  await left.write('Left', 'x.mp3');
  await vi.waitFor(async () => {
    await kept.write('Kept', `${crypto.randomUUID()}.mp3`);
    expect([...seen()]).toContain('Kept');
  }, { timeout: 10_000, interval: 300 });
  expect([...seen()]).not.toContain('Left');
});

test('a folder that goes away is told as a whole', async () => {
  const disk = await folder();
  const { told, seen } = watching(disk.handle);
  await begun(disk, seen);
  await disk.top.removeEntry(disk.handle.name, { recursive: true });
  await vi.waitFor(() => expect(told.at(-1)).toEqual(['']), 10_000);
});

test('a browser that cannot watch does without', async () => {
  const { handle } = await folder();
  const watch = createFolderWatch({ Observer: undefined, now: () => 0, onChanged: () => expect.unreachable() });
  watch.follow([{ rootId, kind: 'folder', handle }]);
  watch.end();
});
