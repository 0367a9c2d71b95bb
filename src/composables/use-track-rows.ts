// Live rows of a few tracks, for what a view does not say, such as a file's size.
import { tracksByIds } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import { useServices } from './services';
import { useLiveQuery, type LiveAnswer } from './use-live-query';

export function useTrackRows(trackIds: () => readonly TrackId[]): LiveAnswer<ReadonlyMap<TrackId, TrackRow>> {
  const { db } = useServices();
  return useLiveQuery(() => {
    const ids = [...trackIds()];
    return async () => new Map((await tracksByIds(db, ids)).map((row) => [row.trackId, row]));
  });
}
