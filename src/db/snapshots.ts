// Derived states kept for a warm start. A snapshot that does not fit is no error: the state is made again from the rows.
import type { Database } from './database';

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
  await db.snapshots.put({ name, version, ...snapshot });
}
