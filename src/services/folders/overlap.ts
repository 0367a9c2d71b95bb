// How a folder lies to those already added: a file must never be in the library twice.
import type { RootRow } from '../../domain/library/root';

export type Overlap =
  | { readonly kind: 'none' }
  | { readonly kind: 'same' | 'inside' | 'around'; readonly root: RootRow };

/** `inside`: in a root already added; `around`: a root already added is in it. Roots that cannot be compared (gone) count as apart. */
export async function overlapOf(handle: FileSystemDirectoryHandle, roots: readonly RootRow[]): Promise<Overlap> {
  for (const root of roots) {
    if (await quietly(() => handle.isSameEntry(root.handle), false)) return { kind: 'same', root };
  }
  for (const root of roots) {
    if (await quietly(() => root.handle.resolve(handle), null)) return { kind: 'inside', root };
    if (await quietly(() => handle.resolve(root.handle), null)) return { kind: 'around', root };
  }
  return { kind: 'none' };
}

async function quietly<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}
