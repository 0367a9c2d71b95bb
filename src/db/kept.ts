// Rows of files that are kept offline.
import type { ContentKey, RootId } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import type { Database } from './database';
import { activeRoots } from './roots';

/** Rows of these roots that hold one of these recordings. */
export async function keptRows(db: Database, contentKeys: readonly ContentKey[], rootIds: readonly RootId[]): Promise<TrackRow[]> {
  const rows = await db.tracks.where('contentKey').anyOf([...new Set(contentKeys)]).toArray();
  return rows.filter((row) => row.rootId !== null && rootIds.includes(row.rootId));
}

/** Room that the files kept offline take. */
export async function keptBytes(db: Database): Promise<number> {
  const roots = (await activeRoots(db)).filter((root) => root.kind === 'kept');
  let bytes = 0;
  for (const { rootId } of roots) await db.tracks.where('[rootId+path]').between([rootId, ''], [rootId, []]).each((row) => (bytes += row.sizeBytes));
  return bytes;
}
