// The devices of a library in the store.
import type { DeviceId } from '../../src/domain/library/ids';
import type { DeviceInfo, DevicePatch } from '../../src/domain/sync/protocol';
import type { EventBus } from '../events/bus';
import { readDeviceInfos } from '../events/device-info';
import { refuse } from '../http/errors';
import type { Store } from '../store/schema';

export interface DevicesDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly bus: Pick<EventBus, 'publish'>;
  readonly presence: { isOnline(libraryId: string, deviceId: DeviceId): boolean };
}

export interface Devices {
  list(libraryId: string): Promise<DeviceInfo[]>;
  /** @throws ApiFailure `not-found` */
  patch(libraryId: string, deviceId: DeviceId, patch: DevicePatch): Promise<DeviceInfo>;
  /** Ends its token and its streams. May be repeated. @returns owners that are left. @throws ApiFailure `not-found` */
  revoke(libraryId: string, deviceId: DeviceId): Promise<number>;
  /** Tells the others of the library how a device is now. */
  announce(libraryId: string, deviceId: DeviceId): Promise<DeviceInfo>;
}

export function createDevices({ store, now, bus, presence }: DevicesDeps): Devices {
  const { db } = store;
  const list = (libraryId: string): Promise<DeviceInfo[]> => readDeviceInfos(db, libraryId, (deviceId) => presence.isOnline(libraryId, deviceId));

  async function announce(libraryId: string, deviceId: DeviceId): Promise<DeviceInfo> {
    const data = (await list(libraryId)).find((device) => device.deviceId === deviceId);
    if (!data) throw refuse('not-found');
    bus.publish({ libraryId, to: null, except: null, event: { type: 'device', data } });
    return data;
  }

  async function change(libraryId: string, deviceId: DeviceId, values: Readonly<Partial<{ name: string; shares: number; revoked_at_ms: number }>>): Promise<void> {
    const { numUpdatedRows } = await db.updateTable('devices').set(values)
      .where('library_id', '=', libraryId).where('device_id', '=', deviceId).where('revoked_at_ms', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n && !(await isKnown(libraryId, deviceId))) throw refuse('not-found');
  }

  async function isKnown(libraryId: string, deviceId: DeviceId): Promise<boolean> {
    const row = await db.selectFrom('devices').select('device_id').where('library_id', '=', libraryId).where('device_id', '=', deviceId).executeTakeFirst();
    return row !== undefined;
  }

  async function countOwners(libraryId: string): Promise<number> {
    const { count } = await db.selectFrom('devices').select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('library_id', '=', libraryId).where('role', '=', 'owner').where('revoked_at_ms', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  return {
    list,
    announce,
    async patch(libraryId, deviceId, { name, shares }) {
      await change(libraryId, deviceId, { ...(name === undefined ? {} : { name: name.trim() || 'Device' }), ...(shares === undefined ? {} : { shares: Number(shares) }) });
      return announce(libraryId, deviceId);
    },
    async revoke(libraryId, deviceId) {
      await change(libraryId, deviceId, { revoked_at_ms: now(), shares: 0 });
      bus.publish({ libraryId, to: deviceId, except: null, event: { type: 'notice', data: { code: 'revoked' } } });
      await announce(libraryId, deviceId);
      return countOwners(libraryId);
    },
  };
}
