// The person's playlists, and one playlist with its tracks.
import { computed } from 'vue';
import { playlistEntries, playlists } from '../db/choices';
import { tracksOfRecordings, trackViews } from '../db/tracks';
import type { ContentKey, CoverHash, PlaylistId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import type { Playlist, PlaylistEntry } from '../domain/sync/choice';
import type { Database } from '../db/database';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export interface PlaylistTile extends Playlist {
  readonly trackCount: number;
  /** Of its first tracks on this device; for the picture of the playlist. */
  readonly coverHash: CoverHash | null;
}

/** An entry with the track that plays it; null where this device does not hold the recording. */
export interface PlaylistLine {
  readonly entry: PlaylistEntry;
  readonly view: TrackView | null;
}

export function usePlaylistNames() {
  const { db } = useServices();
  return useLiveQuery(() => () => playlists(db));
}

export function usePlaylistTiles() {
  const { db } = useServices();
  return useLiveQuery(() => async () => Promise.all((await playlists(db)).map((playlist) => tileOf(db, playlist))));
}

export function usePlaylist(playlistId: () => PlaylistId) {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const id = playlistId();
    return async () => {
      const playlist = (await playlists(db)).find((each) => each.playlistId === id) ?? null;
      return { id, playlist, lines: playlist ? await linesOf(db, await playlistEntries(db, id)) : [] };
    };
  });
  const data = computed(() => (live.value.value?.id === playlistId() ? live.value.value : undefined));
  return { data, error: live.error };
}

async function tileOf(db: Database, playlist: Playlist): Promise<PlaylistTile> {
  const entries = await playlistEntries(db, playlist.playlistId);
  const [first] = await linesOf(db, entries.slice(0, 1));
  return { ...playlist, trackCount: entries.length, coverHash: first?.view?.coverHash ?? null };
}

async function linesOf(db: Database, entries: readonly PlaylistEntry[]): Promise<PlaylistLine[]> {
  const held = await tracksOfRecordings(db, entries.map((entry) => entry.contentKey));
  const views = await trackViews(db, [...new Set(held.values())]);
  const byKey = new Map<ContentKey | null, TrackView>(views.map((view) => [view.contentKey, view]));
  return entries.map((entry) => ({ entry, view: byKey.get(entry.contentKey) ?? null }));
}
