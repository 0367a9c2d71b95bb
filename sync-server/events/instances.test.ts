import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from '@msgpack/msgpack';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hash128 } from '../../src/domain/library/hash128';
import type { DeviceId } from '../../src/domain/library/ids';
import type { LiveEvent } from '../../src/domain/sync/live';
import { postgresBinDir, startPostgres, type PostgresCluster } from '../store/testing/postgres';
import { postgresDatabase } from '../store/testing/each-store';
import { readEvents, type EventReader } from './testing/event-reader';
import { libraryUpdate, progress } from './testing/event-samples';
import { addDevice, addLibrary, startLiveServer, type LiveServer, type TestDevice } from './testing/live-server';

const isUpdate = (cursor: number) => (event: LiveEvent) => event.type === 'library_update' && event.data.cursor === cursor;
const isDevice = (deviceId: DeviceId, online: boolean) => (event: LiveEvent) => event.type === 'device' && event.data.deviceId === deviceId && event.data.online === online;
const isNotice = (code: string) => (event: LiveEvent) => event.type === 'notice' && event.data.code === code;

/** A cluster of its own: these tests restart it. */
describe.skipIf(postgresBinDir() === null)('two instances that share one PostgreSQL', () => {
  let cluster: PostgresCluster;
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  let a: LiveServer;
  let b: LiveServer;
  let libraryId: string;
  let desktop: TestDevice;
  let phone: TestDevice;
  let atA: EventReader;
  let atB: EventReader;

  beforeAll(async () => {
    cluster = await startPostgres();
  });
  afterAll(() => cluster.stop());

  beforeEach(async () => {
    database = await postgresDatabase(cluster.url);
    a = await startLiveServer(database.settings);
    b = await startLiveServer(database.settings);
    libraryId = await addLibrary(a.store);
    [desktop, phone] = [await addDevice(a.store, libraryId), await addDevice(a.store, libraryId)];
    atA = await readEvents(a.url, desktop.token);
    atB = await readEvents(b.url, phone.token);
    await Promise.all([atA.until(isDevice(phone.deviceId, true)), atB.until(isDevice(desktop.deviceId, true))]);
  });

  afterEach(async () => {
    [atA, atB].forEach((reader) => reader.close());
    await Promise.all([a.close(), b.close()]);
    await database.drop();
  });

  function publish(server: LiveServer, event: LiveEvent, to: DeviceId | null = null): void {
    server.bus.publish({ libraryId, to, except: null, event });
  }

  it('tell each other what is new, once', async () => {
    publish(a, libraryUpdate(7, libraryId));
    publish(b, libraryUpdate(8, libraryId));
    await Promise.all([atA, atB].flatMap((reader) => [reader.until(isUpdate(7)), reader.until(isUpdate(8))]));
    await sleep(100);
    expect([atA, atB].map((reader) => reader.events.filter((event) => isUpdate(7)(event) || isUpdate(8)(event)).length)).toEqual([2, 2]);
  });

  it('tell each other how far a device has come', async () => {
    const body = { runId: 'run', step: 'embed', current: 1, total: 2, percent: 50, filesPerSecond: null, etaS: null };
    await fetch(new URL('api/events/progress', a.url), {
      method: 'POST', headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    expect((await atB.until((event) => event.type === 'progress')).data).toEqual({ ...body, deviceId: desktop.deviceId });
  });

  it('tell each other what one NOTIFY cannot hold', async () => {
    const { data } = progress(1);
    publish(a, { type: 'progress', data: { ...data, runId: 'é'.repeat(20_000) } });
    await atB.until((seen) => seen.type === 'progress' && seen.data.runId.length === 20_000);
  });

  it('lose nothing of many at once', async () => {
    const heard: LiveEvent[] = [];
    b.bus.subscribe(({ event }) => heard.push(event));
    const updates = Array.from({ length: 3_000 }, (_, n) => libraryUpdate(n, libraryId));
    for (const event of updates) publish(a, event);
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(updates.length);
    expect(heard).toEqual(updates);
  });

  it('know where each device is, and when it went', async () => {
    atA.close();
    await atB.until(isDevice(desktop.deviceId, false), 8_000);
    expect(b.presence.isOnline(libraryId, desktop.deviceId)).toBe(false);
  });

  it('end the stream of a device that was revoked on the other', async () => {
    publish(a, { type: 'notice', data: { code: 'revoked' } }, phone.deviceId);
    await atB.closed();
    expect([atB.events.at(-1), atA.isOpen()]).toEqual([{ type: 'notice', data: { code: 'revoked' } }, true]);
  });

  it('go on after the database was restarted, with the same streams, and tell that something may have been missed', async () => {
    cluster.restart();
    await vi.waitFor(() => a.store.db.updateTable('libraries').set({ seq: 20 }).where('library_id', '=', libraryId).execute(), { timeout: 10_000 });
    publish(a, libraryUpdate(20, libraryId));
    await atA.until(isUpdate(20));
    await Promise.all([atA, atB].map((reader) => reader.until(isNotice('resync'), 15_000)));
    await atB.until(isUpdate(20), 15_000);
    publish(b, libraryUpdate(21, libraryId));
    await atA.until(isUpdate(21), 15_000);
    expect([atA.isOpen(), atB.isOpen()]).toEqual([true, true]);
  }, 40_000);

  it('end a stream whose revocation they missed while the database was away', async () => {
    cluster.kill();
    cluster.start();
    // Before either instance can be back: one that has caught up already would have nothing to miss.
    cluster.change(database.settings.databaseUrl ?? '', `update devices set revoked_at_ms = 1 where device_id = '${phone.deviceId}'`);
    await atB.closed(15_000);
    expect(atB.events.some(isNotice('revoked'))).toBe(true);
  }, 40_000);

  describe('and a recording', () => {
    const total = 300_000;
    const bytes = Buffer.from(Array.from({ length: total }, (_, n) => n % 253));
    const key = 'abcdef0123456789abcdef0123456789';

    async function ask(server: LiveServer, signal: AbortSignal | null = null): Promise<Response> {
      const ticket = await fetch(new URL('api/relay/tickets', server.url), {
        method: 'POST', headers: { authorization: `Bearer ${phone.token}`, 'content-type': 'application/json' }, body: JSON.stringify({ contentKey: key }),
      });
      const { path } = (await ticket.json()) as { path: string };
      return fetch(new URL(path, server.url), { headers: { range: 'bytes=10-' }, signal });
    }

    async function share(): Promise<void> {
      const value = encode({ held: true });
      await a.store.db.insertInto('facts').values({
        library_id: libraryId, kind: 'holding', subject: `${key}/${desktop.deviceId}`, content_key: key, version: 1, device_id: desktop.deviceId, revision: 1,
        digest: hash128(value), value: Buffer.from(value), seq: 1, held: 1,
      }).execute();
    }

    async function question(): Promise<{ requestId: string; start: number }> {
      const event = await atA.until((seen) => seen.type === 'relay');
      return event.data as { requestId: string; start: number };
    }

    it('plays on one what a device on the other sends', async () => {
      await share();
      const answer = ask(b);
      const { requestId, start } = await question();
      const upload = await fetch(new URL(`api/relay/${requestId}`, a.url), {
        method: 'POST', headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'audio/mpeg', 'x-total-bytes': String(total) }, body: bytes.subarray(start),
      });
      const response = await answer;
      expect([response.status, response.headers.get('content-range'), upload.status]).toEqual([206, `bytes 10-299999/${total}`, 204]);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(10))).toBe(true);
    });

    it('is refused on one by a device on the other', async () => {
      await share();
      const answer = ask(b);
      const { requestId } = await question();
      const refusal = await fetch(new URL(`api/relay/${requestId}`, a.url), { method: 'DELETE', headers: { authorization: `Bearer ${desktop.token}` } });
      expect([refusal.status, (await answer).status]).toEqual([204, 503]);
    });

    it('does not find its way to an instance that the others cannot reach, and says so', async () => {
      const hidden = await startLiveServer(database.settings, { isReachable: false });
      try {
        await expect.poll(() => hidden.presence.isOnline(libraryId, desktop.deviceId), { timeout: 5_000 }).toBe(true);
        await share();
        const stop = new AbortController();
        const answer = ask(hidden, stop.signal).catch(() => null);
        const { requestId } = await question();
        const upload = await fetch(new URL(`api/relay/${requestId}`, a.url), {
          method: 'POST', headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'audio/mpeg', 'x-total-bytes': String(total) }, body: bytes,
        });
        stop.abort();
        await answer;
        expect([upload.status, await upload.json()]).toMatchObject([503, { error: { code: 'unavailable' } }]);
      } finally {
        await hidden.close();
      }
    });

    it('is not passed on for an instance that nobody knows', async () => {
      const upload = await fetch(new URL(`api/relay/ffffffffffff.${'x'.repeat(22)}`, a.url), {
        method: 'POST', headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'audio/mpeg', 'x-total-bytes': String(total) }, body: bytes,
      });
      expect(upload.status).toBe(404);
    });

    it('lets the device go when the player on the other has gone', async () => {
      await share();
      const answer = ask(b);
      const { requestId, start } = await question();
      const upload = httpRequest(new URL(`api/relay/${requestId}`, a.url), {
        method: 'POST', headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'audio/mpeg', 'x-total-bytes': '1000000', 'x-byte-range': `${start}-999999` },
      });
      const closed = new Promise((resolve) => upload.once('close', resolve));
      upload.on('error', () => undefined);
      upload.write(bytes);
      await (await answer).body?.cancel();
      await Promise.race([closed, sleep(5_000).then(() => Promise.reject(new Error('The device still sends')))]);
    });
  });
});
