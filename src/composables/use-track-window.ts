// Rows of the visible window of a long list, live. Rows seen before are kept for a while, so that scrolling back shows no gaps.
import { computed, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import type { Pipeline } from '../services/pipeline/pipeline';
import type { RowRange } from './row-geometry';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** Windows snap to blocks, so that scrolling by a row asks nothing. */
const BLOCK = 32;
const KEPT_ROWS = 1500;
/** A list shows its gaps rather than stand still while the database is busy for longer. */
const MOST_HELD_MS = 1_500;
/** Somebody who scrolls on does not look. */
const AT_REST_MS = 300;

/** The blocks that a range touches. */
function blocksOf({ first, end }: RowRange, count: number): RowRange {
  return { first: Math.max(0, Math.floor(first / BLOCK) * BLOCK), end: Math.min(count, Math.ceil(end / BLOCK) * BLOCK) };
}

/** What is seen is analysed before the rest: told when the list comes to rest, by blocks. */
function useVisibleFocus(wanted: Ref<string>, pipeline: Pick<Pipeline, 'focus'>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(wanted, (key) => {
    clearTimeout(timer);
    timer = setTimeout(() => pipeline.focus('visible', idsOf(key)), AT_REST_MS);
  }, { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    pipeline.focus('visible', []);
  });
}

function idsOf(key: string): TrackId[] {
  return key === '' ? [] : (key.split(',').map(Number) as TrackId[]);
}

/**
 * @param trackIds of the whole list
 * @param shownIds what is shown of it, and follows it once the rows of its window are read: nothing flickers while tracks stream in
 * @param range of the rows that are on the screen
 */
export function useTrackWindow(trackIds: () => Uint32Array, shownIds: ShallowRef<Uint32Array>, range: () => RowRange) {
  const { db, pipeline } = useServices();
  const rows = shallowRef<ReadonlyMap<TrackId, TrackView>>(new Map());
  let readWindow: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wanted = computed((before?: string) => {
    const ids = trackIds();
    const { first, end } = blocksOf(range(), ids.length);
    const key = ids.subarray(first, end).join();
    return key === before ? before : key;
  });
  const live = useLiveQuery(() => {
    const ids = idsOf(wanted.value);
    return ids.length === 0 ? null : () => trackViews(db, ids);
  });

  function show(): void {
    clearTimeout(timer);
    timer = undefined;
    shownIds.value = trackIds();
  }

  function take(views: readonly TrackView[]): void {
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
  }

  watch(live.value, (views) => {
    if (!views) return;
    take(views);
    readWindow = wanted.value;
    show();
  });
  watch(trackIds, (_, before) => {
    const nothingToWaitFor = before.length === 0 || ['', readWindow].includes(wanted.value);
    if (nothingToWaitFor) show();
    else timer ??= setTimeout(show, MOST_HELD_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
  useVisibleFocus(wanted, pipeline);

  return { rows, error: live.error };
}
