// Files that wait for a worker in folders that cannot be read now: nobody can work on them.
import type { RootId, TrackId } from '../domain/library/ids';
import type { OutOfReach } from '../domain/library/progress';
import type { Queue, Stage } from '../domain/library/track';
import type { Database } from './database';
import { trackIdsOfRoot } from './tracks';

const WAITING = [['parse', 'found'], ['sound', 'parsed'], ['sound', 'analysed'], ['renew', 'embedded']] as const satisfies readonly (readonly [Queue, Stage])[];

/** Reads keys alone, and none while all folders can be read. @param readable roots that can be read now */
export async function outOfReach(db: Database, readable: readonly RootId[]): Promise<OutOfReach[]> {
  const closed = ((await db.roots.toCollection().primaryKeys()) as RootId[]).filter((rootId) => !readable.includes(rootId));
  if (closed.length === 0) return [];
  const waiting: Set<TrackId>[] = [];
  for (const place of WAITING) waiting.push(new Set((await db.tracks.where('[queue+stage]').equals([...place]).primaryKeys()) as TrackId[]));
  if (waiting.every((ids) => ids.size === 0)) return [];
  const [found, parsed, analysed, renew] = waiting as [Set<TrackId>, Set<TrackId>, Set<TrackId>, Set<TrackId>];
  const all: OutOfReach[] = [];
  for (const rootId of closed) {
    const ids = await trackIdsOfRoot(db, rootId);
    const among = (set: ReadonlySet<TrackId>): number => ids.filter((id) => set.has(id)).length;
    all.push({ rootId, found: among(found), parsed: among(parsed), analysed: among(analysed), renew: among(renew) });
  }
  return all.filter((each) => each.found + each.parsed + each.analysed + each.renew > 0);
}
