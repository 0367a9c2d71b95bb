// Recordings of other devices kept in this device's own storage, as a music folder like any other.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { keptRows } from '../../db/kept';
import { activeRoots } from '../../db/roots';
import { deleteTracks, tracksOfRecordings, trackViews } from '../../db/tracks';
import type { ContentKey } from '../../domain/library/ids';
import type { TrackView } from '../../domain/library/track-view';
import { err, ok, type AppError, type ErrorCode, type Result } from '../../domain/result';
import type { Folders } from '../folders/folders';
import { download } from './download';
import type { Fetch } from './api-client';
import { keptName } from './kept-name';
import type { KeepProgress } from './sync';

const FOLDER_NAME = 'kept';
const INCOMING_NAME = 'kept-incoming';
const LOCK_NAME = 'soniquebay-keep';
/** One recording fails; the next may not. */
const OF_ONE: ReadonlySet<ErrorCode> = new Set(['device-offline', 'not-found', 'file-gone', 'server-failed']);
/** Left to the database and what it has yet to write. */
const SPARE_BYTES = 64 << 20;

export interface KeeperDeps {
  readonly db: Database;
  readonly fetch: Fetch;
  readonly random: () => number;
  readonly streamUrl: (contentKey: ContentKey) => Promise<Result<string>>;
  /** `navigator.storage.getDirectory`, bound. */
  readonly storageRoot: () => Promise<FileSystemDirectoryHandle>;
  readonly storage: Pick<StorageManager, 'estimate'>;
  readonly locks: Pick<LockManager, 'request'>;
  readonly folders: Pick<Folders, 'add'>;
  /** Most that all kept files together may take. */
  readonly limitBytes: () => number;
  /** What the folder is called in the person's language. */
  readonly keptName: () => string;
}

export interface Keeper {
  keep(contentKeys: readonly ContentKey[], onProgress: (progress: KeepProgress) => void, signal?: AbortSignal): Promise<Result<number>>;
  remove(contentKeys: readonly ContentKey[]): Promise<Result<number>>;
}

export function createKeeper(deps: KeeperDeps): Keeper {
  const { db } = deps;

  /** One tab at a time, so that the limit holds and no file is written twice. */
  async function alone<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
    return deps.locks.request(LOCK_NAME, async () => {
      try {
        return await act();
      } catch (thrown) {
        return { ok: false, error: databaseError(thrown) } as Result<T>;
      }
    });
  }

  async function keepAll(contentKeys: readonly ContentKey[], onProgress: (progress: KeepProgress) => void, signal?: AbortSignal): Promise<Result<number>> {
    const [kept, incoming] = await foldersOf(deps);
    let count = 0;
    let failure: AppError | null = null;
    for (const view of await absent(db, contentKeys)) {
      const answer = await keepOne(deps, { kept, incoming, signal, view, onProgress });
      if (answer.ok) count += 1;
      else failure = answer.error;
      if (!answer.ok && !OF_ONE.has(answer.error.code)) break;
    }
    if (count > 0) {
      const added = await deps.folders.add(kept, 'kept', deps.keptName());
      if (!added.ok) return added;
    }
    return failure && (count === 0 || !OF_ONE.has(failure.code)) ? { ok: false, error: failure } : ok(count);
  }

  async function removeAll(contentKeys: readonly ContentKey[]): Promise<Result<number>> {
    const roots = (await activeRoots(db)).filter((root) => root.kind === 'kept');
    const rows = await keptRows(db, contentKeys, roots.map((root) => root.rootId));
    for (const row of rows) {
      const handle = roots.find((root) => root.rootId === row.rootId)?.handle;
      await handle?.removeEntry(row.path).catch(ignoreGone);
    }
    await deleteTracks(db, rows.map((row) => row.trackId));
    return ok(rows.length);
  }

  return {
    keep: (contentKeys, onProgress, signal) => alone(() => keepAll(contentKeys, onProgress, signal)),
    remove: (contentKeys) => alone(() => removeAll(contentKeys)),
  };
}

interface Wish {
  readonly kept: FileSystemDirectoryHandle;
  readonly incoming: FileSystemDirectoryHandle;
  readonly signal: AbortSignal | undefined;
  readonly view: TrackView & { readonly contentKey: ContentKey };
  readonly onProgress: (progress: KeepProgress) => void;
}

async function keepOne(deps: KeeperDeps, { kept, incoming, signal, view, onProgress }: Wish): Promise<Result<null>> {
  const { contentKey } = view;
  if (signal?.aborted) return err('cancelled');
  const url = await deps.streamUrl(contentKey);
  if (!url.ok) return url;
  const file = await download({
    fetch: deps.fetch, random: deps.random, folder: incoming, signal,
    hasRoom: async (bytes) => (await bytesIn(kept)) + bytes <= deps.limitBytes() && (await hasQuota(deps.storage, bytes)),
    onProgress: (receivedBytes, totalBytes) => onProgress({ contentKey, receivedBytes, totalBytes }),
  }, contentKey, url.value);
  if (!file.ok) return file;
  await file.value.move(kept, keptName(view, await namesIn(kept)));
  return ok(null);
}

function foldersOf({ storageRoot }: KeeperDeps): Promise<[FileSystemDirectoryHandle, FileSystemDirectoryHandle]> {
  const open = async (name: string): Promise<FileSystemDirectoryHandle> => (await storageRoot()).getDirectoryHandle(name, { create: true });
  return Promise.all([open(FOLDER_NAME), open(INCOMING_NAME)]);
}

/** What this device does not hold, once each, in the order asked for. */
async function absent(db: Database, contentKeys: readonly ContentKey[]): Promise<(TrackView & { contentKey: ContentKey })[]> {
  const held = await tracksOfRecordings(db, contentKeys);
  const views = await trackViews(db, [...new Set(contentKeys.flatMap((key) => held.get(key) ?? []))]);
  return views.filter((view): view is TrackView & { contentKey: ContentKey } => (view.missing || view.elsewhere) && view.contentKey !== null);
}

async function hasQuota(storage: Pick<StorageManager, 'estimate'>, bytes: number): Promise<boolean> {
  const { quota, usage } = await storage.estimate();
  return quota === undefined || usage === undefined || usage + bytes + SPARE_BYTES <= quota;
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const name of folder.keys()) names.add(name);
  return names;
}

async function bytesIn(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const handle of folder.values()) if (handle.kind === 'file') bytes += (await (handle as FileSystemFileHandle).getFile()).size;
  return bytes;
}

function ignoreGone(thrown: unknown): void {
  if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
}
