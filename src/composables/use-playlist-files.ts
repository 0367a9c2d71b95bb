// Playlists found in folders: read-only, as their files are.
import { computed } from 'vue';
import { playlistFile, playlistFiles } from '../db/playlist-files';
import { trackViews } from '../db/tracks';
import type { CoverHash, RootId, TrackId } from '../domain/library/ids';
import type { PlacedEntry, PlaylistFileRow } from '../domain/library/playlist-file';
import type { Database } from '../db/database';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export interface PlaylistFileTile {
  readonly rootId: RootId;
  readonly path: string;
  readonly name: string;
  readonly trackCount: number;
  /** Of its first track. */
  readonly coverHash: CoverHash | null;
}

/** One track of an entry, or an entry that no file of the library is. */
export interface PlaylistFileLine {
  readonly entry: PlacedEntry;
  readonly trackId: TrackId | null;
}

export type PlaylistFileName = Pick<PlaylistFileRow, 'rootId' | 'path' | 'name'>;

export function usePlaylistFileNames() {
  const { db } = useServices();
  return useLiveQuery(() => async () => (await playlistFiles(db)).map(({ rootId, path, name }): PlaylistFileName => ({ rootId, path, name })));
}

export function usePlaylistFileTiles() {
  const { db } = useServices();
  return useLiveQuery(() => async () => Promise.all((await playlistFiles(db)).map((row) => tileOf(db, row))));
}

export function usePlaylistFile(place: () => { readonly rootId: RootId | null; readonly path: string }) {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const { rootId, path } = place();
    return async () => {
      const row = rootId === null ? null : await playlistFile(db, rootId, path);
      const root = row && await db.roots.get(row.rootId);
      return { path, row: root && root.removedAtMs === null ? row : null, rootName: root?.name ?? '' };
    };
  });
  const data = computed(() => (live.value.value?.path === place().path ? live.value.value : undefined));
  const lines = computed(() => linesOf(data.value?.row ?? null));
  return { data, lines, error: live.error };
}

function linesOf(row: PlaylistFileRow | null): PlaylistFileLine[] {
  return (row?.entries ?? []).flatMap((entry): PlaylistFileLine[] => (entry.trackIds.length > 0 ? entry.trackIds.map((trackId) => ({ entry, trackId })) : [{ entry, trackId: null }]));
}

async function tileOf(db: Database, { rootId, path, name, entries }: PlaylistFileRow): Promise<PlaylistFileTile> {
  const first = entries.find((entry) => entry.trackIds.length > 0)?.trackIds.slice(0, 1) ?? [];
  const [view] = await trackViews(db, first);
  return { rootId, path, name, trackCount: entries.reduce((sum, entry) => sum + entry.trackIds.length, 0), coverHash: view?.coverHash ?? null };
}

/** Makes an ordinary playlist of the tracks that were found. @returns its id */
export function useCopyPlaylistFile() {
  const { db, choices } = useServices();
  return async (row: PlaylistFileRow) => {
    const trackIds = row.entries.flatMap((entry) => entry.trackIds);
    const keys = new Map((await trackViews(db, [...new Set(trackIds)])).map((view) => [view.trackId, view.contentKey]));
    const playlistId = await choices.createPlaylist(row.name);
    await choices.addToPlaylist(playlistId, trackIds.flatMap((trackId) => keys.get(trackId) ?? []));
    return playlistId;
  };
}

/** Where the page of a playlist file is. */
export function playlistFileAddress({ rootId, path }: Pick<PlaylistFileRow, 'rootId' | 'path'>): string {
  return ['/playlist-file', rootId, ...path.split('/').map(encodeURIComponent)].join('/');
}
