// Playlists found in folders: read with their folder, and their entries looked for anew where tracks came or went.
import { replaceBeside } from '../../src/db/beside';
import type { Database } from '../../src/db/database';
import { knownPlaces, placesOf } from '../../src/db/playlist-files';
import { activeRoots } from '../../src/db/roots';
import { existingIds, tracksOfFolders } from '../../src/db/tracks';
import type { RootId, TrackId } from '../../src/domain/library/ids';
import { readPlaylistFile, type PlacedEntry, type PlaylistFileRow } from '../../src/domain/library/playlist-file';
import { PlaylistPlaces } from '../../src/domain/library/playlist-places';
import { readBeside } from './read-beside';
import type { ChangedFolder } from './settle-folders';

/** Fifty thousand entries of eighty letters. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Up to here the rows of folders are read; beyond, the paths of the whole library (measured: 4.5 s for 100,000 files on a busy machine). */
const FEW_FOLDERS = 300;

/** @param touched folders where tracks came, went or changed */
export async function settlePlaylistFiles(db: Database, rootId: RootId, changed: readonly ChangedFolder[], touched: ReadonlySet<string>): Promise<void> {
  const { files, unread } = await readBeside(changed, 'playlist', MOST_BYTES);
  const read = files.map(({ path, folder, name, bytes }): PlaylistFileRow => {
    const list = readPlaylistFile(bytes, name);
    return { rootId, path, folder, name: list.name ?? name.slice(0, name.lastIndexOf('.')), entries: list.entries.map((entry) => ({ ...entry, trackIds: [] })) };
  });
  const known = await db.playlistFiles.toArray();
  if (known.length + read.length === 0) return;
  const folders = new Set(changed.map((folder) => folder.path));
  const few = read.length === 0 && touched.size + folders.size <= FEW_FOLDERS;
  const place = few ? await placerIn(db, rootId, [...new Set([...touched, ...folders])], known) : await placer(db);
  await replaceBeside(db, db.playlistFiles, rootId, [...folders], read.map(place), unread);
  const others = known.filter((row) => row.rootId !== rootId || !folders.has(row.folder));
  const moved = others.map((row) => [row, place(row)] as const).filter(([before, now]) => !samePlaces(before, now));
  await db.playlistFiles.bulkPut(moved.map(([, now]) => now));
}

type Place = (row: PlaylistFileRow) => PlaylistFileRow;

/** Looks for every entry among all files. */
async function placer(db: Database): Promise<Place> {
  const roots = await activeRoots(db);
  return withEntries(new PlaylistPlaces(roots, await knownPlaces(db, roots.map((root) => root.rootId))), () => true);
}

/** Looks among the files of these folders alone, for entries that nothing was found for, or that meant a file there or one that is gone. */
async function placerIn(db: Database, rootId: RootId, folders: readonly string[], known: readonly PlaylistFileRow[]): Promise<Place> {
  const rows = (await tracksOfFolders(db, rootId, folders)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const here = new Set(rows.map((row) => row.trackId));
  const there = await existingIds(db, known.flatMap((row) => row.entries.flatMap((entry) => entry.trackIds)));
  const isOpen = (trackIds: readonly TrackId[]) => trackIds.length === 0 || trackIds.some((id) => here.has(id) || !there.has(id));
  return withEntries(new PlaylistPlaces(await activeRoots(db), placesOf(rootId, rows)), isOpen);
}

function withEntries(places: PlaylistPlaces, isOpen: (trackIds: readonly TrackId[]) => boolean): Place {
  return (row) => {
    const placed = ({ location, trackIds }: PlacedEntry) => (isOpen(trackIds) ? (places.find(location, row.rootId, row.folder)?.trackIds ?? []) : trackIds);
    return { ...row, entries: row.entries.map((entry) => ({ ...entry, trackIds: placed(entry) })) };
  };
}

function samePlaces(a: PlaylistFileRow, b: PlaylistFileRow): boolean {
  return a.entries.every((entry, i) => entry.trackIds.join() === b.entries[i]?.trackIds.join());
}
