// Measures what takes how much room: a sample of each table, the size of each file of our own, and the app's cache.
import type { Database } from '../../db/database';
import { tableSizes } from '../../db/table-sizes';
import { weighParts, type FilePart, type StoragePart } from './parts';

/** Folders of the browser's own file system, by what they hold. */
const PART_OF: Readonly<Record<string, FilePart>> = { 'kept': 'kept', 'kept-incoming': 'kept', 'copied-music': 'copied', 'demo-music': 'demo' };

/** What Chromium tells beyond the standard. */
interface DetailedEstimate extends StorageEstimate {
  readonly usageDetails?: { readonly caches?: number; readonly serviceWorkerRegistrations?: number };
}

export interface MeasureDeps {
  readonly db: Database;
  /** `navigator.storage`; undefined as the next where the page is not served securely. */
  readonly manager: Pick<StorageManager, 'estimate' | 'getDirectory'> | undefined;
  readonly caches: CacheStorage | undefined;
  /** Lets the screen go on. */
  readonly pause: () => Promise<void>;
}

export async function storageParts({ db, manager, caches, pause }: MeasureDeps): Promise<readonly StoragePart[]> {
  const rows = await tableSizes(db, pause);
  const files = await fileSizes(manager, pause);
  const estimate: DetailedEstimate = await manager?.estimate().catch(() => ({})) ?? {};
  const details = estimate.usageDetails;
  const appBytes = details ? (details.caches ?? 0) + (details.serviceWorkerRegistrations ?? 0) : await cachedBytes(caches);
  return weighParts({ rows, files, appBytes, usedBytes: estimate.usage ?? null });
}

async function fileSizes(manager: MeasureDeps['manager'], pause: () => Promise<void>): Promise<Record<FilePart, number>> {
  const sizes: Record<FilePart, number> = { kept: 0, copied: 0, demo: 0 };
  // Private windows of some browsers have no file system of their own.
  const root = await manager?.getDirectory().catch(() => null);
  if (!root) return sizes;
  for await (const [name, handle] of root.entries()) {
    const part = PART_OF[name];
    if (part && handle.kind === 'directory') sizes[part] += await folderBytes(handle, pause);
  }
  return sizes;
}

async function folderBytes(folder: FileSystemDirectoryHandle, pause: () => Promise<void>): Promise<number> {
  let bytes = 0;
  try {
    for await (const handle of folder.values()) bytes += handle.kind === 'file' ? await fileBytes(handle) : await folderBytes(handle, pause);
  } catch {
    // The folder was removed while it was looked through.
  }
  await pause();
  return bytes;
}

/** 0 for a file that was removed meanwhile. */
async function fileBytes(handle: FileSystemFileHandle): Promise<number> {
  return handle.getFile().then(({ size }) => size, () => 0);
}

/** By the length that each answer came with, or by its content where it came with none. */
async function cachedBytes(caches: CacheStorage | undefined): Promise<number> {
  let bytes = 0;
  for (const name of await caches?.keys().catch(() => []) ?? []) {
    const cache = await caches?.open(name);
    for (const request of await cache?.keys() ?? []) {
      const response = await cache?.match(request);
      const length = Number(response?.headers.get('content-length') ?? NaN);
      bytes += Number.isFinite(length) ? length : (await response?.blob())?.size ?? 0;
    }
  }
  return bytes;
}
