// What lies beside the music, a row a folder: written when a scan has settled a folder, so that the next one knows what has changed.
import type { FolderRow } from '../domain/library/folder-row';
import type { RootId } from '../domain/library/ids';
import type { Database } from './database';
import { nextSeq } from './sequence';

/** The first character behind `/`: paths below a folder stand before it. */
const BEHIND_SLASH = '0';

/** Rows of a root by path. @param within only these folders and all below them; '' is the root */
export async function folderRows(db: Database, rootId: RootId, within: readonly string[] = ['']): Promise<Map<string, FolderRow>> {
  const between = (first: string, end: string | []) => db.folders.where('[rootId+path]').between([rootId, first], [rootId, end], true, false).toArray();
  const rows = await Promise.all(within.map(async (folder) => {
    if (folder === '') return between('', []);
    return [...(await foldersAt(db, rootId, [folder])).values(), ...(await between(`${folder}/`, `${folder}${BEHIND_SLASH}`))];
  }));
  return new Map(rows.flat().map((row) => [row.path, row]));
}

/** The rows of these folders themselves; a folder without one is left out. */
export async function foldersAt(db: Database, rootId: RootId, paths: readonly string[]): Promise<Map<string, FolderRow>> {
  const rows = await db.folders.bulkGet(paths.map((path): [RootId, string] => [rootId, path]));
  return new Map(rows.flatMap((row) => (row ? [[row.path, row] as const] : [])));
}

/**
 * Changes rows in one transaction, and makes those that are not there yet. A value of undefined takes its field away.
 * A row without a stamp counts as changed in the next scan.
 * @param patches by path
 */
export function patchFolders(db: Database, rootId: RootId, patches: ReadonlyMap<string, Partial<Omit<FolderRow, 'rootId' | 'path'>>>): Promise<void> {
  return db.transaction('rw', db.folders, async () => {
    const before = await foldersAt(db, rootId, [...patches.keys()]);
    await db.folders.bulkPut([...patches].map(([path, patch]) => ({ rootId, path, stamp: '', ...before.get(path), ...patch })));
  });
}

export function deleteFolders(db: Database, rootId: RootId, paths: readonly string[]): Promise<void> {
  return db.transaction('rw', db.folders, db.meta, async () => {
    const gone = await foldersAt(db, rootId, paths);
    await db.folders.bulkDelete([...gone.keys()].map((path): [RootId, string] => [rootId, path]));
    // Lists of artists follow the sequence.
    if ([...gone.values()].some((folder) => folder.artistKey)) await nextSeq(db);
  });
}
