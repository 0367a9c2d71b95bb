// Reads the whole library in batches, each track joined with all that hangs on its recording.
import type { Table } from 'dexie';
import { effectiveTrack } from '../domain/library/effective';
import type { ContentKey, TrackId } from '../domain/library/ids';
import { SEGMENTED, type TrackRow } from '../domain/library/track';
import type { TrackView } from '../domain/library/track-view';
import type { CurvesRow, SoundRow, VectorRow } from '../domain/sound/sound';
import type { ChoiceRow, PlayEvent } from '../domain/sync/choice';
import { activeRoots } from './roots';
import { choicesOf, whichWins } from './choices';
import type { Database } from './database';
import { curvesOfSounds } from './sounds';

/** Small enough that a batch becomes text within a frame or two. */
const BATCH_SIZE = 200;

export interface ExportedTrack {
  readonly row: TrackRow;
  /** '' for a recording that only other devices hold. */
  readonly rootName: string;
  readonly sound: SoundRow | undefined;
  readonly curves: CurvesRow | undefined;
  readonly vector: VectorRow | undefined;
  readonly choice: ChoiceRow | undefined;
  /** As lists show it. */
  readonly view: TrackView;
  readonly playCount: number;
}

/** All tracks of roots that were not removed, and recordings of other devices, oldest first. @param vectors whether to read embeddings too */
export async function* trackBatches(db: Database, vectors: boolean): AsyncGenerator<ExportedTrack[]> {
  const rootNames = new Map((await activeRoots(db)).map((root) => [root.rootId, root.name]));
  for await (const batch of batches<TrackRow, TrackId>(db.tracks as unknown as Table<TrackRow, TrackId>, (row) => row.trackId)) {
    const rows = batch.filter((row) => row.missing < SEGMENTED && (row.rootId === null || rootNames.has(row.rootId)));
    yield joined(db, rows, rootNames, vectors);
  }
}

/** All counted plays, in no particular order. */
export function playBatches(db: Database): AsyncGenerator<PlayEvent[]> {
  return batches<PlayEvent, string>(db.plays, (play) => play.playId);
}

/** Ratings and loves of all recordings, of those too that this device does not hold. */
export function recordingChoices(db: Database): Promise<ChoiceRow[]> {
  return choicesOf(db, 'recording').toArray();
}

async function joined(db: Database, rows: readonly TrackRow[], rootNames: ReadonlyMap<number, string>, vectors: boolean): Promise<ExportedTrack[]> {
  const keys = [...new Set(rows.flatMap((row) => row.contentKey ?? []))];
  const [wins, sounds, vectorRows, choices, plays] = await Promise.all([
    whichWins(db),
    db.sounds.bulkGet(keys),
    vectors ? db.vectors.bulkGet(keys) : [],
    db.choices.bulkGet(keys.map((key): ['recording', string] => ['recording', key])),
    db.plays.where('contentKey').anyOf(keys).toArray(),
  ]);
  const heard = sounds.filter((sound) => sound !== undefined);
  const curves = new Map((await curvesOfSounds(db, heard)).map((row) => [row?.contentKey, row]));
  const place = new Map(keys.map((key, i) => [key, i]));
  const playCounts = countBy(plays);
  return rows.map((row) => {
    const at = row.contentKey === null ? -1 : (place.get(row.contentKey) ?? -1);
    const playCount = row.contentKey === null ? 0 : (playCounts.get(row.contentKey) ?? 0);
    return {
      view: effectiveTrack(row, { sound: sounds[at], choice: choices[at], playCount }, wins),
      row, rootName: row.rootId === null ? '' : (rootNames.get(row.rootId) ?? ''), sound: sounds[at], curves: curves.get(row.contentKey ?? undefined), vector: vectorRows[at], choice: choices[at],
      playCount,
    };
  });
}

function countBy(plays: readonly PlayEvent[]): Map<ContentKey, number> {
  const counts = new Map<ContentKey, number>();
  for (const { contentKey } of plays) counts.set(contentKey, (counts.get(contentKey) ?? 0) + 1);
  return counts;
}

async function* batches<T, K extends string | number>(table: Table<T, K>, keyOf: (row: T) => K): AsyncGenerator<T[]> {
  let rows = await table.orderBy(':id').limit(BATCH_SIZE).toArray();
  while (rows.length > 0) {
    yield rows;
    rows = await table.where(':id').above(keyOf(rows.at(-1) as T)).limit(BATCH_SIZE).toArray();
  }
}
