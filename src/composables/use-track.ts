// One track with everything its page shows.
import { computed, watch } from 'vue';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { RootRow } from '../domain/library/root';
import type { TrackRow } from '../domain/library/track';
import type { TrackView } from '../domain/library/track-view';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export interface TrackPageData {
  readonly row: TrackRow;
  readonly view: TrackView;
  readonly rootName: string;
}

/** Live row, effective values and folder name; what is looked at goes first in the pipeline. */
export function useTrack(trackId: () => TrackId) {
  const { db, pipeline } = useServices();
  const live = useLiveQuery(() => {
    const id = trackId();
    return async (): Promise<TrackPageData | null> => {
      const [row, [view]] = await Promise.all([db.tracks.get(id), trackViews(db, [id])]);
      if (!row || !view) return null;
      if (view.elsewhere) return { row, view, rootName: '' };
      const root: RootRow | undefined = await db.roots.get(row.rootId);
      return root && root.removedAtMs === null ? { row, view, rootName: root.name } : null;
    };
  });
  watch(trackId, (id) => pipeline.prioritise([id]), { immediate: true });
  const data = computed(() => {
    const answer = live.value.value;
    return answer && answer.row.trackId !== trackId() ? undefined : answer;
  });
  return { data, error: live.error };
}
