// The music folders of this device: handles kept in the database, access as Chrome has it now.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { settleNesting } from '../../db/nested-roots';
import { observe } from '../../db/observe';
import { activeRoots, addRoot, patchRoot } from '../../db/roots';
import type { RootId } from '../../domain/library/ids';
import type { RootKind, RootRow } from '../../domain/library/root';
import { err, ok, type Result } from '../../domain/result';
import { channel } from '../listenable';
import { accessOf } from './access';
import { INITIAL_FOLDERS, type FolderState, type Folders, type FoldersState } from './folders';
import { rootAround, sameRoot } from './overlap';
import { droppedFolders, pickFolder, type ShowPicker } from './sources';

export interface FoldersDeps {
  readonly db: Database;
  readonly now: () => number;
  /** `window.showDirectoryPicker`, bound; undefined where the browser has none. */
  readonly showPicker: ShowPicker | undefined;
  /** A browser without a picker lends the files of a folder. */
  readonly lendsFiles?: boolean;
  /** Scans these roots, or all that can be read. */
  readonly scan: (rootIds?: readonly RootId[]) => void;
  /** A folder was added: the moment to ask the browser to keep the library. */
  readonly onAdded: () => void;
}

export function createFolders(deps: FoldersDeps): Folders {
  const { db, now, scan } = deps;
  const state = channel<FoldersState>({ ...INITIAL_FOLDERS, canPick: deps.showPicker !== undefined || deps.lendsFiles === true });
  let following = false;
  let shown: Promise<void> = Promise.resolve();

  /** One reading after the other, each of what is there by then: an older one never covers a newer. */
  function show(): Promise<void> {
    shown = shown.then(read, read);
    return shown;
  }

  async function read(): Promise<void> {
    const rows = await activeRoots(db);
    const roots = await Promise.all(rows.map(async (row): Promise<FolderState> => {
      const { rootId, name, kind, lastScanAtMs, ignore = [], handle } = row;
      const [access, around] = await Promise.all([accessOf(handle), rootAround(row, rows)]);
      return { rootId, name, kind, lastScanAtMs, ignore, access, inside: around?.name ?? null };
    }));
    const gone = new Set(state.state().roots.flatMap((root) => (root.access === 'gone' ? [root.rootId] : [])));
    state.set({ ready: true, roots });
    // A disk that is there again: its files may have changed meanwhile.
    const back = roots.filter((root) => gone.has(root.rootId) && root.access === 'granted').map((root) => root.rootId);
    if (back.length > 0) scan(back);
  }

  async function load(): Promise<void> {
    await show();
    if (following) return;
    following = true;
    observe(() => activeRoots(db), () => void show().catch(() => undefined));
  }

  async function add(handle: FileSystemDirectoryHandle, kind: RootKind, name = handle.name): Promise<Result<RootId>> {
    try {
      const all = await db.roots.toArray();
      const same = await sameRoot(handle, all);
      if (same) return ok(await addAgain(same, handle));
      const rootId = await addRoot(db, { name, kind, handle, addedAtMs: now(), lastScanAtMs: null, removedAtMs: null });
      await settleNesting(db);
      await load();
      scan([rootId]);
      deps.onAdded();
      return ok(rootId);
    } catch (thrown) {
      return { ok: false, error: databaseError(thrown) };
    }
  }

  /** The new handle carries the permission just given. */
  async function addAgain(root: RootRow, handle: FileSystemDirectoryHandle): Promise<RootId> {
    await patchRoot(db, root.rootId, root.removedAtMs === null ? { handle } : { handle, removedAtMs: null });
    await settleNesting(db);
    await load();
    scan([root.rootId]);
    return root.rootId;
  }

  /** Tracks of a folder inside another one go to that, and come back. */
  async function setRemoved(rootId: RootId, removedAtMs: number | null): Promise<void> {
    await patchRoot(db, rootId, { removedAtMs });
    await settleNesting(db);
  }

  async function addAll(handles: readonly FileSystemDirectoryHandle[]): Promise<Result<readonly RootId[]>> {
    const answers: Result<RootId>[] = [];
    for (const handle of handles) answers.push(await add(handle, 'folder'));
    const added = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    const refused = answers.find((answer) => !answer.ok);
    return added.length === 0 && refused ? refused : ok(added);
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    load,
    add,
    async pick() {
      const picked = await pickFolder(deps.showPicker);
      return picked.ok ? add(picked.value, 'folder') : picked;
    },
    async addDropped(items) {
      const dropped = await droppedFolders(items);
      return dropped.ok ? addAll(dropped.value) : dropped;
    },
    rename: (rootId, name) => patchRoot(db, rootId, { name }),
    async setIgnore(rootId, patterns) {
      await patchRoot(db, rootId, { ignore: patterns });
      scan([rootId]);
    },
    async confirmEmpty(rootId) {
      await patchRoot(db, rootId, { emptied: true });
      scan([rootId]);
    },
    remove: (rootId) => setRemoved(rootId, now()),
    undoRemove: (rootId) => setRemoved(rootId, null),
    async restoreAccess() {
      const roots = await activeRoots(db);
      // All at once: the click that allows to ask is spent by the first wait.
      const answers = await Promise.all(roots.map((root) => root.handle.requestPermission({ mode: 'read' }).catch(() => 'denied' as const)));
      await load();
      scan();
      return answers.every((answer) => answer === 'granted') ? ok(null) : err('permission-denied');
    },
  };
}
