// Following the library: what changed past a cursor, and rows joined with their facts in batches.
import { liveQuery } from 'dexie';
import { effectiveTrack, type TrackFacts } from '../domain/library/effective';
import type { ContentKey, RootId, TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import type { SoundRow, VectorRow } from '../domain/sound/sound';
import type { ChoiceKind, ChoiceRow } from '../domain/sync/choice';
import type { Database } from './database';
import { currentSeq } from './sequence';

/** From here on one pass over all plays is cheaper than one look-up a recording. */
const MANY_RECORDINGS = 500;

export interface Changes {
  /** The sequence that these changes lead up to. */
  readonly seq: number;
  readonly changed: readonly TrackId[];
  readonly deleted: readonly TrackId[];
  /** How many rows there were at that moment. */
  readonly total: number;
}

export interface ActiveRoot {
  readonly rootId: RootId;
  readonly name: string;
}

export interface JoinedTracks {
  readonly views: readonly TrackView[];
  /** Asked for but no longer there. */
  readonly gone: readonly TrackId[];
}

/** Ids of the rows that changed after `cursor`, keys alone, so that 100,000 of them stay small. */
export function changesAfter(db: Database, cursor: number): Promise<Changes> {
  return db.transaction('r', db.tracks, db.deletions, db.meta, async () => {
    const seq = await currentSeq(db);
    const [changed, deletions, total] = await Promise.all([
      db.tracks.where('seq').above(cursor).primaryKeys(),
      db.deletions.where('seq').above(cursor).toArray(),
      db.tracks.count(),
    ]);
    return { seq, changed: changed as TrackId[], deleted: deletions.flatMap((row) => row.trackIds), total };
  });
}

/** Roots that were not removed, without their handles. */
export async function activeRootNames(db: Database): Promise<ActiveRoot[]> {
  const roots = await db.roots.toArray();
  return roots.filter((root) => root.removedAtMs === null).map(({ rootId, name }) => ({ rootId, name }));
}

/** Rows with their sound, rating and plays. @param trackIds a batch of at most some thousand */
export async function joinedTracks(db: Database, trackIds: readonly TrackId[]): Promise<JoinedTracks> {
  const rows = await db.tracks.bulkGet([...trackIds]);
  const keys = [...new Set(rows.flatMap((row) => (row?.contentKey ? [row.contentKey] : [])))];
  const facts = await factsOf(db, keys);
  const views: TrackView[] = [];
  const gone: TrackId[] = [];
  rows.forEach((row, i) => {
    if (row) views.push(effectiveTrack(row, row.contentKey ? facts.get(row.contentKey) : undefined));
    else gone.push(trackIds[i] as TrackId);
  });
  return { views, gone };
}

/** Vectors of these recordings, where there are any. */
export async function vectorsOf(db: Database, contentKeys: readonly ContentKey[]): Promise<VectorRow[]> {
  return (await db.vectors.bulkGet([...contentKeys])).filter((row) => row !== undefined);
}

/** One page of all vectors in the order of their keys. @param after the last key of the page before, '' at first */
export function vectorPage(db: Database, after: string, limit: number): Promise<VectorRow[]> {
  return db.vectors.where('contentKey').above(after).limit(limit).toArray();
}

/** Tells of every change of the library, from this tab or another, and once at the start; ends with the database. @returns an end to it */
export function watchChanges(db: Database, onChange: (seq: number) => void): () => void {
  const subscription = liveQuery(() => currentSeq(db)).subscribe({ next: onChange, error: () => undefined });
  return () => subscription.unsubscribe();
}

async function factsOf(db: Database, keys: readonly ContentKey[]): Promise<Map<ContentKey, TrackFacts>> {
  const choiceKeys = keys.map((key) => ['recording', key] as [ChoiceKind, string]);
  const [sounds, choices, plays]: [(SoundRow | undefined)[], (ChoiceRow | undefined)[], Map<string, number>] = await Promise.all([
    db.sounds.bulkGet([...keys]), db.choices.bulkGet(choiceKeys), playCounts(db, keys),
  ]);
  return new Map(keys.map((key, i) => [key, { sound: sounds[i], choice: choices[i], playCount: plays.get(key) ?? 0 }]));
}

async function playCounts(db: Database, keys: readonly ContentKey[]): Promise<Map<string, number>> {
  const plays = keys.length > MANY_RECORDINGS ? db.plays.orderBy('contentKey') : db.plays.where('contentKey').anyOf(keys);
  const counts = new Map<string, number>();
  for (const key of (await plays.keys()) as string[]) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
