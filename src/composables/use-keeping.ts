// Keeping recordings of other devices on this one, and letting them go again.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { tracksOfRecordings, trackViews } from '../db/tracks';
import type { ContentKey } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useKeepingStore } from '../stores/keeping';
import { useFoldersStore, useSyncStore } from '../stores/mirrors';
import { useServices } from './services';
import { useFormats } from './use-formats';
import { useToasts } from './use-toasts';

export function useKeeping() {
  const { db, sync } = useServices();
  const { t } = useI18n();
  const { number } = useFormats();
  const { show, showError } = useToasts();
  const store = useKeepingStore();
  const syncStore = useSyncStore();
  const folders = useFoldersStore();
  const tracks = (n: number) => t('common.tracks', { n: number(n) }, n);

  const connected = computed(() => syncStore.state.connection !== null);
  const keptRoots = computed(() => new Set(folders.state.roots.filter((root) => root.kind === 'kept').map((root) => root.rootId)));
  const isKept = (view: TrackView) => view.rootId !== null && keptRoots.value.has(view.rootId);

  /** Those of them that this device lacks, in order, with their titles. */
  async function lacking(contentKeys: readonly ContentKey[]): Promise<TrackView[]> {
    const held = await tracksOfRecordings(db, contentKeys);
    const views = await trackViews(db, [...new Set(held.values())]);
    return views.filter((view) => view.elsewhere && view.contentKey !== null);
  }

  async function keep(contentKeys: readonly ContentKey[]): Promise<void> {
    if (store.keeping) return;
    const wanted = await lacking(contentKeys);
    const first = wanted[0];
    if (!first || store.keeping) return;
    const abort = new AbortController();
    const count = wanted.length;
    const stop = () => abort.abort();
    store.keeping = { title: first.title, place: 1, count, part: null, stop };
    const order = new Map(wanted.map((view, i) => [view.contentKey, i]));
    const kept = await sync.keepOffline(wanted.flatMap((view) => view.contentKey ?? []), ({ contentKey, receivedBytes, totalBytes }) => {
      const at = order.get(contentKey) ?? 0;
      const part = totalBytes ? receivedBytes / totalBytes : null;
      store.keeping = { title: wanted[at]?.title ?? first.title, place: at + 1, count, part: count === 1 ? part : (at + (part ?? 0)) / count, stop };
    }, abort.signal);
    store.keeping = null;
    if (!kept.ok) showError(kept.error);
    else if (kept.value > 0) show(t('elsewhere.kept', { tracks: tracks(kept.value) }));
  }

  /** They stay in the library as recordings of the other devices; keeping them again is the way back. */
  async function remove(contentKeys: readonly ContentKey[]): Promise<void> {
    const removed = await sync.removeKept(contentKeys);
    if (!removed.ok) return showError(removed.error);
    show(t('elsewhere.removed', { tracks: tracks(removed.value) }), { label: t('elsewhere.keepAgain'), run: () => void keep(contentKeys) });
  }

  return { keeping: computed(() => store.keeping), connected, isKept, keep, remove };
}
