// After a walk and its parses: absent files are marked, and rows go where their recordings went.
import type { Database } from '../../src/db/database';
import { moveTracks, type Move } from '../../src/db/moves';
import { activeRoots } from '../../src/db/roots';
import { anyMissing, missingOf, patchTracks, tracksByIds, tracksWith, type TrackPatch } from '../../src/db/tracks';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import { HERE, MISSING, SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../../src/domain/library/track';
import { moveBeside } from './moves-beside';
import { pair } from './pair';

const BATCH = 300;

/** Marks rows as missing; nothing is ever deleted for being absent. */
export async function markMissing(db: Database, absent: readonly Pick<TrackRow, 'trackId' | 'missing'>[]): Promise<void> {
  for (const batch of batches(absent.filter(({ missing }) => missing === HERE || missing === SEGMENTED))) {
    await patchTracks(db, new Map(batch.map(({ trackId, missing }): [TrackId, TrackPatch] => [trackId, { missing: missing === SEGMENTED ? SEGMENTED_MISSING : MISSING }])));
  }
}

/** What a scan found out, after missing rows were marked. */
export interface Found {
  /** Rows of files that were not known. */
  readonly added: readonly TrackId[];
  /** Rows of files that hold other audio now, as they were. */
  readonly displaced: ReadonlyMap<TrackId, TrackRow>;
  /** Rows that went missing in this scan. */
  readonly lost: readonly TrackId[];
  /** When all files of the root were last seen. A file that came since then may be one of these that an earlier scan met at its new place. */
  readonly seenAtMs: number;
  readonly nowMs: number;
}

/** Gives each recording that turned up elsewhere the row that it had. @returns what moved */
export async function pairMoves(db: Database, found: Found): Promise<readonly Move[]> {
  const moves = await pairFound(db, found);
  const earlier = await pairEarlier(db, { ...found, lost: without(found.lost, moves) });
  return [...moves, ...earlier, ...(await moveBeside(db, { ...found, lost: without(found.lost, [...moves, ...earlier]) }))];
}

/** Files that this scan found, with rows that are missing or were displaced. */
async function pairFound(db: Database, { added, displaced, nowMs }: Found): Promise<Move[]> {
  if (displaced.size === 0 && !(await anyMissing(db))) return [];
  const crossing: Move[] = [];
  const open = new Map(displaced);
  const all: Move[] = [];
  for (const batch of batches([...displaced.keys(), ...added])) {
    const fresh = (await tracksByIds(db, batch)).filter(isRead);
    const keys = new Set(keysOf(fresh));
    const lost = [...(await missingOf(db, [...keys])), ...[...open.values()].filter((row) => row.contentKey && keys.has(row.contentKey))];
    const taken = new Set(crossing.map(([from]) => from));
    const moves = pair(lost.filter((row) => !taken.has(row.trackId)), fresh);
    for (const [from] of moves) open.delete(from);
    // Rows that take each other's places move at once.
    const plain = moves.filter((move) => !move.some((id) => displaced.has(id)));
    crossing.push(...moves.filter((move) => !plain.includes(move)));
    if (plain.length > 0) await moveTracks(db, plain);
    all.push(...moves);
  }
  if (crossing.length > 0) await moveTracks(db, crossing, { displaced, nowMs });
  return all;
}

/** Rows that went missing, with files that came since they were last seen: of another root, or of a folder that was scanned before theirs. */
async function pairEarlier(db: Database, { lost, added, seenAtMs }: Found): Promise<Move[]> {
  const roots = new Set((await activeRoots(db)).filter((root) => root.kind === 'folder').map((root) => root.rootId));
  const known = new Set(added);
  const all: Move[] = [];
  for (const batch of batches(lost)) {
    const missing = (await tracksByIds(db, batch)).filter((row) => row.missing === MISSING && row.contentKey !== null);
    const came = (await tracksWith(db, keysOf(missing))).filter((row) => isRead(row) && row.addedAtMs > seenAtMs && !known.has(row.trackId) && row.rootId !== null && roots.has(row.rootId));
    const moves = pair(missing, came);
    if (moves.length > 0) await moveTracks(db, moves);
    all.push(...moves);
  }
  return all;
}

function without(lost: readonly TrackId[], moves: readonly Move[]): TrackId[] {
  const moved = new Set(moves.map(([from]) => from));
  return lost.filter((id) => !moved.has(id));
}

function isRead(row: TrackRow): boolean {
  return row.contentKey !== null && (row.missing === HERE || row.missing === SEGMENTED) && !row.segment;
}

function keysOf(rows: readonly TrackRow[]): ContentKey[] {
  return [...new Set(rows.flatMap((row) => row.contentKey ?? []))];
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}
