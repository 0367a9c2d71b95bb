// After the parses: paths name what no tag does, and the tracks of one album folder say together which albums they are.
import type { Database } from '../../src/db/database';
import { foldersOf, patchTracks, tracksOfFolders, type TrackPatch } from '../../src/db/tracks';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import { settledAlbums } from '../../src/domain/library/editions';
import type { RootId, TrackId } from '../../src/domain/library/ids';
import { SEGMENTED, type TrackRow } from '../../src/domain/library/track';
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
  const byAlbum = new Map<string, TrackRow[]>();
  for (const row of await tracksOfFolders(db, rootId, folders)) {
    // Its segments are the tracks of the album.
    if (row.missing >= SEGMENTED) continue;
    const album = albumFolderOf(row.folder);
    byAlbum.set(album, [...(byAlbum.get(album) ?? []), row]);
  }
  const changed = [...byAlbum.values()].flatMap((rows): [TrackId, TrackPatch][] => [...settledAlbums(rows)]);
  if (changed.length > 0) await patchTracks(db, new Map(changed));
}
