// Folders whose rows got other tags by edits: their albums have to be settled. Kept, so that a tab that closes loses none.
import type { RootId } from '../domain/library/ids';
import { HERE, type TrackRow } from '../domain/library/track';
import type { Database } from './database';
import { currentSeq } from './sequence';

const KEY = 'unsettledFolders';

/** A folder, and the change sequence when its tags last changed. */
export type Unsettled = readonly [RootId, string, number];

/** Call inside a read-write transaction over `meta`. */
export async function noteUnsettled(db: Database, rows: readonly TrackRow[]): Promise<void> {
  const here = rows.filter((row) => row.rootId !== null && row.missing === HERE);
  if (here.length === 0) return;
  const seq = await currentSeq(db);
  const all = new Map((await unsettledFolders(db)).map((each) => [placeOf(each), each]));
  for (const { rootId, folder } of here) all.set(placeOf([rootId as RootId, folder]), [rootId as RootId, folder, seq]);
  await db.meta.put({ key: KEY, value: [...all.values()] });
}

/** Observe it to learn that some wait. */
export async function unsettledFolders(db: Database): Promise<readonly Unsettled[]> {
  const value = (await db.meta.get(KEY))?.value;
  return Array.isArray(value) ? (value as readonly Unsettled[]) : [];
}

/** Those that changed again meanwhile go on waiting. */
export function noteSettled(db: Database, settled: readonly Unsettled[]): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    const done = new Set(settled.map((each) => each.join('/')));
    const left = (await unsettledFolders(db)).filter((each) => !done.has(each.join('/')));
    if (left.length > 0) await db.meta.put({ key: KEY, value: left });
    else await db.meta.delete(KEY);
  });
}

function placeOf([rootId, folder]: readonly [RootId, string, ...unknown[]]): string {
  return `${rootId}/${folder}`;
}
