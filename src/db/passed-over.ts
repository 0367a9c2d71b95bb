// Files that a rule keeps out of the library: their rows go, as if they had been removed from it, and when they were added is kept.
// All that a person chose and all that is known of their sound hangs on their recordings, so that they come back with everything.
import type { RootId, TrackId } from '../domain/library/ids';
import type { Database } from './database';
import { deleteTracks } from './tracks';

const BATCH = 500;

const keyOf = (rootId: RootId): string => `passedOver/${rootId}`;

/** When files of a root that were passed over had been added, by path; milliseconds since the epoch. */
export async function passedOverDates(db: Database, rootId: RootId): Promise<Map<string, number>> {
  const value = (await db.meta.get(keyOf(rootId)))?.value;
  return value instanceof Map ? (value as Map<string, number>) : new Map();
}

/** Takes rows out of the library. */
export async function passOver(db: Database, rootId: RootId, trackIds: readonly TrackId[]): Promise<void> {
  for (let from = 0; from < trackIds.length; from += BATCH) {
    const batch = trackIds.slice(from, from + BATCH);
    const dates = await passedOverDates(db, rootId);
    for (const row of await db.tracks.bulkGet(batch)) if (row) dates.set(row.path, row.addedAtMs);
    await db.meta.put({ key: keyOf(rootId), value: dates });
    await deleteTracks(db, batch);
  }
}

/** These files are in the library again, or gone for good. */
export async function dropPassedOver(db: Database, rootId: RootId, paths: Iterable<string>): Promise<void> {
  const dates = await passedOverDates(db, rootId);
  const before = dates.size;
  for (const path of paths) dates.delete(path);
  if (dates.size === before) return;
  if (dates.size === 0) await db.meta.delete(keyOf(rootId));
  else await db.meta.put({ key: keyOf(rootId), value: dates });
}

/** A root is gone. */
export async function forgetPassedOver(db: Database, rootId: RootId): Promise<void> {
  await db.meta.delete(keyOf(rootId));
}
