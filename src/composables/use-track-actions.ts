// What a person can do with tracks of a list: each answers at once, and tells where it is not visible anyway.
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { trackViews } from '../db/tracks';
import type { ArtistKey, ContentKey, PlaylistId, TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useKeeping } from './use-keeping';
import { useServices } from './services';
import { useToasts } from './use-toasts';

/** Rows are read in steps, so that "select all" of a big library does not hold up the page. */
const STEP = 500;

export function useTrackActions() {
  const { t, n } = useI18n();
  const router = useRouter();
  const { db, choices, player, pipeline } = useServices();
  const { show, showUndo } = useToasts();
  const keeping = useKeeping();
  const count = (ids: readonly TrackId[]) => t('common.tracks', { n: n(ids.length) }, ids.length);

  async function contentKeys(trackIds: readonly TrackId[]): Promise<ContentKey[]> {
    const keys: ContentKey[] = [];
    for (let at = 0; at < trackIds.length; at += STEP) {
      const views = await trackViews(db, trackIds.slice(at, at + STEP));
      keys.push(...views.flatMap((view) => view.contentKey ?? []));
    }
    return keys;
  }

  function play(trackIds: readonly TrackId[], at = 0): void {
    const trackId = trackIds[at];
    if (trackId === undefined) return;
    pipeline.prioritise([trackId]);
    player.playAll(trackIds, at);
  }

  function shuffle(trackIds: readonly TrackId[]): void {
    if (trackIds.length === 0) return;
    player.setShuffled(true);
    play(trackIds, Math.floor(Math.random() * trackIds.length));
  }

  function playNext(trackIds: readonly TrackId[]): void {
    player.playNext(trackIds);
    show(t('library.toast.next', { tracks: count(trackIds) }));
  }

  function addToQueue(trackIds: readonly TrackId[]): void {
    player.addToQueue(trackIds);
    show(t('library.toast.queued', { tracks: count(trackIds) }));
  }

  async function addToPlaylist(playlist: { readonly playlistId: PlaylistId; readonly name: string }, trackIds: readonly TrackId[]): Promise<void> {
    const undo = await choices.addToPlaylist(playlist.playlistId, await contentKeys(trackIds));
    showUndo(t('library.toast.added', { tracks: count(trackIds), name: playlist.name }), undo);
  }

  async function addToNewPlaylist(name: string, trackIds: readonly TrackId[]): Promise<void> {
    const playlistId = await choices.createPlaylist(name);
    await addToPlaylist({ playlistId, name }, trackIds);
  }

  const love = async (trackIds: readonly TrackId[], loved: boolean) => void (await choices.love(await contentKeys(trackIds), loved));
  const rate = async (trackIds: readonly TrackId[], rating: number | null) => void (await choices.rate(await contentKeys(trackIds), rating));

  async function retry(trackIds: readonly TrackId[]): Promise<void> {
    await pipeline.retry(trackIds);
    show(t('library.toast.retry', { tracks: count(trackIds) }));
  }

  const keepOffline = async (trackIds: readonly TrackId[]) => keeping.keep(await contentKeys(trackIds));
  const removeKept = async (trackIds: readonly TrackId[]) => keeping.remove(await contentKeys(trackIds));

  const open = {
    track: (view: TrackView) => void router.push(`/track/${view.trackId}`),
    album: (view: TrackView) => void router.push(`/album/${encodeURIComponent(view.albumKey ?? '')}`),
    artist: (artistKey: ArtistKey) => void router.push(`/artist/${encodeURIComponent(artistKey)}`),
  };

  return { play, shuffle, playNext, addToQueue, addToPlaylist, addToNewPlaylist, love, rate, retry, keepOffline, removeKept, open };
}
