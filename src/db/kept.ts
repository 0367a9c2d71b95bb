// Rows of files that are kept offline.
import type { ContentKey, RootId } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import type { Database } from './database';

/** Rows of these roots that hold one of these recordings. */
export async function keptRows(db: Database, contentKeys: readonly ContentKey[], rootIds: readonly RootId[]): Promise<TrackRow[]> {
  const rows = await db.tracks.where('contentKey').anyOf([...new Set(contentKeys)]).toArray();
  return rows.filter((row) => rootIds.includes(row.rootId));
}
