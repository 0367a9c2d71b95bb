// Device rows as the other devices of a library see them.
import { sql, type Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import type { DeviceInfo } from '../../src/domain/sync/protocol';
import type { Tables } from '../store/schema';

/** All devices of a library, also those revoked, in the order in which they joined. */
export async function readDeviceInfos(db: Kysely<Tables>, libraryId: string, isOnline: (deviceId: DeviceId) => boolean): Promise<DeviceInfo[]> {
  const rows = await db.selectFrom('devices').selectAll().where('library_id', '=', libraryId).orderBy('created_at_ms').orderBy('device_id').execute();
  const holdings = await countHoldings(db, libraryId);
  return rows.map((row) => ({
    deviceId: row.device_id as DeviceId,
    name: row.name,
    role: row.role,
    createdAtMs: row.created_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    lastSyncAtMs: row.last_sync_at_ms,
    online: isOnline(row.device_id as DeviceId),
    shares: row.shares === 1,
    holdings: holdings.get(row.device_id) ?? 0,
    revoked: row.revoked_at_ms !== null,
  }));
}

async function countHoldings(db: Kysely<Tables>, libraryId: string): Promise<ReadonlyMap<string, number>> {
  const counts = await db.selectFrom('facts')
    .select(({ fn }) => ['device_id', fn.countAll<number | string>().as('count')])
    .where('library_id', '=', libraryId).where('held', '=', sql.lit(1))
    .groupBy('device_id')
    .execute();
  return new Map(counts.map((row) => [row.device_id, Number(row.count)]));
}
