// The library's devices, as the server tells of them: all at once, and each as it changes.
import type { DeviceInfo } from '../../domain/sync/protocol';
import { callJson, type Caller, type Fetch } from './api-client';

export interface DeviceList {
  load(): Promise<void>;
  heard(device: DeviceInfo): void;
}

export function createDeviceList(fetch: Fetch, caller: Caller, onChange: (devices: readonly DeviceInfo[]) => void): DeviceList {
  let devices: readonly DeviceInfo[] = [];

  function set(next: readonly DeviceInfo[]): void {
    devices = next;
    onChange(devices);
  }

  return {
    async load() {
      const answer = await callJson<readonly DeviceInfo[]>(fetch, caller, 'GET', 'api/devices');
      if (answer.ok) set(answer.value);
    },
    heard(device) {
      const others = devices.filter((each) => each.deviceId !== device.deviceId);
      set([...others, device].sort((a, b) => a.createdAtMs - b.createdAtMs));
    },
  };
}
