// The change sequence: every write to what lists show takes the next number, and followers read past their cursor.
import Dexie, { liveQuery } from 'dexie';
import type { ContentKey, TrackId } from '../domain/library/ids';
import type { Absence } from '../domain/library/track';
import type { Database } from './database';

/** The next number; call inside a read-write transaction that includes `meta`. */
export async function nextSeq(db: Database): Promise<number> {
  const seq = (await currentSeq(db)) + 1;
  await db.meta.put({ key: 'seq', value: seq });
  return seq;
}

/** The last number given out, 0 at first. Observe it to learn that something changed. */
export async function currentSeq(db: Database): Promise<number> {
  const row = await db.meta.get('seq');
  return typeof row?.value === 'number' ? row.value : 0;
}

/** Rows changed past a place in the sequence, in its order, of files that are here, missing, or elsewhere. */
export function rowsChanged(db: Database, missing: Absence, seq: number, trackId: number = Infinity) {
  return db.tracks.where('[missing+seq+trackId]').between([missing, seq, trackId], [missing, Dexie.maxKey, Dexie.maxKey], false, true);
}

/** Lets followers know that the choices or plays of these recordings changed; call inside a transaction over `deletions` and `meta`. */
export async function touchRecordings(db: Database, contentKeys: readonly ContentKey[]): Promise<void> {
  await noteTouched(db, contentKeys, await nextSeq(db));
}

/** As `touchRecordings`, as part of a change that has its number. */
export async function noteTouched(db: Database, contentKeys: readonly ContentKey[], seq: number): Promise<void> {
  if (contentKeys.length > 0) await note(db, seq, [], contentKeys);
}

/** Lets followers know that rows are gone, as part of a change that has its number; call inside a transaction over `deletions`. */
export async function noteDeleted(db: Database, trackIds: readonly TrackId[], seq: number): Promise<void> {
  if (trackIds.length > 0) await note(db, seq, trackIds, []);
}

/** Adds to what the same change noted before: a page of a sync may both remove rows and touch recordings. */
async function note(db: Database, seq: number, trackIds: readonly TrackId[], contentKeys: readonly ContentKey[]): Promise<void> {
  const before = await db.deletions.get(seq);
  const touched = [...(before?.touched ?? []), ...contentKeys];
  await db.deletions.put({ seq, trackIds: [...(before?.trackIds ?? []), ...trackIds], ...(touched.length > 0 && { touched }) });
}

/** Tells `listener` at once and after every change, of any tab or worker. @returns a function that ends it */
export function watchSeq(db: Database, listener: (seq: number) => void): () => void {
  const subscription = liveQuery(() => currentSeq(db)).subscribe({ next: listener, error: () => undefined });
  return () => subscription.unsubscribe();
}
