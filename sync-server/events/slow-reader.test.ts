import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../src/domain/sync/live';
import { HEARTBEAT_MS } from './event-hub';
import { STALLED_LIMIT_MS } from './event-stream';
import { readEvents, type EventReader } from './testing/event-reader';
import { libraryUpdate, progress } from './testing/event-samples';
import { addDevice, addLibrary, startLiveServer, type LiveServer, type TestDevice } from './testing/live-server';
import { realTimers } from './timers';

/** Far more than the kernel's buffers of a connection hold. */
const EVENTS = 400;
const EVENT_BYTES = 200_000;

let dataDir: string;
let server: LiveServer;
let libraryId: string;
let phone: TestDevice;
let reader: EventReader;
let sockets: Socket[];
let aheadMs: number;
let beats: (() => void)[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'soniquebay-slow-'));
  [sockets, aheadMs, beats] = [[], 0, []];
  server = await startLiveServer({ databaseUrl: null, dataDir }, {
    now: () => Date.now() + aheadMs,
    timers: {
      after: realTimers.after,
      every(ms, task) {
        if (ms === HEARTBEAT_MS) beats.push(task);
        return () => undefined;
      },
    },
  });
  server.app.server.on('connection', (socket: Socket) => sockets.push(socket));
  libraryId = await addLibrary(server.store);
  phone = await addDevice(server.store, libraryId);
  reader = await readEvents(server.url, phone.token);
  await reader.until(isUpdate(0));
});

afterEach(async () => {
  reader.close();
  await server.close();
  rmSync(dataDir, { recursive: true });
});

const isUpdate = (cursor: number) => (event: LiveEvent) => event.type === 'library_update' && event.data.cursor === cursor;
const isProgress = (current: number) => (event: LiveEvent) => event.type === 'progress' && event.data.current === current;
const beat = (): void => beats.forEach((task) => task());

function publish(event: LiveEvent): void {
  server.bus.publish({ libraryId, to: null, except: null, event });
}

/** A long run of another device, with a change of the library in its middle, until the kernel takes no more of it. @returns where the run is */
async function floodWhilePaused(): Promise<number> {
  reader.pause();
  const runId = 'x'.repeat(EVENT_BYTES);
  let current = 0;
  while (current < EVENTS || !(await isFull())) {
    current++;
    publish({ type: 'progress', data: { ...progress(current).data, runId } });
    if (current === EVENTS / 2) publish(libraryUpdate(7, libraryId));
    if (current % 10 === 0) await sleep(0);
  }
  return current;
}

async function isFull(): Promise<boolean> {
  await sleep(200);
  return waitingBytes() > 0;
}

function waitingBytes(): number {
  return sockets.reduce((sum, socket) => sum + socket.writableLength, 0);
}

describe('a reader that stops reading', { timeout: 40_000 }, () => {
  it('costs the server no more than a few events, however many come', async () => {
    await floodWhilePaused();
    expect(waitingBytes()).toBeLessThan(3 * EVENT_BYTES);
    expect(server.presence.isOnline(libraryId, phone.deviceId)).toBe(true);
  });

  it('gets, when it reads on, the newest of each kind, and the change among them', async () => {
    const last = await floodWhilePaused();
    reader.resume();
    await reader.until(isProgress(last), 15_000);
    expect(reader.events.some(isUpdate(7))).toBe(true);
    expect(reader.events.length).toBeLessThan(EVENTS / 2);
    publish(libraryUpdate(8, libraryId));
    await reader.until(isUpdate(8));
  });

  it('is cut off after a while, and loses no change when it comes again', async () => {
    const last = await floodWhilePaused();
    aheadMs = STALLED_LIMIT_MS + 1_000;
    beat();
    reader.resume();
    await reader.closed(15_000);
    expect(reader.events.some(isProgress(last))).toBe(false);
    const hadUpdate = reader.events.some(isUpdate(7));
    const again = await readEvents(server.url, phone.token, { lastEventId: reader.lastEventId() ?? '' });
    try {
      await again.until(isProgress(last));
      expect([hadUpdate || again.events.some(isUpdate(7)), again.events.some((event) => event.type === 'notice')]).toEqual([true, false]);
    } finally {
      again.close();
    }
  });
});

it('a reader that reads hears a heartbeat at every beat', async () => {
  beat();
  beat();
  await expect.poll(() => reader.comments.length).toBe(2);
});
