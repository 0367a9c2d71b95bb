// Playlists found in folders: read with their folder, and their entries looked for anew whenever tracks came or went.
import { replaceBeside } from '../../src/db/beside';
import type { Database } from '../../src/db/database';
import { knownPlaces } from '../../src/db/playlist-files';
import { activeRoots } from '../../src/db/roots';
import type { RootId } from '../../src/domain/library/ids';
import { readPlaylistFile, type PlaylistFileRow } from '../../src/domain/library/playlist-file';
import { PlaylistPlaces } from '../../src/domain/library/playlist-places';
import { readBeside } from './read-beside';
import type { ChangedFolder } from './settle-folders';

/** Fifty thousand entries of eighty letters. */
const MOST_BYTES = 4 * 1024 * 1024;

export async function settlePlaylistFiles(db: Database, rootId: RootId, changed: readonly ChangedFolder[]): Promise<void> {
  const { files, unread } = await readBeside(changed, 'playlist', MOST_BYTES);
  const read = files.map(({ path, folder, name, bytes }): PlaylistFileRow => {
    const list = readPlaylistFile(bytes, name);
    return { rootId, path, folder, name: list.name ?? name.slice(0, name.lastIndexOf('.')), entries: list.entries.map((entry) => ({ ...entry, trackIds: [] })) };
  });
  const folders = new Set(changed.map((folder) => folder.path));
  const known = await db.playlistFiles.toArray();
  if (known.length + read.length === 0) return;
  const place = await placer(db);
  await replaceBeside(db, db.playlistFiles, rootId, [...folders], read.map(place), unread);
  const others = known.filter((row) => row.rootId !== rootId || !folders.has(row.folder));
  const moved = others.map((row) => [row, place(row)] as const).filter(([before, now]) => !samePlaces(before, now));
  await db.playlistFiles.bulkPut(moved.map(([, now]) => now));
}

async function placer(db: Database): Promise<(row: PlaylistFileRow) => PlaylistFileRow> {
  const roots = await activeRoots(db);
  const places = new PlaylistPlaces(roots, await knownPlaces(db, roots.map((root) => root.rootId)));
  return (row) => ({ ...row, entries: row.entries.map((entry) => ({ ...entry, trackIds: places.find(entry.location, row.rootId, row.folder)?.trackIds ?? [] })) });
}

function samePlaces(a: PlaylistFileRow, b: PlaylistFileRow): boolean {
  return a.entries.every((entry, i) => entry.trackIds.join() === b.entries[i]?.trackIds.join());
}
