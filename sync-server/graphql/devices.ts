// The orders of devices.
import { foldText } from '../../src/domain/query/fold';
import type { DeviceInfo } from '../../src/domain/sync/protocol';
import type { CursorValue } from './lists/cursor';
import type { Order } from './lists/keyset';

export type DeviceSortField = 'NAME' | 'CREATED_AT' | 'LAST_SEEN_AT' | 'LAST_SYNC_AT' | 'HOLDINGS';

const VALUES: Readonly<Record<DeviceSortField, (device: DeviceInfo) => CursorValue>> = {
  NAME: ({ name }) => foldText(name),
  CREATED_AT: ({ createdAtMs }) => createdAtMs,
  LAST_SEEN_AT: ({ lastSeenAtMs }) => lastSeenAtMs,
  LAST_SYNC_AT: ({ lastSyncAtMs }) => lastSyncAtMs,
  HOLDINGS: ({ holdings }) => holdings,
};

export function deviceOrder(by: DeviceSortField, descending: boolean): Order<DeviceInfo> {
  return {
    name: `${by} ${descending ? 'down' : 'up'}`,
    columns: [
      { column: by, kind: by === 'NAME' ? 'text' : 'int', nullable: true, descending, value: VALUES[by] },
      { column: 'deviceId', kind: 'text', nullable: false, descending: false, value: ({ deviceId }) => deviceId },
    ],
  };
}
