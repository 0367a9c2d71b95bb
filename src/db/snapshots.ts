// Derived states kept for a warm start. A snapshot that does not fit is no error: the state is made again from the rows.
import { storedBytes } from '../domain/stored-size';
import type { Database } from './database';

/** Where the sizes of snapshots are noted: to read one for its size would take as long as a warm start. */
const SIZES = 'snapshotBytes';

export interface Snapshot {
  /** Change sequence that the data stands for. */
  readonly seq: number;
  readonly data: unknown;
}

/** The snapshot, or null when there is none of this version. */
export async function loadSnapshot(db: Database, name: string, version: number): Promise<Snapshot | null> {
  const row = await db.snapshots.get(name);
  return row?.version === version ? { seq: row.seq, data: row.data } : null;
}

export async function saveSnapshot(db: Database, name: string, version: number, snapshot: Snapshot): Promise<void> {
  const bytes = storedBytes(snapshot.data);
  await db.transaction('rw', db.snapshots, db.meta, async () => {
    await db.snapshots.put({ name, version, ...snapshot });
    await db.meta.put({ key: SIZES, value: { ...await sizes(db), [name]: bytes } });
  });
}

/** Room that all snapshots take, of those written since sizes are noted. */
export async function snapshotBytes(db: Database): Promise<number> {
  return Object.values(await sizes(db)).reduce((sum, bytes) => sum + bytes, 0);
}

async function sizes(db: Database): Promise<Readonly<Record<string, number>>> {
  return ((await db.meta.get(SIZES))?.value ?? {}) as Record<string, number>;
}
