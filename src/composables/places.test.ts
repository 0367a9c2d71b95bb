import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../domain/library/ids';
import type { DeviceInfo } from '../domain/sync/protocol';
import { placeOf } from './places';

const device = (name: string, facts: Partial<DeviceInfo> = {}): DeviceInfo => ({
  deviceId: name.toLowerCase() as DeviceId, name, role: 'owner', createdAtMs: 0, lastSeenAtMs: 0, lastSyncAtMs: 0, online: true, shares: true, holdings: 1, revoked: false, ...facts,
});
const ids = (...names: string[]) => names as DeviceId[];

describe('where a recording is', () => {
  it('can be reached where a device that holds it is online and plays for others', () => {
    expect(placeOf(ids('nas', 'desktop'), [device('NAS', { online: false }), device('Desktop')])).toEqual({ kind: 'reachable', names: ['Desktop', 'NAS'] });
  });

  it('cannot be reached on a device that is off or does not share', () => {
    expect(placeOf(ids('a', 'b'), [device('A', { online: false }), device('B', { shares: false })])).toEqual({ kind: 'asleep', names: ['A', 'B'] });
  });

  it('is nowhere once no device with access holds it', () => {
    expect(placeOf([], [device('Desktop')]).kind).toBe('nowhere');
    expect(placeOf(ids('desktop'), [device('Desktop', { revoked: true })]).kind).toBe('nowhere');
  });

  it('is somewhere even if the device that holds it is not known here yet', () => {
    expect(placeOf(ids('phone'), [])).toEqual({ kind: 'asleep', names: [] });
  });
});
