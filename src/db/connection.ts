// This device's tie to a server: row `connection` of `meta`.
import type { DeviceId } from '../domain/library/ids';
import type { Connection, Sending } from '../domain/sync/connection';
import { deviceIdOf } from './choices';
import type { Database } from './database';

const CONNECTION = 'connection';

/** Null while this device is tied to no server. */
export async function connectionOf(db: Database): Promise<Connection | null> {
  return ((await db.meta.get(CONNECTION))?.value as Connection | undefined) ?? null;
}

export async function saveConnection(db: Database, connection: Connection): Promise<void> {
  await db.meta.put({ key: CONNECTION, value: connection });
}

/** Ends the tie; what came from other devices stays. */
export async function removeConnection(db: Database): Promise<void> {
  await db.meta.delete(CONNECTION);
}

/** Changes the connection, if there still is one. */
export function patchConnection(db: Database, patch: Partial<Pick<Connection, 'deviceName' | 'libraryName' | 'role'>> & { readonly sending?: Partial<Sending> }): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    const held = await connectionOf(db);
    if (held) await saveConnection(db, { ...held, ...patch, sending: { ...held.sending, ...patch.sending } });
  });
}

/** This device's id, made now if it has none. */
export function ownDeviceId(db: Database, newId: () => string): Promise<DeviceId> {
  return db.transaction('rw', db.meta, () => deviceIdOf(db, newId));
}
