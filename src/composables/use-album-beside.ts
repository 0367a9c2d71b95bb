// The tracks of a track's album in its folder: what is chosen for the texts of one is chosen for all.
import { shallowRef, watch } from 'vue';
import { albumBeside } from '../db/edits';
import type { TrackId } from '../domain/library/ids';
import { useServices } from './services';

export function useAlbumBeside(trackId: () => TrackId) {
  const { db } = useServices();
  const beside = shallowRef<readonly TrackId[]>([]);
  watch(trackId, async (id) => {
    const found = await albumBeside(db, id);
    if (trackId() === id) beside.value = found;
  }, { immediate: true });
  return { beside };
}
