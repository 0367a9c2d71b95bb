// Ending the tie to a server: what came from other devices stays or goes; choices and plays always stay.
import { ELSEWHERE, MISSING, type Absence, type TrackRow } from '../domain/library/track';
import type { ContentKey, TrackId } from '../domain/library/ids';
import { isElsewhere } from '../domain/sync/elsewhere';
import type { Database } from './database';
import { nextSeq, noteDeleted, rowsChanged } from './sequence';
import { soundTables } from './sounds';
import { collectCovers, noteUnshown } from './unshown-covers';

const BATCH = 1_000;

/** @param others whether recordings that only other devices hold stay in the lists */
export async function untie(db: Database, others: 'keep' | 'forget'): Promise<void> {
  await db.transaction('rw', db.meta, db.announced, async () => {
    await db.meta.bulkDelete(['connection', 'syncState']);
    await db.announced.clear();
  });
  if (others === 'keep') return;
  await db.holdings.clear();
  for (const missing of [ELSEWHERE, MISSING] as const) for (let more = true; more;) more = await forgetSome(db, missing);
  await noteUnshown(db);
  await collectCovers(db, () => true);
}

async function forgetSome(db: Database, missing: Absence): Promise<boolean> {
  return db.transaction('rw', [db.tracks, ...soundTables(db), ...db.vectors.names, db.deletions, db.meta], async () => {
    const rows = await rowsChanged(db, missing, 0).filter(isElsewhere).limit(BATCH).toArray();
    if (rows.length === 0) return false;
    const trackIds: TrackId[] = rows.map((row) => row.trackId);
    await db.tracks.bulkDelete(trackIds);
    await noteDeleted(db, trackIds, await nextSeq(db));
    const keys = keysOf(rows);
    const still = new Set(keysOf(await db.tracks.where('contentKey').anyOf(keys).toArray()));
    const gone = keys.filter((key) => !still.has(key));
    await Promise.all([db.sounds.bulkDelete(gone), db.curves.bulkDelete(gone), db.vectors.bulkDelete(gone)]);
    return rows.length === BATCH;
  });
}

function keysOf(rows: readonly TrackRow[]): ContentKey[] {
  return [...new Set(rows.flatMap((row) => row.contentKey ?? []))];
}
