// Root folders of this device.
import type { RootId } from '../domain/library/ids';
import type { RootRow } from '../domain/library/root';
import type { Database } from './database';
import { nextSeq } from './sequence';

export async function addRoot(db: Database, root: Omit<RootRow, 'rootId'>): Promise<RootId> {
  return (await db.roots.add(root as RootRow)) as RootId;
}

/** Roots that were not removed, in the order they were added. */
export async function activeRoots(db: Database): Promise<RootRow[]> {
  return (await db.roots.toArray()).filter((root) => root.removedAtMs === null);
}

/** Changes a root; a removal or its undo counts as a change of the library, so that lists follow. */
export function patchRoot(db: Database, rootId: RootId, patch: Partial<Omit<RootRow, 'rootId'>>): Promise<void> {
  return db.transaction('rw', db.roots, db.meta, async () => {
    await db.roots.update(rootId, patch);
    if ('removedAtMs' in patch || 'name' in patch) await nextSeq(db);
  });
}

export type RemovedRoot = RootRow & { readonly removedAtMs: number };

/** Roots that were removed and not yet purged. */
export async function removedRoots(db: Database): Promise<RemovedRoot[]> {
  return (await db.roots.toArray()).filter((root): root is RemovedRoot => root.removedAtMs !== null);
}
