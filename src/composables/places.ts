// Where a recording is that this device lacks, and whether it can be played from there.
import type { DeviceId } from '../domain/library/ids';
import type { DeviceInfo } from '../domain/sync/protocol';

/**
 * - `reachable`: a device that holds it is online and plays for others
 * - `asleep`: devices hold it, none can be asked now
 * - `nowhere`: no device that still has access holds it
 */
export interface Place {
  readonly kind: 'reachable' | 'asleep' | 'nowhere';
  /** Of the devices that hold it, those that can be asked first; a device without a name here is left out. */
  readonly names: readonly string[];
}

/** @param holders devices other than this one that say they hold it */
export function placeOf(holders: readonly DeviceId[], devices: readonly DeviceInfo[]): Place {
  const known = holders.flatMap((id) => devices.find((device) => device.deviceId === id) ?? []);
  const holding = known.filter((device) => !device.revoked);
  // Devices that this one has not heard of yet still count: their names come with the next look at the list.
  const unheard = holders.length - known.length;
  if (holding.length + unheard === 0) return { kind: 'nowhere', names: [] };
  const awake = holding.filter((device) => device.online && device.shares);
  const rest = holding.filter((device) => !awake.includes(device));
  return { kind: awake.length > 0 ? 'reachable' : 'asleep', names: [...awake, ...rest].map((device) => device.name) };
}
