// The tracks of one album, artist or genre, with the rows that its head needs.
import { computed } from 'vue';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { Sort, TrackFilter } from '../domain/query/query';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { useSummary } from './use-summary';
import { useTrackList } from './use-track-list';

/** An album or artist with more is shown, but its head is made from these. */
const HEAD_ROWS = 1000;

export function useEntity(filter: () => TrackFilter, sort: () => Sort) {
  const { db } = useServices();
  const list = useTrackList(() => ({ text: '', filter: filter(), sort: sort() }));
  const isOf = () => list.answered.value !== null && JSON.stringify(list.answered.value.filter) === JSON.stringify(filter());
  const trackIds = computed(() => (isOf() ? list.trackIds.value : null));
  const headIds = computed((before?: string) => {
    const key = (trackIds.value ?? []).slice(0, HEAD_ROWS).join();
    return key === before ? before : key;
  });
  const live = useLiveQuery(() => {
    const ids = headIds.value === '' ? [] : (headIds.value.split(',').map(Number) as TrackId[]);
    return ids.length === 0 ? null : () => trackViews(db, ids);
  });
  const views = computed(() => live.value.value);
  const summary = useSummary(trackIds, list.totalDurationS);
  return { trackIds, views, summary, error: list.error, retry: list.retry, gone: computed(() => trackIds.value?.length === 0) };
}
