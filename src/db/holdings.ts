// Which other devices hold a recording, as far as this device was told.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import type { Database } from './database';

/** Devices that hold a recording, this one aside. */
export async function holdersOf(db: Database, contentKey: ContentKey): Promise<readonly DeviceId[]> {
  return (await db.holdings.get(contentKey))?.deviceIds ?? [];
}
