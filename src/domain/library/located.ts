// Which files stand in for missing ones, once a person has said where to look.
import type { TrackId } from './ids';
import { fileNameOf, type TrackRow } from './track';

export type Located = Pick<TrackRow, 'trackId' | 'path' | 'contentKey'>;

/** A missing row, and the row of the file that takes its place. */
export interface Pair {
  readonly missing: TrackId;
  readonly found: TrackId;
}

export interface Findings {
  /** The same audio. */
  readonly same: readonly Pair[];
  /** A file at the same place that holds other audio: only a person can say that it stands in. */
  readonly other: readonly Pair[];
  /** Nothing was found for these. */
  readonly still: readonly TrackId[];
}

/**
 * One to one: the same audio at the same place below the folder first, then of the same name, then anywhere; what is left pairs by its place alone.
 * @param missing rows below `from`
 * @param here rows of files below `to`
 */
export function findings(missing: readonly Located[], from: string, here: readonly Located[], to: string): Findings {
  const byKey = groupedBy(here, (row) => row.contentKey);
  const byPlace = groupedBy(here, (row) => below(row.path, to));
  const taken = new Set<TrackId>();
  let left = [...missing];

  function pairBy(candidates: (lost: Located) => readonly Located[], fits: (lost: Located, candidate: Located) => boolean = () => true): Pair[] {
    const pairs: Pair[] = [];
    left = left.filter((lost) => {
      const match = candidates(lost).find((candidate) => !taken.has(candidate.trackId) && fits(lost, candidate));
      if (!match) return true;
      taken.add(match.trackId);
      pairs.push({ missing: lost.trackId, found: match.trackId });
      return false;
    });
    return pairs;
  }

  const sameAudio = (lost: Located) => (lost.contentKey === null ? [] : byKey.get(lost.contentKey) ?? []);
  const samePlace = (lost: Located) => byPlace.get(below(lost.path, from)) ?? [];
  const same = [
    ...pairBy(sameAudio, (lost, candidate) => below(lost.path, from) === below(candidate.path, to)),
    ...pairBy(sameAudio, (lost, candidate) => fileNameOf(lost.path) === fileNameOf(candidate.path)),
    ...pairBy(sameAudio),
  ];
  return { same, other: pairBy(samePlace), still: left.map((lost) => lost.trackId) };
}

function below(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

function groupedBy<K>(rows: readonly Located[], keyOf: (row: Located) => K): Map<K, Located[]> {
  const groups = new Map<K, Located[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
