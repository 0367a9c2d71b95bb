// Which row a file belongs to, by the recording it holds.
import { grouped } from '../../src/domain/grouped';
import type { TrackId } from '../../src/domain/library/ids';
import { fileNameOf, type TrackRow } from '../../src/domain/library/track';

type Located = Pick<TrackRow, 'trackId' | 'path' | 'contentKey'>;

/** One to one: files that kept their name first, then the rest in the order of their paths. A copy finds no partner, and no row itself. */
export function pair(lost: readonly Located[], fresh: readonly Located[]): [TrackId, TrackId][] {
  const open = grouped([...lost].sort(byPath), (row) => row.contentKey);
  const moves: [TrackId, TrackId][] = [];
  const take = (row: Located, fits: (candidate: Located) => boolean): boolean => {
    const candidates = open.get(row.contentKey) ?? [];
    const at = candidates.findIndex((candidate) => candidate.trackId !== row.trackId && fits(candidate));
    if (at < 0) return false;
    const [match] = candidates.splice(at, 1);
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
