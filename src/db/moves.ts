// Rows that follow their recordings to other files.
import type { TrackId } from '../domain/library/ids';
import { HERE, SEGMENTED, withQueue, type Stage, type TrackRow } from '../domain/library/track';
import { noteAlbums } from './album-moves';
import { noteRetagged } from './retagged';
import type { Database } from './database';
import { withStoredEdits } from './edits';
import { dropTwins, keepLeft, rowTables, staying } from './elsewhere';
import { nextSeq, noteDeleted } from './sequence';

/** A row, and the row of the file that has its recording now. */
export type Move = readonly [TrackId, TrackId];

/** What a scan knows of the rows that it moves. */
export interface Scanned {
  /** Rows of files that were found to hold other audio, as they were before. */
  readonly displaced: ReadonlyMap<TrackId, TrackRow>;
  /** Milliseconds since the epoch: when a file was added that gets a row of its own. */
  readonly nowMs: number;
}

const NONE: Scanned = { displaced: new Map(), nowMs: 0 };

/**
 * Each first row takes the place and the file facts of the second, keeping its own id and the time it was added. Rows may take each
 * other's places; a file whose row goes elsewhere gets the row of a file that was just found, or a new one. A row whose file was
 * overwritten by one that moved goes: facts and choices hang on its recording.
 */
export function moveTracks(db: Database, moves: readonly Move[], { displaced, nowMs }: Scanned = NONE): Promise<void> {
  return db.transaction('rw', rowTables(db), async () => {
    const found = await db.tracks.bulkGet([...new Set(moves.flat())]);
    const rows = new Map(found.flatMap((row) => (row ? [[row.trackId, row] as const] : [])));
    const sound = moves.flatMap(([from, to]): Pair[] => {
      const [row, file] = [displaced.get(from) ?? rows.get(from), rows.get(to)];
      return row && file && rows.has(from) ? [[row, file]] : [];
    });
    const { left, gone } = leftBehind(sound, rows, displaced);
    const seq = await nextSeq(db);
    const before = sound.map(([row]) => row);
    const asRead = sound.map(([row, file]) => ({ ...movedRow(row, file), seq }));
    const retagged = before.filter((row, i) => asRead[i]?.taggedAlbumKey !== row.taggedAlbumKey);
    const stayed = await staying(db, retagged, seq, 'retagged');
    await noteRetagged(db, paired(before, asRead));
    const moved = await withStoredEdits(db, asRead);
    await noteAlbums(db, paired(before, moved));
    // Deleted first: a path belongs to one row.
    await db.tracks.bulkDelete([...rows.keys()]);
    await noteDeleted(db, gone, seq);
    await db.tracks.bulkPut(moved);
    const heirs = await putLeft(db, left.map(([file, heir]) => ({ ...file, addedAtMs: heir?.addedAtMs ?? nowMs, trackId: heir?.trackId, seq })));
    await giveDetails(db, [...rows.keys()], [...sound.map(([row, file]): Move => [file.trackId, row.trackId]), ...left.map(([file], i): Move => [file.trackId, heirs[i] as TrackId])]);
    await db.tracks.bulkAdd(stayed.map(({ trackId: _, ...row }) => row));
    await keepLeft(db, retagged);
    await dropTwins(db, moved, seq);
  });
}

/** A row as it was, and the row of the file that has its recording now. */
type Pair = readonly [TrackRow, TrackRow];

interface LeftBehind {
  /** Files whose rows went elsewhere and that no moved row took, each with the row that is free for it. */
  readonly left: readonly (readonly [TrackRow, TrackRow | undefined])[];
  readonly gone: readonly TrackId[];
}

function leftBehind(sound: readonly Pair[], rows: ReadonlyMap<TrackId, TrackRow>, displaced: Scanned['displaced']): LeftBehind {
  const movers = new Set(sound.map(([row]) => row.trackId));
  const places = new Set(sound.map(([, file]) => file.trackId));
  const left = [...movers].filter((id) => displaced.has(id) && !places.has(id));
  const freed = [...places].filter((id) => !movers.has(id));
  const heirs = freed.filter((id) => !displaced.has(id)).slice(0, left.length);
  return {
    left: left.map((id, i) => [rows.get(id) as TrackRow, rows.get(heirs[i] ?? (0 as TrackId))]),
    gone: freed.filter((id) => !heirs.includes(id)),
  };
}

function movedRow(old: TrackRow, file: TrackRow): TrackRow {
  const further = isFurther(file.stage, old.stage) ? file : { stage: old.stage, versions: { ...old.versions, parse: file.versions.parse } };
  // Its segments follow in the next scan, which takes a file that is here as one that has none.
  const missing = file.missing === SEGMENTED ? HERE : file.missing;
  return withQueue({ ...file, missing, stage: further.stage, versions: further.versions, trackId: old.trackId, addedAtMs: old.addedAtMs, copy: old.copy });
}

async function putLeft(db: Database, rows: readonly (Omit<TrackRow, 'trackId'> & { readonly trackId: TrackId | undefined })[]): Promise<TrackId[]> {
  const ids: TrackId[] = [];
  for (const { trackId, ...row } of rows) ids.push((await (trackId === undefined ? db.tracks.add(row) : db.tracks.put({ ...row, trackId }))) as TrackId);
  return ids;
}

/** @param owners pairs of [id that the details were written with, id that has them now] */
async function giveDetails(db: Database, ids: readonly TrackId[], owners: readonly Move[]): Promise<void> {
  const details = new Map((await db.tagDetails.bulkGet([...ids])).flatMap((each) => (each ? [[each.trackId, each] as const] : [])));
  await db.tagDetails.bulkDelete([...ids]);
  await db.tagDetails.bulkPut(owners.flatMap(([from, trackId]) => {
    const each = details.get(from);
    return each ? [{ ...each, trackId }] : [];
  }));
}

const STAGES: readonly Stage[] = ['found', 'parsed', 'analysed', 'embedded'];

function isFurther(a: Stage, b: Stage): boolean {
  return STAGES.indexOf(a) > STAGES.indexOf(b);
}

function paired(before: readonly TrackRow[], after: readonly TrackRow[]): Pair[] {
  return before.map((row, i) => [row, after[i] as TrackRow]);
}
