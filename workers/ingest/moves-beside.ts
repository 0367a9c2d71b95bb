// A file that went away with the same recording beside it under its name, in another format: the row goes there.
import type { Database } from '../../src/db/database';
import { replaceMissing } from '../../src/db/missing';
import type { Move } from '../../src/db/moves';
import { tracksByIds, tracksOfFolders } from '../../src/db/tracks';
import { grouped } from '../../src/domain/grouped';
import { withoutEnding } from '../../src/domain/library/file-names';
import type { RootId, TrackId } from '../../src/domain/library/ids';
import { isSameRecording } from '../../src/domain/library/same-recording';
import { HERE, MISSING, type TrackRow } from '../../src/domain/library/track';

const BATCH = 300;

export interface Lost {
  /** Rows that went missing in this scan. */
  readonly lost: readonly TrackId[];
  /** Rows of files that were not known. */
  readonly added: readonly TrackId[];
  /** When all files of the root were last seen; 0 for never. A file that came since then may have been met by a scan of its folder alone. */
  readonly seenAtMs: number;
}

/** @returns what moved */
export async function moveBeside(db: Database, { lost, added, seenAtMs }: Lost): Promise<Move[]> {
  const known = new Set(added);
  const isNew = (row: TrackRow): boolean => known.has(row.trackId) || (seenAtMs > 0 && row.addedAtMs > seenAtMs);
  const all: Move[] = [];
  for (let from = 0; from < lost.length; from += BATCH) {
    const missing = (await tracksByIds(db, lost.slice(from, from + BATCH))).filter((row) => row.missing === MISSING && row.contentKey !== null);
    const fresh = (await besides(db, missing)).filter((row) => row.missing === HERE && row.contentKey !== null && isNew(row));
    const moves = pairBeside(missing, fresh);
    if (moves.length > 0) await replaceMissing(db, moves.map(([row, file]) => ({ missing: row, found: file })));
    all.push(...moves);
  }
  return all;
}

async function besides(db: Database, rows: readonly TrackRow[]): Promise<TrackRow[]> {
  const found: TrackRow[] = [];
  for (const [rootId, inside] of grouped(rows, (row) => row.rootId)) {
    if (rootId !== null) found.push(...await tracksOfFolders(db, rootId as RootId, [...new Set(inside.map((row) => row.folder))]));
  }
  return found;
}

/** One to one, in the order of their paths. */
function pairBeside(lost: readonly TrackRow[], fresh: readonly TrackRow[]): Move[] {
  const open = grouped([...fresh].sort(byPath), stemOf);
  return [...lost].sort(byPath).flatMap((row): Move[] => {
    const candidates = open.get(stemOf(row)) ?? [];
    const at = candidates.findIndex((candidate) => isSameRecording(row, candidate));
    const [match] = at < 0 ? [] : candidates.splice(at, 1);
    return match ? [[row.trackId, match.trackId]] : [];
  });
}

/** Root and path without the ending. */
function stemOf({ rootId, path }: TrackRow): string {
  return `${rootId}/${withoutEnding(path)}`;
}

function byPath(a: TrackRow, b: TrackRow): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
