// A database and a root folder for one test, in the browser's own file system.
import { onTestFinished } from 'vitest';
import { Database } from '../../../src/db/database';
import { addRoot } from '../../../src/db/roots';
import type { RootId } from '../../../src/domain/library/ids';
import type { TrackRow } from '../../../src/domain/library/track';
import type { Result } from '../../../src/domain/result';
import { createIngest } from '../create-ingest';

export async function library() {
  const name = `ingest ${crypto.randomUUID()}`;
  const db = new Database(name);
  const storage = await navigator.storage.getDirectory();
  const folder = await storage.getDirectoryHandle(name, { create: true });
  const rootId = await addRootOf(db, folder);
  onTestFinished(async () => {
    await db.delete();
    await storage.removeEntry(name, { recursive: true }).catch(() => undefined);
  });
  const ingest = createIngest({ db, now: () => Date.now() });
  return {
    db, folder, rootId, ingest, storage, name,
    write: (path: string, bytes: Uint8Array<ArrayBuffer> | string) => write(folder, path, bytes),
    remove: async (path: string) => (await parentOf(folder, path)).removeEntry(path.slice(path.lastIndexOf('/') + 1), { recursive: true }),
    scan: (root: RootId = rootId) => ingest.scan(root, () => undefined),
    rows: async (): Promise<Map<string, TrackRow>> => new Map((await db.tracks.toArray()).map((row) => [row.path, row])),
  };
}

/** A root whose handle is no real one: kept beside the database, because only real handles can be stored. */
export function standIn(db: Database, handle: FileSystemDirectoryHandle): void {
  const get = db.roots.get.bind(db.roots);
  db.roots.get = ((key: RootId) => get(key).then((row) => row && { ...row, handle })) as typeof db.roots.get;
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function addRootOf(db: Database, handle: FileSystemDirectoryHandle): Promise<RootId> {
  return addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
}

async function write(root: FileSystemDirectoryHandle, path: string, bytes: Uint8Array<ArrayBuffer> | string): Promise<void> {
  const file = await (await parentOf(root, path)).getFileHandle(path.slice(path.lastIndexOf('/') + 1), { create: true });
  const stream = await file.createWritable();
  await stream.write(bytes);
  await stream.close();
}

async function parentOf(root: FileSystemDirectoryHandle, path: string): Promise<FileSystemDirectoryHandle> {
  let folder = root;
  for (const part of path.split('/').slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
  return folder;
}
