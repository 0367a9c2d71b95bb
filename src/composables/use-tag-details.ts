// What the tags of a track say beyond its row.
import { computed } from 'vue';
import { tagDetails } from '../db/tag-details';
import type { TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** Null where nothing is kept: rows that were read before, or of another device. */
export function useTagDetails(trackId: () => TrackId) {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const id = trackId();
    return async () => ({ id, details: (await tagDetails(db, id)) ?? null });
  });
  // While the next answer is on its way the last one is of another track.
  return computed(() => (live.value.value?.id === trackId() ? live.value.value.details : null));
}
