// Which album folders hold tracks of an album: no index of rows has albums, and this one costs a row a folder.
import type { AlbumKey, RootId } from '../domain/library/ids';
import type { AlbumFolderRow, Database } from './database';

/** Puts what album folders of a root hold in place of what was noted of them. @param keys by folder; none where it holds no album any more */
export async function noteAlbumFolders(db: Database, rootId: RootId, keys: ReadonlyMap<string, readonly AlbumKey[]>): Promise<void> {
  const wanted = [...keys].map(([folder, held]): AlbumFolderRow => ({ rootId, folder, keys: [...held].sort() }));
  const before = await db.albumFolders.bulkGet(wanted.map((row): [RootId, string] => [rootId, row.folder]));
  const changed = wanted.filter((row, i) => row.keys.join() !== (before[i]?.keys ?? []).join());
  const [kept, gone] = [changed.filter((row) => row.keys.length > 0), changed.filter((row) => row.keys.length === 0)];
  if (kept.length > 0) await db.albumFolders.bulkPut(kept);
  if (gone.length > 0) await db.albumFolders.bulkDelete(gone.map((row): [RootId, string] => [rootId, row.folder]));
}

/** Album folders of any root that hold one of these albums. */
export async function albumFoldersWith(db: Database, keys: readonly AlbumKey[]): Promise<AlbumFolderRow[]> {
  const rows = await db.albumFolders.where('keys').anyOf([...keys]).toArray();
  return [...new Map(rows.map((row) => [`${row.rootId}/${row.folder}`, row])).values()];
}

/** Forgets what the folders of a root held. */
export async function purgeAlbumFolders(db: Database, rootId: RootId): Promise<void> {
  await db.albumFolders.where('[rootId+folder]').between([rootId, ''], [rootId, []], true, true).delete();
}
