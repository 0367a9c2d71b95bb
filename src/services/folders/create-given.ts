// Folders without a picker: attached for the session, or copied into the app's own storage.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { activeRoots, addRoot } from '../../db/roots';
import { knownPaths, type SessionFolders } from '../../db/session-folders';
import type { RootId } from '../../domain/library/ids';
import { err, messageOf, ok, type AppError, type Result } from '../../domain/result';
import { copyFiles, copyOf, lackingBytes } from './copy-files';
import type { Folders } from './folders';
import type { GivenFolder, GivenFolders } from './given';
import { folderOfInput, foldersOfDrop } from './given-files';

const COPIES = 'copied-music';

export interface GivenDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly session: SessionFolders;
  readonly folders: Pick<Folders, 'add' | 'load' | 'state'>;
  readonly scan: (rootIds: readonly RootId[]) => void;
  readonly storage: Pick<StorageManager, 'estimate' | 'getDirectory'> | undefined;
  /** Shows the browser's dialog for folders; undefined where it has none of that kind either. */
  readonly askFiles: (() => Promise<Iterable<File>>) | undefined;
  /** The browser has a picker of its own, which does more. */
  readonly hasPicker: boolean;
  readonly looseName: () => string;
  readonly onAdded: () => void;
}

export function createGivenFolders(deps: GivenDeps): GivenFolders {
  const { db, now, session, folders, scan, storage } = deps;

  async function roomBytes(): Promise<number | null> {
    const estimate = await storage?.estimate().catch(() => null);
    return estimate?.quota === undefined || estimate.usage === undefined ? null : Math.max(0, estimate.quota - estimate.usage);
  }

  /** The same name, and a file at a path that is known; a root that knows none yet is told by its name alone. */
  async function known({ name, files }: GivenFolder): Promise<RootId | null> {
    const here = new Set(files.map(({ path }) => path));
    for (const root of await activeRoots(db)) {
      if (root.kind !== 'session') continue;
      const paths = await knownPaths(db, root.rootId);
      if (paths.length === 0 ? root.name === name : paths.some((path) => here.has(path))) return root.rootId;
    }
    return null;
  }

  async function use(given: GivenFolder): Promise<Result<RootId>> {
    try {
      const rootId = await known(given) ?? await addRoot(db, { name: given.name, kind: 'session', handle: NO_HANDLE, addedAtMs: now(), lastScanAtMs: null, removedAtMs: null });
      const wasGone = folders.state().roots.some((root) => root.rootId === rootId && root.access === 'gone');
      session.attach(rootId, given.files);
      // A folder that comes back is scanned by that.
      await folders.load();
      if (!wasGone) scan([rootId]);
      deps.onAdded();
      return ok(rootId);
    } catch (thrown) {
      return { ok: false, error: databaseError(thrown) };
    }
  }

  async function copy(given: GivenFolder, ...[onProgress, stopped]: [Parameters<GivenFolders['copy']>[1], AbortSignal]): Promise<Result<RootId>> {
    if (!storage) return err('unsupported-browser', 'navigator.storage');
    try {
      const copies = await (await storage.getDirectory()).getDirectoryHandle(COPIES, { create: true });
      const place = await copyOf(copies, given.name || COPIES, given.files);
      const room = await roomBytes();
      const lacking = await lackingBytes(place.folder, given.files);
      if (room !== null && lacking > room) return err('quota-exceeded', `${lacking} of ${room} bytes`);
      const folder = place.folder ?? await copies.getDirectoryHandle(place.name, { create: true });
      const failed = await copyFiles(folder, given.files, onProgress, stopped).then(() => null, copyError);
      const added = await folders.add(folder, 'copied', given.name);
      return failed ? { ok: false, error: failed } : added;
    } catch (thrown) {
      return { ok: false, error: copyError(thrown) };
    }
  }

  return {
    canCopy: storage !== undefined && 'createWritable' in FileSystemFileHandle.prototype,
    needed: !deps.hasPicker && deps.askFiles !== undefined,
    choose: async () => folderOfInput(await deps.askFiles?.() ?? []),
    dropped: (items) => foldersOfDrop(items, deps.looseName()),
    roomBytes, known, use, copy,
  };
}

/** Nothing of such a root may be stored: whoever reads its row is given a handle in this place. */
const NO_HANDLE = null as unknown as FileSystemDirectoryHandle;

function copyError(thrown: unknown): AppError {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'AbortError') return { code: 'cancelled' };
  return { code: name === 'QuotaExceededError' ? 'quota-exceeded' : 'read-failed', detail: messageOf(thrown) };
}
