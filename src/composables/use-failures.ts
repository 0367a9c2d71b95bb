// Files that wait for the person: ids of all, rows of the window alone.
import { queuedIds } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { useTrackViews } from './use-track-views';

/** Nobody reads further; "Retry all" reaches the rest. */
const LONGEST_LIST = 5000;

export function useFailedIds() {
  const { db } = useServices();
  return useLiveQuery(() => () => queuedIds(db, 'failed', LONGEST_LIST));
}

export function useFailedRows(visibleIds: () => readonly TrackId[]) {
  return useTrackViews(visibleIds);
}
