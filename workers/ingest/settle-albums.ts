// After the parses: paths name what no tag does, and the tracks of one album folder say together which albums they are.
import { noteAlbumFolders } from '../../src/db/album-folders';
import type { Database } from '../../src/db/database';
import { foldersOf, patchTracks, tracksOfFolders } from '../../src/db/tracks';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import type { AlbumKey, RootId } from '../../src/domain/library/ids';
import { keptApart, settledFolders, type SettledFolder } from './settle-apart';
import { settleGuesses } from './settle-guesses';

const FOLDERS_AT_ONCE = 100;

/** @param touched folders of a root that got new or changed tags */
export async function settleAlbums(db: Database, rootId: RootId, touched: ReadonlySet<string>): Promise<void> {
  if (touched.size === 0) return;
  // First: what is guessed has keys, too.
  await settleGuesses(db, rootId, touched);
  const albums = new Map([...touched].map((folder) => [albumFolderOf(folder), [] as string[]]));
  for (const folder of await foldersOf(db, rootId, [...albums.keys()])) albums.get(albumFolderOf(folder))?.push(folder);
  const waiting = [...albums.values()];
  while (waiting.length > 0) await settleSome(db, rootId, waiting.splice(0, FOLDERS_AT_ONCE).flat());
}

async function settleSome(db: Database, rootId: RootId, folders: readonly string[]): Promise<void> {
  const settled = settledFolders(rootId, await tracksOfFolders(db, rootId, folders));
  await noteAlbumFolders(db, rootId, new Map([...new Set(folders.map(albumFolderOf))].map((folder) => [folder, albumsIn(settled, folder)])));
  const changed = await keptApart(db, settled);
  if (changed.size > 0) await patchTracks(db, changed);
}

function albumsIn(settled: readonly SettledFolder[], folder: string): AlbumKey[] {
  return settled.filter((each) => each.folder === folder).flatMap((each) => [...each.albums.keys()]);
}
