// The menu of chosen tracks, for right click, long press, the Menu key and the “…” button alike.
import { AudioLines, Disc3, Download, FileSearch, MonitorX, Heart, HeartOff, Info, ListEnd, ListPlus, ListStart, Pencil, Play, RotateCcw, Star, Trash2, UserRound } from '@lucide/vue';
import { ref, type Component } from 'vue';
import { useI18n } from 'vue-i18n';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import type { Playlist } from '../domain/sync/choice';
import type { ShownPlace } from './use-holders';
import { useCorrecting } from './use-correcting';
import { useEditing } from './use-editing';
import { useFormats } from './use-formats';
import { useKeeping } from './use-keeping';
import { useLocate } from './use-locate';
import { useForget } from './use-missing';
import { usePlaylistNames } from './use-playlists';
import { useTrackActions } from './use-track-actions';

interface Action {
  readonly kind: 'action';
  readonly label: string;
  readonly icon?: Component;
  readonly run: () => void;
  readonly shortcut?: string;
  readonly disabled?: boolean;
}

interface Sub {
  readonly kind: 'sub';
  readonly label: string;
  readonly icon: Component;
  readonly entries: readonly Entry[];
}

type Entry = Action | Sub | { readonly kind: 'separator' };

const SEPARATOR = { kind: 'separator' } as const;

export function useTrackMenu() {
  const { t } = useI18n();
  const { number } = useFormats();
  const actions = useTrackActions();
  const editing = useEditing();
  const { correctionEntries } = useCorrecting();
  const { keeping, connected, isKept } = useKeeping();
  const { canLocate, locateFile } = useLocate();
  const { forget } = useForget();
  const { value: playlists } = usePlaylistNames();
  /** Tracks that wait for the name of their new playlist. */
  let toName: readonly TrackId[] = [];
  const namingOpen = ref(false);
  const action = (name: string, icon: Component | undefined, run: () => void, shortcut?: string): Action => ({
    kind: 'action', label: t(`library.menu.${name}`), run, ...(icon && { icon }), ...(shortcut && { shortcut }),
  });

  function playlistEntries(trackIds: readonly TrackId[]): Entry[] {
    const known = (playlists.value ?? []).map((playlist: Playlist): Action => ({ kind: 'action', label: playlist.name, run: () => void actions.addToPlaylist(playlist, trackIds) }));
    return [action('newPlaylist', ListPlus, () => askName(trackIds)), ...(known.length > 0 ? [SEPARATOR, ...known] : [])];
  }

  function askName(trackIds: readonly TrackId[]): void {
    toName = trackIds;
    namingOpen.value = true;
  }

  function ratingEntries(trackIds: readonly TrackId[]): Entry[] {
    const stars = [5, 4, 3, 2, 1].map((n): Action => ({ kind: 'action', label: '★'.repeat(n) + '☆'.repeat(5 - n), shortcut: String(n), run: () => void actions.rate(trackIds, n * 2) }));
    return [...stars, SEPARATOR, action('noRating', undefined, () => void actions.rate(trackIds, null))];
  }

  /** What is elsewhere can be kept here; of a selection, that which is. */
  function keepEntries(trackIds: readonly TrackId[], view: TrackView, place: ShownPlace | null): Entry[] {
    const one = trackIds.length === 1;
    const keep: Action = {
      kind: 'action', icon: Download, disabled: keeping.value !== null || (one && place?.kind !== 'reachable'), run: () => void actions.keepOffline(trackIds),
      label: keeping.value ? t('elsewhere.keepingNow') : one ? t('elsewhere.keep') : t('elsewhere.keepCount', { n: number(trackIds.length) }, trackIds.length),
    };
    const remove: Action = { kind: 'action', icon: MonitorX, label: t('elsewhere.remove'), run: () => void actions.removeKept(trackIds) };
    return [...(connected.value && (!one || view.elsewhere) ? [keep] : []), ...(isKept(view) ? [remove] : [])];
  }

  /** Of a selection, forgetting takes those that are missing alone. */
  function missingEntries(trackIds: readonly TrackId[], view: TrackView): Entry[] {
    if (!view.missing || view.rootId === null) return [];
    const locate: Action = { kind: 'action', icon: FileSearch, label: t('folders.lost.locateFile'), run: () => void locateFile(view.trackId) };
    const drop: Action = { kind: 'action', icon: Trash2, label: t('folders.lost.forget'), run: () => void forget(trackIds) };
    return [SEPARATOR, ...(canLocate && trackIds.length === 1 ? [locate] : []), drop];
  }

  /** One artist, or each of those that are credited. */
  function artistEntries(view: TrackView): Entry[] {
    const artists = [...view.credit, ...view.guests].flatMap(({ name, artistKey }) => (artistKey ? [{ name, artistKey }] : []));
    const [only] = artists;
    if (only && artists.length === 1) return [action('toArtist', UserRound, () => actions.open.artist(only.artistKey))];
    const entries = artists.map(({ name, artistKey }): Action => ({ kind: 'action', label: name.trim(), run: () => actions.open.artist(artistKey) }));
    return entries.length > 0 ? [{ kind: 'sub', label: t('library.menu.toArtist'), icon: UserRound, entries }] : [];
  }

  /** @param view the row the menu was opened on; @param place where that is, if not here */
  function entriesFor(trackIds: readonly TrackId[], view: TrackView, place: ShownPlace | null, play: () => void): Entry[] {
    const one = trackIds.length === 1;
    const [device] = place?.kind === 'reachable' ? place.names : [];
    const keeps = keepEntries(trackIds, view, place);
    const retry = view.failure ? [action('retry', RotateCcw, () => void actions.retry(trackIds))] : [];
    const places = [
      action('toTrack', Info, () => actions.open.track(view)),
      ...(view.albumKey ? [action('toAlbum', Disc3, () => actions.open.album(view))] : []),
      ...artistEntries(view),
    ];
    return [
      device ? { ...action('play', Play, play, '↵'), label: t('elsewhere.playFrom', { device }) } : action('play', Play, play, '↵'),
      action('playNext', ListStart, () => actions.playNext(trackIds)),
      action('addToQueue', ListEnd, () => actions.addToQueue(trackIds)),
      { kind: 'sub', label: t('library.menu.addToPlaylist'), icon: ListPlus, entries: playlistEntries(trackIds) },
      SEPARATOR,
      action(view.loved ? 'unlove' : 'love', view.loved ? HeartOff : Heart, () => void actions.love(trackIds, !view.loved), 'L'),
      { kind: 'sub', label: t('library.menu.rate'), icon: Star, entries: ratingEntries(trackIds) },
      action('editTags', Pencil, () => editing.edit(trackIds)),
      ...(one && !view.contentKey ? [] : [{ kind: 'sub' as const, label: t('sound.corrections.menu'), icon: AudioLines, entries: correctionEntries(trackIds, view) }]),
      ...(keeps.length > 0 ? [SEPARATOR, ...keeps] : []),
      ...(retry.length > 0 ? [SEPARATOR, ...retry] : []),
      ...missingEntries(trackIds, view),
      ...(one ? [SEPARATOR, ...places] : []),
    ];
  }

  const createNamed = (name: string) => actions.addToNewPlaylist(name, toName);

  return { entriesFor, namingOpen, createNamed };
}
