// Playlists found in folders, with the tracks that their entries are here.
import { filePathOf } from '../domain/library/track';
import type { RootId, TrackId } from '../domain/library/ids';
import type { PlaylistFileRow } from '../domain/library/playlist-file';
import type { KnownPlace } from '../domain/library/playlist-places';
import type { Database } from './database';
import { activeRoots } from './roots';

/** Those of folders that were not removed, by name. */
export async function playlistFiles(db: Database): Promise<PlaylistFileRow[]> {
  const active = new Set((await activeRoots(db)).map((root) => root.rootId));
  const rows = await db.playlistFiles.toArray();
  return rows.filter((row) => active.has(row.rootId)).sort((a, b) => a.name.localeCompare(b.name) || (a.path < b.path ? -1 : 1));
}

export async function playlistFile(db: Database, rootId: RootId, path: string): Promise<PlaylistFileRow | null> {
  return (await db.playlistFiles.get([rootId, path])) ?? null;
}

/** Paths of all files of these roots with the tracks that lists show for each, from keys alone. */
export async function knownPlaces(db: Database, rootIds: readonly RootId[]): Promise<KnownPlace[]> {
  const places: KnownPlace[] = [];
  for (const rootId of rootIds) {
    const range = () => db.tracks.where('[rootId+path]').between([rootId, ''], [rootId, []], true, true);
    const [keys, ids] = await Promise.all([range().keys(), range().primaryKeys()]);
    places.push(...placesOf(rootId, (keys as unknown as [RootId, string][]).map(([, path], i) => ({ path, trackId: ids[i] as TrackId }))));
  }
  return places;
}

/** @param rows of one root, in the order of their paths: segments stand right behind their file */
export function placesOf(rootId: RootId, rows: readonly { readonly path: string; readonly trackId: TrackId }[]): KnownPlace[] {
  const places: { readonly path: string; readonly own: TrackId; readonly segmentIds: TrackId[] }[] = [];
  for (const { path, trackId } of rows) {
    const [last, file] = [places.at(-1), filePathOf(path)];
    if (last?.path === file && file !== path) last.segmentIds.push(trackId);
    else places.push({ path: file, own: trackId, segmentIds: [] });
  }
  return places.map(({ path, own, segmentIds }) => ({ rootId, path, trackIds: segmentIds.length > 0 ? segmentIds : [own] }));
}
