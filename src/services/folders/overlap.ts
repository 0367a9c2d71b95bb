// How a folder lies to those already added: one that is added again is the same root, one inside another is a folder of its own.
import type { RootRow } from '../../domain/library/root';

/** The root that is this very folder; undefined where none is. Roots that cannot be compared (gone) are others. */
export async function sameRoot(handle: FileSystemDirectoryHandle, roots: readonly RootRow[]): Promise<RootRow | undefined> {
  for (const root of roots) if (await quietly(() => handle.isSameEntry(root.handle), false)) return root;
  return undefined;
}

/** The innermost root that a root lies in. */
export async function rootAround(inner: RootRow, roots: readonly RootRow[]): Promise<RootRow | null> {
  let around: { readonly root: RootRow; readonly depth: number } | null = null;
  for (const root of roots) {
    if (root.rootId === inner.rootId) continue;
    const depth = (await quietly(() => root.handle.resolve(inner.handle), null))?.length ?? 0;
    if (depth > 0 && (around === null || depth < around.depth)) around = { root, depth };
  }
  return around?.root ?? null;
}

async function quietly<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}
