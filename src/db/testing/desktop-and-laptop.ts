// Two devices of one person with the server between them, made anew for each test of a file.
import { afterEach, beforeEach, expect } from 'vitest';
import type { DeviceId } from '../../domain/library/ids';
import { ModelServer } from '../../domain/sync/testing/model-server';
import { TestDevice } from './device';

export interface Devices {
  readonly desktop: TestDevice;
  readonly laptop: TestDevice;
  /** The clock of both and of the server goes on. */
  pass(ms?: number): void;
  /** Each exchanges with the server, in this order. */
  meet(...devices: TestDevice[]): Promise<void>;
}

/** @returns a function that gives those of the test that runs */
export function desktopAndLaptop(): () => Devices {
  let devices: Devices;
  beforeEach(async () => {
    let nowMs = 1_800_000_000_000;
    const server = new ModelServer(() => nowMs);
    const [desktop, laptop] = await Promise.all(['desktop', 'laptop'].map((name) => new TestDevice(name as DeviceId, () => nowMs).begin())) as [TestDevice, TestDevice];
    const pass = (ms = 1_000): void => void (nowMs += ms);
    devices = {
      desktop, laptop, pass,
      async meet(...met) {
        for (const device of met) {
          pass();
          expect(await device.exchange(server.remote())).toMatchObject({ ok: true });
        }
      },
    };
  });
  afterEach(() => Promise.all([devices.desktop, devices.laptop].map((device) => device.db.delete())));
  return () => devices;
}
