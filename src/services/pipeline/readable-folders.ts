// Which music folders can be read now; those are watched.
import type { Database } from '../../db/database';
import { activeRoots } from '../../db/roots';
import type { RootId } from '../../domain/library/ids';
import type { RootRow } from '../../domain/library/root';
import { accessOf } from '../folders/access';
import { createFolderWatch, type FolderWatchDeps } from '../folders/watch-folders';

export type ReadableFoldersDeps = Required<Pick<FolderWatchDeps, 'Observer' | 'onChanged' | 'onBegun' | 'now'>> & { readonly db: Database };

export interface ReadableFolders {
  ids(): readonly RootId[];
  has(rootId: RootId): boolean;
  /** Asks the browser for each folder. */
  look(): Promise<void>;
  /** Rows of roots were written: the browser is asked only where a folder came, went, or is another one. */
  follow(roots: readonly RootRow[]): Promise<void>;
  /** A root was found closed. @returns whether it looks open all the same */
  lookAgainAt(rootId: RootId): Promise<boolean>;
  end(): void;
}

export function createReadableFolders({ db, ...deps }: ReadableFoldersDeps): ReadableFolders {
  const watch = createFolderWatch(deps);
  let readable: ReadonlySet<RootId> = new Set();
  /** Folders as they were last asked for. */
  let asked: readonly RootRow[] = [];

  async function look(): Promise<void> {
    const roots = await activeRoots(db);
    const access = await Promise.all(roots.map((root) => accessOf(root.handle)));
    readable = new Set(roots.filter((_, i) => access[i] === 'granted').map((root) => root.rootId));
    asked = roots;
    watchThese(roots);
  }

  function watchThese(roots: readonly RootRow[]): void {
    // After the first scan: beside its reads the browser takes seconds to begin, and Chromium 156 ended more often in trials.
    watch.follow(roots.filter((root) => readable.has(root.rootId)), (root) => root.lastScanAtMs !== null);
  }

  return {
    ids: () => [...readable],
    has: (rootId) => readable.has(rootId),
    look,
    async follow(roots) {
      if (await areSame(asked, roots)) watchThese(roots);
      else await look();
    },
    async lookAgainAt(rootId) {
      readable = new Set([...readable].filter((id) => id !== rootId));
      await look();
      return readable.has(rootId);
    },
    end: () => watch.end(),
  };
}

async function areSame(before: readonly RootRow[], after: readonly RootRow[]): Promise<boolean> {
  if (before.length !== after.length) return false;
  const same = await Promise.all(after.map(async ({ rootId, handle }, i) => {
    const held = before[i];
    // Each read of a row makes its handle anew.
    return held?.rootId === rootId && (held.handle === handle || (await held.handle.isSameEntry(handle).catch(() => false)));
  }));
  return same.every(Boolean);
}
