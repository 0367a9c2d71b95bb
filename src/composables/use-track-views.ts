// Live views of a few tracks, in the order asked for: for windows and short lists, never for a whole library.
import { computed, type ComputedRef } from 'vue';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** @returns views by id; undefined before the first answer */
export function useTrackViews(trackIds: () => readonly TrackId[]): ComputedRef<ReadonlyMap<TrackId, TrackView> | undefined> {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const ids = [...new Set(trackIds())];
    return () => trackViews(db, ids);
  });
  return computed(() => live.value.value && new Map(live.value.value.map((view) => [view.trackId, view])));
}
