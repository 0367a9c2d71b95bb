// The tree of folders, one level at a time.
import type { RootId } from '../../src/domain/library/ids';
import type { FolderGroup } from '../../src/domain/query/query';
import { isBelow } from './filter';
import type { LibraryIndex } from './library-index';

/** The roots, when `rootId` is null; else the sub-folders of a folder that hold tracks, in natural order. */
export function folderGroups(index: LibraryIndex, rootId: RootId | null, path: string): FolderGroup[] {
  if (rootId === null) return index.roots.map((root) => ({ rootId: root.rootId, path: '', name: root.name, ...rootSums(index, root.rootId) }));
  const nameOf = index.columns.tables.folder.strings.map((folder) => (isBelow(folder, path) ? childName(folder, path) : null));
  const sums = new Map<string, { trackCount: number; durationS: number }>();
  forEachListed(index, rootId, (folder, durationS) => {
    const name = nameOf[folder];
    if (name === null || name === undefined) return;
    const sum = sums.get(name) ?? { trackCount: 0, durationS: 0 };
    sum.trackCount += 1;
    sum.durationS += durationS;
    sums.set(name, sum);
  });
  return [...sums]
    .map(([name, sum]) => ({ rootId, path: path === '' ? name : `${path}/${name}`, name, ...sum }))
    .sort((a, b) => index.columns.collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
}

function rootSums(index: LibraryIndex, rootId: RootId): { trackCount: number; durationS: number } {
  const sum = { trackCount: 0, durationS: 0 };
  forEachListed(index, rootId, (_, durationS) => {
    sum.trackCount += 1;
    sum.durationS += durationS;
  });
  return sum;
}

function forEachListed(index: LibraryIndex, rootId: RootId, visit: (folder: number, durationS: number) => void): void {
  const { arrays, count } = index.columns;
  for (let slot = 0; slot < count; slot++) {
    if (index.listed[slot] && arrays.rootId[slot] === rootId) visit(arrays.folder[slot] as number, arrays.durationS[slot] || 0);
  }
}

function childName(folder: string, path: string): string {
  const rest = path === '' ? folder : folder.slice(path.length + 1);
  const slash = rest.indexOf('/');
  return slash < 0 ? rest : rest.slice(0, slash);
}
