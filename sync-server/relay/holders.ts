// Who could send a recording.
import type { Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import type { Tables } from '../store/schema';
import type { Ticket } from './ticket';

/** Devices other than the asking one that hold the recording and share, in an order that stays, so that one playback gets all its bytes from one copy. */
export async function sharingHolders(db: Kysely<Tables>, { libraryId, contentKey, deviceId }: Ticket): Promise<readonly DeviceId[]> {
  const rows = await db.selectFrom('facts')
    .innerJoin('devices', (join) => join.onRef('devices.library_id', '=', 'facts.library_id').onRef('devices.device_id', '=', 'facts.device_id'))
    .select('devices.device_id')
    .where('facts.library_id', '=', libraryId).where('facts.content_key', '=', contentKey)
    .where('facts.held', '=', 1)
    .where('devices.shares', '=', 1).where('devices.revoked_at_ms', 'is', null).where('devices.device_id', '!=', deviceId)
    .orderBy('devices.device_id')
    .execute();
  return rows.map((row) => row.device_id as DeviceId);
}

/** Whether the device that got the ticket is still in the library. */
export async function isWelcome(db: Kysely<Tables>, { libraryId, deviceId }: Ticket): Promise<boolean> {
  const device = await db.selectFrom('devices').select('revoked_at_ms').where('library_id', '=', libraryId).where('device_id', '=', deviceId).executeTakeFirst();
  return device !== undefined && device.revoked_at_ms === null;
}
