// Which other devices hold a recording, and under which albums, as far as this device was told.
import type { ContentKey, DeviceId } from '../domain/library/ids';
import type { Tagged } from '../domain/sync/tagged';
import type { Database, HoldingRow } from './database';

/** Devices that hold a recording, this one aside. */
export async function holdersOf(db: Database, contentKey: ContentKey): Promise<readonly DeviceId[]> {
  return (await db.holdings.get(contentKey))?.deviceIds ?? [];
}

/** What each other device says of a recording. */
export function devicesOf({ deviceIds, tagged = {} }: HoldingRow): Tagged[] {
  const silent = deviceIds.filter((id) => !tagged[id]).map((): Tagged => ({ held: true, albums: null, withdrawn: [] }));
  return [...silent, ...Object.entries(tagged).map(([id, said]) => ({ ...said, held: deviceIds.includes(id as DeviceId) }))];
}

export function hasWithdrawn({ tagged = {} }: HoldingRow): boolean {
  return Object.values(tagged).some(({ withdrawn }) => withdrawn.length > 0);
}
