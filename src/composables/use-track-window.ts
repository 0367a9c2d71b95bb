// Rows of the visible window of a long list, live. Rows seen before are kept for a while, so that scrolling back shows no gaps.
import { computed, shallowRef, watch } from 'vue';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import type { RowRange } from './row-geometry';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** Windows snap to blocks, so that scrolling by a row asks nothing. */
const BLOCK = 32;
const KEPT_ROWS = 1500;

/** The blocks that a range touches. */
function blocksOf({ first, end }: RowRange, count: number): RowRange {
  return { first: Math.max(0, Math.floor(first / BLOCK) * BLOCK), end: Math.min(count, Math.ceil(end / BLOCK) * BLOCK) };
}

export function useTrackWindow(trackIds: () => Uint32Array | null, range: () => RowRange) {
  const { db } = useServices();
  const rows = shallowRef<ReadonlyMap<TrackId, TrackView>>(new Map());

  const wanted = computed((before?: string) => {
    const ids = trackIds();
    if (!ids) return '';
    const { first, end } = blocksOf(range(), ids.length);
    const key = ids.subarray(first, end).join();
    return key === before ? before : key;
  });
  const live = useLiveQuery(() => {
    const ids = wanted.value === '' ? [] : (wanted.value.split(',').map(Number) as TrackId[]);
    return ids.length === 0 ? null : () => trackViews(db, ids);
  });
  watch(live.value, (views) => {
    if (!views) return;
    const next = new Map(rows.value);
    for (const view of views) {
      next.delete(view.trackId);
      next.set(view.trackId, view);
    }
    for (const id of next.keys()) {
      if (next.size <= KEPT_ROWS) break;
      next.delete(id);
    }
    rows.value = next;
  });

  return { rows, error: live.error };
}
