// How far this device has come with its server: row `syncState` of `meta`.
import type { Table } from 'dexie';
import type { SyncProgressState } from '../domain/sync/connection';
import type { ServerState } from '../domain/sync/ports';
import type { Database, MetaRow, Unsent } from './database';

const KEY = 'syncState';
const NEVER: SyncProgressState = { epoch: '', cursor: 0, factSeq: 0, coverSeq: 0, lastSyncAtMs: null, clockOffsetMs: 0 };

/** Null before the first exchange. */
export async function syncStateOf(db: Database): Promise<SyncProgressState | null> {
  return valueOf(await db.meta.get(KEY));
}

// Not by `syncStateOf`: a live query that awaits one async function within another loses sight of what it reads next.
export async function syncProgress(db: Database): Promise<SyncProgressState> {
  return valueOf(await db.meta.get(KEY)) ?? NEVER;
}

function valueOf(row: MetaRow | undefined): SyncProgressState | null {
  return (row?.value as SyncProgressState | undefined) ?? null;
}

/** The server's clock minus this device's, as last seen; 0 where none was. */
export async function clockOffsetMs(db: Database): Promise<number> {
  return (await syncProgress(db)).clockOffsetMs;
}

/** Call inside a read-write transaction over `meta`, or alone. */
export function patchSyncProgress(db: Database, patch: Partial<SyncProgressState>): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    await db.meta.put({ key: KEY, value: { ...await syncProgress(db), ...patch } });
  });
}

/** Takes up where the last round stopped, or begins anew with a history that is not the one known. @returns the cursor */
export function beginSync(db: Database, { epoch, cursor, clockOffsetMs }: ServerState): Promise<number> {
  return db.transaction('rw', db.meta, db.ops, db.plays, db.announced, db.aliases, async () => {
    const known = await syncProgress(db);
    if (known.epoch === epoch && known.cursor <= cursor) {
      await patchSyncProgress(db, { clockOffsetMs });
      return known.cursor;
    }
    await patchSyncProgress(db, { epoch, cursor: 0, factSeq: 0, coverSeq: 0, clockOffsetMs });
    await markAll(db.ops);
    await markAll(db.plays);
    await markAll(db.aliases);
    // That they are held no longer has to be said again: what this server remembers may be older.
    await db.announced.filter((row) => !row.held).modify({ stale: 1 });
    return 0;
  });
}

async function markAll<T extends Unsent>(table: Table<T, string>): Promise<void> {
  // All wait already where there never was a server.
  if (await table.where('pending').equals(1).count() === await table.count()) return;
  await table.toCollection().modify((row) => {
    Object.assign(row, { pending: 1 });
  });
}
