// Watches the music folders where the browser can: what changes on disk is asked for within seconds.
import { changedFolders, outermost, type FolderChange } from '../../domain/library/changed-folders';
import type { RootId } from '../../domain/library/ids';
import type { RootRow } from '../../domain/library/root';

/** A copy of an album comes file by file: it is looked at when nothing came for so long. */
const QUIET_MS = 1_000;
/** A long copy shows as it comes. */
const LONGEST_MS = 5_000;

/** A folder that is there and cannot be watched would be scanned and watched again for ever. */
const MOST_FAILURES = 3;

export interface FolderWatchDeps {
  /** `window.FileSystemObserver`; undefined where the browser has none. */
  readonly Observer: FileSystemObserverConstructor | undefined;
  /** These folders of a root have changed; `['']` is the whole root. */
  readonly onChanged: (rootId: RootId, folders: readonly string[]) => void;
  /** From now on changes of this root are told: the browser may take seconds until it is ready. */
  readonly onBegun?: (rootId: RootId) => void;
  readonly now: () => number;
  readonly quietMs?: number;
}

export interface FolderWatch {
  /**
   * Watches these roots and no others. Those of the app's own storage change by the app alone, which knows of it.
   * @param mayBegin those watched go on in any case
   */
  follow<Root extends Watchable>(roots: readonly Root[], mayBegin?: (root: Root) => boolean): void;
  end(): void;
}

type Watchable = Pick<RootRow, 'rootId' | 'kind' | 'handle'>;

interface Watched {
  readonly observer: FileSystemObserver;
  readonly folders: Set<string>;
  timer: ReturnType<typeof setTimeout> | undefined;
  firstMs: number;
}

export function createFolderWatch({ Observer, onChanged, onBegun, now, quietMs = QUIET_MS }: FolderWatchDeps): FolderWatch {
  const watched = new Map<RootId, Watched>();
  /** How often watching broke off, by root, since it was last away. */
  const failures = new Map<RootId, number>();

  function begin(Made: FileSystemObserverConstructor, rootId: RootId, handle: FileSystemDirectoryHandle): void {
    const observer = new Made((records) => gather(rootId, records));
    watched.set(rootId, { observer, folders: new Set(), timer: undefined, firstMs: 0 });
    // Network drives and the like cannot be watched: those are scanned at the start and on demand.
    observer.observe(handle, { recursive: true }).then(() => onBegun?.(rootId), () => {
      fail(rootId);
      drop(rootId);
    });
  }

  function gather(rootId: RootId, records: readonly FileSystemChangeRecord[]): void {
    const watch = watched.get(rootId);
    if (!watch) return;
    for (const folder of changedFolders(records.map(changeOf))) watch.folders.add(folder);
    if (watch.folders.size > 0) wait(rootId, watch);
    // The folder itself went away, and the watch with it; whoever can read it again follows it again.
    if (records.some((record) => record.type === 'errored')) {
      fail(rootId);
      release(rootId, watch);
    }
  }

  function wait(rootId: RootId, watch: Watched): void {
    if (watch.timer === undefined) watch.firstMs = now();
    clearTimeout(watch.timer);
    watch.timer = setTimeout(() => {
      watch.timer = undefined;
      const folders = [...outermost(watch.folders)];
      watch.folders.clear();
      onChanged(rootId, folders);
    }, Math.min(quietMs, Math.max(0, watch.firstMs + LONGEST_MS - now())));
  }

  function fail(rootId: RootId): void {
    failures.set(rootId, (failures.get(rootId) ?? 0) + 1);
  }

  function drop(rootId: RootId): void {
    const watch = watched.get(rootId);
    if (!watch) return;
    clearTimeout(watch.timer);
    release(rootId, watch);
  }

  /** What was gathered is still told. */
  function release(rootId: RootId, watch: Watched): void {
    watch.observer.disconnect();
    watched.delete(rootId);
  }

  return {
    follow(roots, mayBegin = () => true) {
      if (!Observer) return;
      const wanted = new Map(roots.filter((root) => root.kind === 'folder').map((root) => [root.rootId, root]));
      for (const rootId of watched.keys()) if (!wanted.has(rootId)) drop(rootId);
      for (const rootId of failures.keys()) if (!wanted.has(rootId)) failures.delete(rootId);
      for (const [rootId, root] of wanted) {
        if (!watched.has(rootId) && (failures.get(rootId) ?? 0) < MOST_FAILURES && mayBegin(root)) begin(Observer, rootId, root.handle);
      }
    },
    end() {
      for (const rootId of [...watched.keys()]) drop(rootId);
    },
  };
}

function changeOf({ type, changedHandle, relativePathComponents, relativePathMovedFrom }: FileSystemChangeRecord): FolderChange {
  return { kind: type, is: changedHandle?.kind ?? null, path: relativePathComponents, from: relativePathMovedFrom };
}
