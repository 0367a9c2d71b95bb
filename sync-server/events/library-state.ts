// What a stream starts from when it cannot go on where an earlier one ended.
import type { Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import type { Tables } from '../store/schema';

export interface StreamStart {
  /** Newest change of the library. */
  readonly cursor: number;
  /** Whether the device was removed in the meantime. */
  readonly revoked: boolean;
}

/** One small read a stream. @returns null when there is no such device */
export async function readStreamStart(db: Kysely<Tables>, libraryId: string, deviceId: DeviceId): Promise<StreamStart | null> {
  const row = await db.selectFrom('devices')
    .innerJoin('libraries', 'libraries.library_id', 'devices.library_id')
    .select(['libraries.seq', 'devices.revoked_at_ms'])
    .where('devices.library_id', '=', libraryId).where('devices.device_id', '=', deviceId)
    .executeTakeFirst();
  return row ? { cursor: row.seq, revoked: row.revoked_at_ms !== null } : null;
}

/** The cursor and the revoked devices of a library, after events may have been missed. */
export async function readLibraryNow(db: Kysely<Tables>, libraryId: string): Promise<{ readonly cursor: number; readonly revoked: readonly DeviceId[] }> {
  const library = await db.selectFrom('libraries').select('seq').where('library_id', '=', libraryId).executeTakeFirst();
  const rows = await db.selectFrom('devices').select('device_id').where('library_id', '=', libraryId).where('revoked_at_ms', 'is not', null).execute();
  return { cursor: library?.seq ?? 0, revoked: rows.map((row) => row.device_id as DeviceId) };
}
