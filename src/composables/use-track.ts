// One track with everything its page shows.
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { tracksOfRecordings, trackViews } from '../db/tracks';
import type { ContentKey, TrackId } from '../domain/library/ids';
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
      if (view.elsewhere || row.rootId === null) return { row, view, rootName: '' };
      const root: RootRow | undefined = await db.roots.get(row.rootId);
      return root && root.removedAtMs === null ? { row, view, rootName: root.name } : null;
    };
  });
  watch(trackId, (id) => pipeline.focus('open', [id]), { immediate: true });
  onScopeDispose(() => pipeline.focus('open', []));
  const data = computed(() => {
    const answer = live.value.value;
    return answer && answer.row.trackId !== trackId() ? undefined : answer;
  });
  return { data, error: live.error, successor: useSuccessor(trackId, () => data.value) };
}

/**
 * A recording that is kept offline, or let go again, gets a new row: whoever looked at the old one goes on with it.
 * @returns the row that took the place of the one that was shown; null where none did
 */
function useSuccessor(trackId: () => TrackId, data: () => TrackPageData | null | undefined) {
  const { db } = useServices();
  const successor = shallowRef<TrackId | null>(null);
  let shown: ContentKey | null = null;
  watch(trackId, () => { shown = null; });
  watch(data, async (now) => {
    if (now !== null) {
      shown = now?.row.contentKey ?? shown;
      successor.value = null;
    } else if (shown) {
      const [left, recording] = [trackId(), shown];
      const found = (await tracksOfRecordings(db, [recording])).get(recording) ?? null;
      // Whoever went elsewhere meanwhile is not called back.
      if (trackId() === left) successor.value = found;
    }
  });
  return successor;
}
