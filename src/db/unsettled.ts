// Folders whose rows got other tags by edits, or whose missing rows were forgotten: their albums have to be settled. Kept, so that a tab that closes loses none.
import type { RootId } from '../domain/library/ids';
import { HERE, type TrackRow } from '../domain/library/track';
import type { Database } from './database';
import { currentSeq } from './sequence';

const KEY = 'unsettledFolders';

/** A folder, and the change sequence when its tags last changed. */
export type Unsettled = readonly [RootId, string, number];

/** Call inside a read-write transaction over `meta`. */
export async function noteUnsettled(db: Database, rows: readonly TrackRow[]): Promise<void> {
  await noteUnsettledPlaces(db, rows.filter((row) => row.missing === HERE));
}

/** As `noteUnsettled`, for the folders of any rows, also of rows that are gone. */
export async function noteUnsettledPlaces(db: Database, rows: readonly Pick<TrackRow, 'rootId' | 'folder'>[]): Promise<void> {
  const placed = rows.filter((row) => row.rootId !== null);
  if (placed.length === 0) return;
  const seq = await currentSeq(db);
  const all = new Map((await unsettledFolders(db)).map((each) => [placeOf(each), each]));
  for (const { rootId, folder } of placed) all.set(placeOf([rootId as RootId, folder]), [rootId as RootId, folder, seq]);
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
