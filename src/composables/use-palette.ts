// What the command palette offers for a text: actions of the app, and what the library holds.
import { computed, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import type { Group } from '../domain/query/query';
import { foldText } from '../domain/query/fold';
import { useServices } from './services';
import { useDuplicateCount } from './use-duplicates';
import { useFolderPicker } from './use-folder-picker';
import { usePanel } from './use-panel';
import { playlistFileAddress, usePlaylistFileNames } from './use-playlist-files';
import { usePlaylistNames } from './use-playlists';
import { usePipelineStore, useSyncStore } from '../stores/mirrors';

type ActionId = 'addFolder' | 'rescan' | 'shuffleAll' | 'pause' | 'resume' | 'sync' | 'duplicates' | 'queue' | 'light' | 'dark' | 'system' | 'shortcuts';

export interface PaletteAction {
  readonly id: ActionId;
  readonly label: string;
  readonly run: () => void;
}

export interface PaletteFinds {
  readonly text: string;
  readonly tracks: readonly TrackView[];
  readonly trackIds: readonly TrackId[];
  readonly albums: readonly Group[];
  readonly artists: readonly Group[];
}

const TRACKS = 6;
const GROUPS = 3;
const PLAYLISTS = 4;
const NOTHING: PaletteFinds = { text: '', tracks: [], trackIds: [], albums: [], artists: [] };

export function usePaletteFinds(text: () => string) {
  const { db, library } = useServices();
  const finds = shallowRef<PaletteFinds>(NOTHING);
  let turn = 0;

  watch(() => text().trim(), async (asked) => {
    const mine = ++turn;
    if (asked === '') return (finds.value = NOTHING);
    const [list, albums, artists] = await Promise.all([
      library.query({ text: asked, filter: {}, sort: { by: 'relevance', descending: true } }),
      library.groups('album', asked),
      library.groups('artist', asked),
    ]);
    const trackIds = list.ok ? (Array.from(list.value.trackIds.subarray(0, 200)) as TrackId[]) : [];
    const tracks = await trackViews(db, trackIds.slice(0, TRACKS));
    if (mine !== turn) return undefined;
    return (finds.value = { text: asked, tracks, trackIds, albums: albums.ok ? albums.value.slice(0, GROUPS) : [], artists: artists.ok ? artists.value.slice(0, GROUPS) : [] });
  });
  return finds;
}

export interface PalettePlaylist {
  readonly to: string;
  readonly name: string;
  /** Found in a folder: read-only. */
  readonly isFile: boolean;
}

/** Playlists whose names fit, the person's own first; none until something is typed. */
export function usePalettePlaylists(text: () => string) {
  const { value: own } = usePlaylistNames();
  const { value: files } = usePlaylistFileNames();
  return computed((): PalettePlaylist[] => {
    const asked = foldText(text().trim());
    if (asked === '') return [];
    const all = [
      ...(own.value ?? []).map(({ playlistId, name }) => ({ to: `/playlist/${playlistId}`, name, isFile: false })),
      ...(files.value ?? []).map((file) => ({ to: playlistFileAddress(file), name: file.name, isFile: true })),
    ];
    return all.filter(({ name }) => foldText(name).includes(asked)).slice(0, PLAYLISTS);
  });
}

/** @param open whether the palette is shown: what it takes time to find is looked for then */
export function usePaletteActions(text: () => string, help: () => void, open: () => boolean) {
  const { t } = useI18n();
  const router = useRouter();
  const { preferences, pipeline, library, player, sync } = useServices();
  const { pick, state: folders } = useFolderPicker();
  const { togglePanel } = usePanel();
  const pipelineStore = usePipelineStore();
  const syncStore = useSyncStore();
  const duplicates = useDuplicateCount(open);

  async function shuffleAll(): Promise<void> {
    const all = await library.query({ text: '', filter: { versions: 'best' }, sort: { by: 'title', descending: false } });
    if (!all.ok || all.value.trackIds.length === 0) return;
    player.setShuffled(true);
    player.playAll(Array.from(all.value.trackIds) as TrackId[], Math.floor(Math.random() * all.value.trackIds.length));
  }

  const all = computed((): PaletteAction[] => {
    const action = (id: ActionId, run: () => void): PaletteAction => ({ id, label: t(`frame.action.${id}`), run });
    const paused = pipelineStore.state.phase === 'paused';
    return [
      ...(folders.value.canPick ? [action('addFolder', () => void pick())] : []),
      ...(folders.value.roots.length > 0 ? [action('rescan', () => pipeline.scan()), action('shuffleAll', () => void shuffleAll())] : []),
      ...(paused || pipelineStore.state.phase === 'running' ? [action(paused ? 'resume' : 'pause', () => (paused ? pipeline.resume() : pipeline.pause()))] : []),
      ...(syncStore.state.connection ? [action('sync', () => void sync.syncNow())] : []),
      ...(duplicates.value.groups > 0 || duplicates.value.hidden > 0 ? [action('duplicates', () => void router.push('/duplicates'))] : []),
      action('queue', () => togglePanel('queue')),
      ...(['light', 'dark', 'system'] as const).map((theme) => action(theme, () => preferences.set({ theme }))),
      action('shortcuts', help),
    ];
  });
  const fits = (label: string) => foldText(label).includes(foldText(text().trim()));
  return { actions: computed(() => all.value.filter((each) => fits(each.label))), fits, go: (path: string) => void router.push(path) };
}
