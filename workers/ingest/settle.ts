// After a walk and its parses: absent files are marked, and a missing file whose audio turned up elsewhere has moved.
import type { Database } from '../../src/db/database';
import { missingOf, moveTracks, patchTracks, tracksByIds, type TrackPatch } from '../../src/db/tracks';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import { fileNameOf, HERE, MISSING, SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../../src/domain/library/track';

const BATCH = 300;

/** Marks rows as missing; nothing is ever deleted for being absent. */
export async function markMissing(db: Database, absent: readonly Pick<TrackRow, 'trackId' | 'missing'>[]): Promise<void> {
  for (const batch of batches(absent.filter(({ missing }) => missing === HERE || missing === SEGMENTED))) {
    await patchTracks(db, new Map(batch.map(({ trackId, missing }): [TrackId, TrackPatch] => [trackId, { missing: missing === SEGMENTED ? SEGMENTED_MISSING : MISSING }])));
  }
}

/** Pairs missing rows with rows of this scan that hold the same audio. @returns how many moved */
export async function pairMoves(db: Database, added: readonly TrackId[]): Promise<number> {
  let moved = 0;
  for (const batch of batches(added)) {
    const fresh = (await tracksByIds(db, batch)).filter((row) => row.contentKey !== null && row.missing === 0);
    const lost = await missingOf(db, [...new Set(fresh.map((row) => row.contentKey as ContentKey))]);
    const moves = pair(lost, fresh);
    if (moves.length > 0) await moveTracks(db, moves);
    moved += moves.length;
  }
  return moved;
}

type Located = Pick<TrackRow, 'trackId' | 'path' | 'contentKey'>;

/** One to one: files that kept their name first, then the rest in the order of their paths. A copy finds no partner. */
export function pair(lost: readonly Located[], fresh: readonly Located[]): [TrackId, TrackId][] {
  const open = [...lost].sort(byPath);
  const moves: [TrackId, TrackId][] = [];
  const take = (row: Located, fits: (candidate: Located) => boolean): boolean => {
    const at = open.findIndex((candidate) => candidate.contentKey === row.contentKey && fits(candidate));
    if (at < 0) return false;
    const [match] = open.splice(at, 1);
    if (match) moves.push([match.trackId, row.trackId]);
    return true;
  };
  const renamed = [...fresh].sort(byPath).filter((row) => !take(row, (candidate) => fileNameOf(candidate.path) === fileNameOf(row.path)));
  for (const row of renamed) take(row, () => true);
  return moves;
}

function byPath(a: Located, b: Located): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}
