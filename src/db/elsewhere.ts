// What becomes of rows when files come and go while other devices hold the same recordings. Each call belongs inside a
// read-write transaction over FOLLOWING, so that every path that writes rows gets it.
import type { ContentKey } from '../domain/library/ids';
import { ELSEWHERE, HERE, MISSING, type TrackRow } from '../domain/library/track';
import { isElsewhere, leftElsewhere, subjectOf, twins } from '../domain/sync/elsewhere';
import { albumPart } from '../domain/sync/facts';
import { isClaimed } from '../domain/sync/tagged';
import type { AnnouncedRow, Database } from './database';
import { devicesOf } from './holdings';
import { noteDeleted, rowsChanged } from './sequence';

/** Tables that a change of rows touches. */
export function rowTables(db: Database) {
  return [db.tracks, db.tagDetails, db.meta, db.deletions, ...db.holdings.names, db.announced, db.choices, db.aliases];
}

/**
 * After files came: rows of other devices that stand for the same recording and album go.
 * @param rows as written
 */
export async function dropTwins(db: Database, rows: readonly Pick<TrackRow, 'contentKey' | 'stage'>[], seq: number): Promise<void> {
  const keys = keysOf(rows.filter((row) => row.stage !== 'found'));
  if (keys.length === 0 || !(await anyElsewhere(db))) return;
  const gone = twins(await db.tracks.where('contentKey').anyOf(keys).toArray());
  if (gone.length === 0) return;
  await db.tracks.bulkDelete(gone);
  await noteDeleted(db, gone, seq);
}

/**
 * Before rows of this device go, take another recording or another album: what others hold goes on as a row of theirs.
 * @param as `retagged` where the recording stays here, so that its old tags matter only where another device has them too
 * @returns those rows, to be put in place of the old ones
 */
export async function staying(db: Database, leaving: readonly TrackRow[], seq: number, as: 'gone' | 'retagged' = 'gone'): Promise<TrackRow[]> {
  const rows = leaving.filter((row) => row.contentKey !== null && !isElsewhere(row));
  if (rows.length === 0 || await db.holdings.isEmpty()) return [];
  const holdings = new Map((await db.holdings.bulkGet(keysOf(rows))).flatMap((row) => (row ? [[row.contentKey, row] as const] : [])));
  const candidates = rows.filter((row) => {
    const holding = row.contentKey === null ? undefined : holdings.get(row.contentKey);
    return holding && (as === 'gone' ? holding.deviceIds.length > 0 : isClaimed(albumPart(row.taggedAlbumKey), devicesOf(holding)));
  });
  if (candidates.length === 0) return [];
  const ids = new Set(leaving.map((row) => row.trackId));
  const others = await db.tracks.where('contentKey').anyOf(keysOf(candidates)).toArray();
  const taken = new Set(others.filter((row) => !ids.has(row.trackId)).map(subjectOf));
  return candidates.flatMap((row) => {
    if (taken.has(subjectOf(row))) return [];
    taken.add(subjectOf(row));
    return [{ ...leftElsewhere(row), seq }];
  });
}

/** Notes that a file of these recordings went away: whether this device still holds them is told in the next exchange. */
export async function noteLeft(db: Database, rows: readonly TrackRow[]): Promise<void> {
  const keys = keysOf(rows.filter((row) => row.missing === HERE));
  if (keys.length === 0) return;
  const announced = await db.announced.bulkGet(keys);
  const left = announced.filter((row) => row !== undefined).filter((row) => row.held && !row.stale);
  if (left.length > 0) await db.announced.bulkPut(left.map((row) => ({ ...row, stale: 1 })));
}

/**
 * Keeps the tags of rows that left the library, or were tagged anew. Other devices may come to hold the same recordings, and the server tells
 * nobody of tags twice.
 */
export async function keepLeft(db: Database, rows: readonly TrackRow[]): Promise<void> {
  const parsed = rows.filter((row) => row.contentKey !== null);
  const keys = keysOf(parsed);
  if (keys.length === 0) return;
  const [announced, holdings] = await Promise.all([db.announced.bulkGet(keys), db.holdings.bulkGet(keys)]);
  // Recordings that no exchange has told of are in nobody's changes yet.
  const kept = keys.flatMap((contentKey, i): AnnouncedRow[] => {
    const before = announced[i] ?? (holdings[i] ? { contentKey, held: false } : undefined);
    if (!before) return [];
    const leaving = parsed.filter((row) => row.contentKey === contentKey);
    const earlier = (before.left ?? []).filter((row) => !leaving.some((other) => subjectOf(other) === subjectOf(row)));
    return [{ ...before, left: [...earlier, ...leaving] }];
  });
  if (kept.length > 0) await db.announced.bulkPut(kept);
}

/** Rows that left the library, of recordings that another device turns out to hold. */
export async function returning(db: Database, contentKeys: readonly ContentKey[]): Promise<Omit<TrackRow, 'trackId'>[]> {
  if (contentKeys.length === 0 || (await db.announced.limit(1).count()) === 0) return [];
  const announced = await db.announced.bulkGet([...contentKeys]);
  return announced.flatMap((row) => row?.left ?? []).map((row) => withoutId(leftElsewhere(row)));
}

async function anyElsewhere(db: Database): Promise<boolean> {
  const [elsewhere, missing] = await Promise.all(([ELSEWHERE, MISSING] as const).map((absence) => rowsChanged(db, absence, 0).limit(1).count()));
  return elsewhere !== 0 || missing !== 0;
}

function withoutId({ trackId: _, ...row }: TrackRow): Omit<TrackRow, 'trackId'> {
  return row;
}

function keysOf(rows: readonly Pick<TrackRow, 'contentKey'>[]): ContentKey[] {
  return [...new Set(rows.flatMap((row) => row.contentKey ?? []))];
}
