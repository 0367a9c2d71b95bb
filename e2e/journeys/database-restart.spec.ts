// PostgreSQL is started again, and then killed, while devices push: requests wait or are refused plainly, then all goes on.
import { expect, test } from '@playwright/test';
import { postgresBinDir, startPostgres } from '../../sync-server/store/testing/postgres';
import { tick, type Hlc } from '../../src/domain/sync/clock';
import { codeOf, pairApiDevice, type ApiDevice } from '../setup/api-device';
import { startAppServer } from '../setup/app-server';

const DEVICES = 6;
const PAUSE_MS = 100;

/** Pushes one rating after the other, each until it is acknowledged. */
interface Pusher {
  readonly acknowledged: Set<Hlc>;
  readonly statuses: Set<number>;
  run(isOver: () => boolean): Promise<void>;
}

test('PostgreSQL restarted and killed under load: only answers and plain refusals, nothing lost, nothing twice', async () => {
  test.skip(postgresBinDir() === null && !process.env['CI'], 'PostgreSQL is not installed');
  const postgres = await startPostgres();
  const server = await startAppServer({ databaseUrl: postgres.url });
  try {
    const devices = [await pairApiDevice(server.url, codeOf(await server.setupLink()), 'Device 1')];
    for (let i = 2; i <= DEVICES; i++) devices.push(await pairApiDevice(server.url, await first(devices).newCode('owner'), `Device ${i}`));
    const pushers = devices.map(pusher);
    let over = false;
    const running = pushers.map((each) => each.run(() => over));
    await moreAcknowledged(pushers);
    postgres.restart();
    await moreAcknowledged(pushers);
    postgres.kill();
    await expect.poll(() => pushers.some(({ statuses }) => statuses.has(503)), { timeout: 30_000 }).toBe(true);
    postgres.start();
    await moreAcknowledged(pushers);
    over = true;
    await Promise.all(running);

    expect([...new Set(pushers.flatMap(({ statuses }) => [...statuses]))].sort()).toEqual([200, 503]);
    const { ops } = await first(devices).everything();
    const hlcs = ops.map((op) => op.hlc);
    expect(new Set(hlcs).size).toBe(hlcs.length);
    expect(hlcs.sort()).toEqual(pushers.flatMap(({ acknowledged }) => [...acknowledged]).sort());
  } finally {
    await server.stop();
    postgres.stop();
  }
});

function pusher(device: ApiDevice): Pusher {
  const acknowledged = new Set<Hlc>();
  const statuses = new Set<number>();
  return {
    acknowledged, statuses,
    async run(isOver) {
      for (let hlc = tick(null, Date.now(), device.deviceId); !isOver(); hlc = tick(hlc, Date.now(), device.deviceId)) {
        const ops = [{ kind: 'recording', id: 'a'.repeat(32), field: 'rating', value: 5, hlc }];
        for (let status = 0; status !== 200;) {
          const answer = await device.send('POST', 'api/sync/push', { ops, plays: [], facts: [] });
          await answer.arrayBuffer();
          status = answer.status;
          statuses.add(status);
          if (status !== 200) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        }
        acknowledged.add(hlc);
      }
    },
  };
}

/** Every device has got through again. */
async function moreAcknowledged(pushers: readonly Pusher[]): Promise<void> {
  const before = pushers.map(({ acknowledged }) => acknowledged.size);
  await expect.poll(() => pushers.every(({ acknowledged }, i) => acknowledged.size >= (before[i] ?? 0) + 3), { timeout: 60_000 }).toBe(true);
}

function first(devices: readonly ApiDevice[]): ApiDevice {
  const [device] = devices;
  if (!device) throw new Error('No device');
  return device;
}
