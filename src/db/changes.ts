// Following the library: what changed past a cursor, and rows joined with their facts in batches.
import Dexie, { liveQuery } from 'dexie';
import { effectiveTrack, type TrackFacts } from '../domain/library/effective';
import type { ContentKey, RootId, TrackId } from '../domain/library/ids';
import { LISTED, SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../domain/library/track';
import type { TrackView } from '../domain/library/track-view';
import type { SoundRow, VectorRow } from '../domain/sound/sound';
import type { WhichWins } from '../domain/sound/which-wins';
import type { ChoiceKind, ChoiceRow } from '../domain/sync/choice';
import type { Database } from './database';
import { currentSeq, rowsChanged } from './sequence';

/** From here on one pass over all plays is cheaper than one look-up a recording. */
const MANY_RECORDINGS = 500;
const PAGE = 5000;
/** What lists never show of a sound, and what would fill memory. */
/** What no score is computed from: it would fill memory. */
const UNREAD = { spectralContrast: new Float32Array(0), mfcc: new Float32Array(0), chroma: new Float32Array(0) } as const;

export type Facts = ReadonlyMap<ContentKey, TrackFacts>;

export interface Changes {
  /** The sequence that these changes lead up to. */
  readonly seq: number;
  readonly changed: readonly TrackId[];
  /** Gone, or in no list any more: their segments stand for them. */
  readonly deleted: readonly TrackId[];
  /** How many rows there were at that moment that lists show. */
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
    const [ids, unlisted, log, total] = await Promise.all([
      Promise.all(LISTED.map((missing) => rowsChanged(db, missing, cursor).primaryKeys())),
      // Few, and always all: a change of a recording names its rows whether or not they are listed.
      Promise.all(([SEGMENTED, SEGMENTED_MISSING] as const).map((missing) => rowsChanged(db, missing, 0).primaryKeys())),
      // Who begins reads every row anyway.
      cursor > 0 ? db.deletions.where('seq').above(cursor).toArray() : [],
      db.tracks.count(),
    ]);
    const rows = ids.flat();
    const segmented = new Set(unlisted.flat());
    const touched = new Set(log.flatMap((entry) => entry.touched ?? []));
    const changed = touched.size === 0 ? rows : [...new Set([...rows, ...await db.tracks.where('contentKey').anyOf([...touched]).primaryKeys()])];
    return {
      seq, changed: changed.filter((trackId) => !segmented.has(trackId)) as TrackId[],
      deleted: [...log.flatMap((entry) => entry.trackIds), ...segmented] as TrackId[], total: total - segmented.size,
    };
  });
}

/** Roots that were not removed, without their handles. */
export async function activeRootNames(db: Database): Promise<ActiveRoot[]> {
  const roots = await db.roots.toArray();
  return roots.filter((root) => root.removedAtMs === null).map(({ rootId, name }) => ({ rootId, name }));
}

/**
 * Rows with their sound, rating and plays.
 * @param trackIds a batch of at most some thousand, ascending
 * @param wins of what was measured and what tags say
 * @param known facts of all recordings, where they were read before
 */
export async function joinedTracks(db: Database, trackIds: readonly TrackId[], wins: WhichWins, known: Facts | null = null): Promise<JoinedTracks> {
  const rows = await rowsOf(db, trackIds);
  const keys = [...new Set(rows.flatMap((row) => (row.contentKey ? [row.contentKey] : [])))];
  const facts = known ?? await factsOf(db, keys);
  const held = new Set(rows.map((row) => row.trackId));
  return {
    views: rows.map((row) => effectiveTrack(row, row.contentKey ? facts.get(row.contentKey) : undefined, wins)),
    gone: trackIds.filter((trackId) => !held.has(trackId)),
  };
}

/** Facts of all recordings in a few long reads, without outlines: for a first read of the whole library. */
export async function allFacts(db: Database): Promise<Facts> {
  const facts = new Map<ContentKey, { sound?: SoundRow; choice?: ChoiceRow; playCount?: number }>();
  const factOf = (key: ContentKey) => facts.get(key) ?? facts.set(key, {}).get(key) ?? {};
  for await (const page of db.sounds.pages()) for (const row of page) factOf(row.contentKey).sound = { ...row, waveform: undefined, features: row.features && { ...row.features, ...UNREAD } };
  const recordings = (after: string) => db.choices.where('[kind+id]').between(['recording', after], ['recording', Dexie.maxKey], false, true);
  await eachPage((after) => recordings(after).limit(PAGE).toArray(), (row) => {
    factOf(row.id as ContentKey).choice = row;
    return row.id;
  });
  for (const key of (await db.plays.orderBy('contentKey').keys()) as ContentKey[]) {
    const fact = factOf(key);
    fact.playCount = (fact.playCount ?? 0) + 1;
  }
  return facts;
}

/** Vectors of these recordings, where there are any. */
export async function vectorsOf(db: Database, contentKeys: readonly ContentKey[]): Promise<VectorRow[]> {
  return (await db.vectors.bulkGet([...contentKeys])).filter((row) => row !== undefined);
}

/** All vectors, page by page. */
export function vectorPages(db: Database): AsyncGenerator<VectorRow[]> {
  return db.vectors.pages();
}

/** Tells of every change of the library, from this tab or another, and once at the start; ends with the database. @returns an end to it */
export function watchChanges(db: Database, onChange: (seq: number) => void): () => void {
  const subscription = liveQuery(() => currentSeq(db)).subscribe({ next: onChange, error: () => undefined });
  return () => subscription.unsubscribe();
}

/** Neighbours are read as a range: one request instead of one a row. */
async function rowsOf(db: Database, trackIds: readonly TrackId[]): Promise<TrackRow[]> {
  const [first, last] = [trackIds[0], trackIds.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (last - first >= trackIds.length * 2) return (await db.tracks.bulkGet([...trackIds])).filter((row) => row !== undefined);
  const wanted = new Set(trackIds);
  return (await db.tracks.where('trackId').between(first, last, true, true).toArray()).filter((row) => wanted.has(row.trackId));
}

/** Reads page after page. @param take handles an item and gives its key */
async function eachPage<T>(read: (after: string) => Promise<T[]>, take: (item: T) => string): Promise<void> {
  for (let after = '', full = true; full;) {
    const page = await read(after);
    for (const item of page) after = take(item);
    full = page.length === PAGE;
  }
}

async function factsOf(db: Database, keys: readonly ContentKey[]): Promise<Facts> {
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
