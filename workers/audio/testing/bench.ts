// A workbench for browser tests: the real audio worker on files in a real folder (OPFS) and the real database.
import { wrap } from 'comlink';
import { Database } from '../../../src/db/database';
import { addRoot } from '../../../src/db/roots';
import { addTracks } from '../../../src/db/tracks';
import type { ContentKey, RootId, TrackId } from '../../../src/domain/library/ids';
import type { AudioApi } from '../../../src/domain/worker-api';

export interface Workbench {
  readonly db: Database;
  readonly audio: AudioApi;
  /** Writes a file into the folder and adds its row, as the ingest worker leaves it. */
  add(name: string, bytes: Uint8Array<ArrayBuffer>, contentKey?: string): Promise<TrackId>;
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWorkbench(): Promise<Workbench> {
  const db = new Database();
  await db.delete();
  await db.open();
  const storage = await navigator.storage.getDirectory();
  const folderName = `audio-${crypto.randomUUID()}`;
  const folder = await storage.getDirectoryHandle(folderName, { create: true });
  const rootId = await addRoot(db, { name: folderName, kind: 'folder', handle: folder, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  const worker = new Worker(new URL('../../audio.worker.ts', import.meta.url), { type: 'module' });
  return {
    db,
    audio: wrap<AudioApi>(worker) as unknown as AudioApi,
    async add(name, bytes, contentKey = crypto.randomUUID()) {
      const handle = await folder.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
      const file = await handle.getFile();
      const [trackId] = await addTracks(db, [parsedRow(rootId, name, file, contentKey as ContentKey)]);
      return trackId as TrackId;
    },
    remove: (name) => folder.removeEntry(name),
    async close() {
      worker.terminate();
      await db.delete();
      await storage.removeEntry(folderName, { recursive: true });
    },
  };
}

function parsedRow(rootId: RootId, path: string, file: File, contentKey: ContentKey): Parameters<typeof addTracks>[1][number] {
  return {
    rootId, path, folder: '', sizeBytes: file.size, mtimeMs: file.lastModified, stage: 'parsed', attempts: 0, failure: null, missing: 0,
    addedAtMs: 0, contentKey, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null,
    tags: null, technical: null, versions: { parse: 1, analyse: 0, embed: 0 },
  };
}
