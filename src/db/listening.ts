// What was listened to and loved, for the home screen: bounded reads, whatever the size of the library.
import type { ContentKey } from '../domain/library/ids';
import type { SoundRow } from '../domain/sound/sound';
import { lovedOf } from '../domain/sync/choice';
import { choicesOf } from './choices';
import type { Database } from './database';

/** Enough plays to know a person's taste of late. */
const RECENT_PLAYS = 500;

/** Recordings by their last play, latest first. */
export async function recentlyPlayed(db: Database, limit: number): Promise<ContentKey[]> {
  const plays = await db.plays.orderBy('atMs').reverse().limit(RECENT_PLAYS).toArray();
  return [...new Set(plays.map((play) => play.contentKey))].slice(0, limit);
}

/** Of the last plays, the recordings played at least `atLeast` times, most first. */
export async function mostPlayed(db: Database, limit: number, atLeast: number): Promise<ContentKey[]> {
  const counts = new Map<ContentKey, number>();
  const plays = await db.plays.orderBy('atMs').reverse().limit(RECENT_PLAYS).toArray();
  for (const { contentKey } of plays) counts.set(contentKey, (counts.get(contentKey) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= atLeast);
  return often.sort((a, b) => b[1] - a[1]).slice(0, limit).map(([contentKey]) => contentKey);
}

/** Loved recordings, the latest love first. */
export async function lovedRecordings(db: Database, limit: number): Promise<ContentKey[]> {
  const rows = await choicesOf(db, 'recording').filter(lovedOf).toArray();
  const at = (row: (typeof rows)[number]) => row.fields['loved']?.hlc ?? '';
  return rows.sort((a, b) => (at(a) < at(b) ? 1 : -1)).slice(0, limit).map((row) => row.id as ContentKey);
}

/** Analysed recordings from all over the library. */
export function soundSample(db: Database, limit: number): Promise<SoundRow[]> {
  return db.sounds.sample(limit);
}
