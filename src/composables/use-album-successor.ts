// An album whose tracks were all edited or settled has another key: whoever looks at it, or comes by its old address, goes on with them.
import { computed, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import { albumAfter } from '../db/album-successor';
import { tracksByIds } from '../db/tracks';
import { unsettledFolders } from '../db/unsettled';
import type { AlbumKey, TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/**
 * @param album the one that is shown
 * @param trackIds its tracks, null while unknown
 * @returns `lost`: it is in the library under no address, and no album waits to be settled
 */
export function useAlbumSuccessor(album: () => AlbumKey, trackIds: () => Uint32Array | null) {
  const { db } = useServices();
  const router = useRouter();
  let shown: { readonly album: AlbumKey; readonly trackId: TrackId } | null = null;
  const nowhere = shallowRef<AlbumKey | null>(null);
  const isGone = computed(() => trackIds()?.length === 0);
  const waiting = useLiveQuery(() => (isGone.value ? () => unsettledFolders(db) : null));
  const isSettled = computed(() => waiting.value.value?.length === 0);

  watch(trackIds, (ids) => {
    const [first] = ids ?? [];
    if (first !== undefined) shown = { album: album(), trackId: first as TrackId };
  });

  async function successorOf(key: AlbumKey): Promise<AlbumKey | null> {
    const [row] = shown?.album === key ? await tracksByIds(db, [shown.trackId]) : [];
    return row?.albumKey && row.albumKey !== key ? row.albumKey : albumAfter(db, key);
  }

  watch([album, isGone, isSettled], async ([key, gone, settled]) => {
    nowhere.value = null;
    if (!gone) return;
    const after = await successorOf(key).catch(() => null);
    if (album() !== key || !isGone.value) return;
    if (after) await router.replace({ name: 'album', params: { key: after } });
    else if (settled) nowhere.value = key;
  }, { immediate: true });

  return { lost: computed(() => isGone.value && nowhere.value === album()) };
}
