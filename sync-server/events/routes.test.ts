import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/domain/library/ids';
import type { LiveEvent } from '../../src/domain/sync/live';
import { eachStore } from '../store/testing/each-store';
import { readEvents, type EventReader } from './testing/event-reader';
import { addDevice, addLibrary, startLiveServer, type LiveServer, type TestDevice } from './testing/live-server';
import { libraryUpdate } from './testing/event-samples';

const body = { runId: 'run', step: 'analyse', current: 3, total: 10, percent: 30, filesPerSecond: 2.5, etaS: 3 };

function post(url: string, device: TestDevice | null, payload: unknown): Promise<Response> {
  return fetch(new URL('api/events/progress', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(device ? { authorization: `Bearer ${device.token}` } : {}) },
    body: JSON.stringify(payload),
  });
}

const isType = (type: LiveEvent['type']) => (event: LiveEvent) => event.type === type;
const isUpdate = (cursor: number) => (event: LiveEvent) => event.type === 'library_update' && event.data.cursor === cursor;
const isDevice = (deviceId: DeviceId, online: boolean) => (event: LiveEvent) => event.type === 'device' && event.data.deviceId === deviceId && event.data.online === online;
const isNotice = (code: string) => (event: LiveEvent) => event.type === 'notice' && event.data.code === code;

eachStore('live events', (under) => {
  let server: LiveServer;
  let libraryId: string;
  let desktop: TestDevice;
  let phone: TestDevice;
  let readers: EventReader[];

  beforeEach(async () => {
    server = await startLiveServer(under.settings());
    libraryId = await addLibrary(server.store);
    desktop = await addDevice(server.store, libraryId);
    phone = await addDevice(server.store, libraryId, { role: 'reader' });
    readers = [];
  });

  afterEach(async () => {
    readers.forEach((reader) => reader.close());
    await server.close();
  });

  async function listen(device: TestDevice, options?: Parameters<typeof readEvents>[2]): Promise<EventReader> {
    const reader = await readEvents(server.url, device.token, options);
    readers.push(reader);
    return reader;
  }

  const publishUpdate = (cursor: number, except: TestDevice | null = null): void =>
    server.bus.publish({ libraryId, to: null, except: except?.deviceId ?? null, event: libraryUpdate(cursor, libraryId) });

  describe('the stream', () => {
    it('is told apart from anything that may be kept, packed or held back', async () => {
      const { status, headers } = await listen(phone, { headers: { 'accept-encoding': 'gzip, br' } });
      expect([status, headers['content-type'], headers['cache-control'], headers['x-accel-buffering'], headers['content-encoding']])
        .toEqual([200, 'text/event-stream; charset=utf-8', 'no-store', 'no', undefined]);
    });

    it('starts with the cursor of the library and the devices that are online', async () => {
      await server.store.db.updateTable('libraries').set({ seq: 41 }).where('library_id', '=', libraryId).execute();
      await listen(desktop);
      const reader = await listen(phone);
      await reader.until(isUpdate(41));
      await reader.until(isDevice(desktop.deviceId, true));
      expect([reader.retryMs(), reader.events.some(isType('notice'))]).toEqual([3_000, false]);
    });

    it('carries what is published for the library, and nothing of another library', async () => {
      const stranger = await addDevice(server.store, await addLibrary(server.store));
      const [reader, other] = [await listen(phone), await listen(stranger)];
      await Promise.all([reader.until(isUpdate(0)), other.until(isUpdate(0))]);
      publishUpdate(5);
      await reader.until(isUpdate(5));
      expect(other.events.some(isUpdate(5))).toBe(false);
    });

    it('spares a device what it caused itself', async () => {
      const reader = await listen(phone);
      await reader.until(isUpdate(0));
      publishUpdate(5, phone);
      publishUpdate(6);
      await reader.until(isUpdate(6));
      expect(reader.events.some(isUpdate(5))).toBe(false);
    });

    it.each([['no token', null], ['a wrong token', 'x'.repeat(43)]])('is refused with %s', async (_what, token) => {
      const response = await fetch(new URL('api/events', server.url), { headers: token ? { authorization: `Bearer ${token}` } : {} });
      expect([response.status, await response.json()]).toMatchObject([401, { error: { code: 'unauthorised' } }]);
    });

    it('is refused to a device that has sixteen already', async () => {
      for (let n = 0; n < 16; n++) await listen(phone);
      expect((await listen(phone)).status).toBe(429);
    });
  });

  describe('a reader that comes again', () => {
    it('goes on behind the last event it had', async () => {
      const first = await listen(phone);
      await first.until(isUpdate(0));
      publishUpdate(1);
      await first.until(isUpdate(1));
      first.close();
      publishUpdate(2);
      const second = await listen(phone, { lastEventId: first.lastEventId() ?? '' });
      await second.until(isUpdate(2));
      expect(second.events.filter((event) => !isType('device')(event))).toHaveLength(1);
    });

    it('is told to look at everything anew when its last event is unknown, and gets the present state', async () => {
      await post(server.url, desktop, body);
      const other = await listen(desktop);
      await other.until(isUpdate(0));
      await post(server.url, desktop, { ...body, step: 'embed' });
      const reader = await listen(phone, { lastEventId: 'ffffffffffff-12' });
      await reader.until(isNotice('resync'));
      await reader.until(isUpdate(0));
      await reader.until((event) => event.type === 'progress' && event.data.step === 'embed');
    });
  });

  describe('progress', () => {
    it('reaches the other devices under the name of its sender, whatever the body says', async () => {
      const reader = await listen(phone);
      await reader.until(isUpdate(0));
      expect((await post(server.url, desktop, { ...body, deviceId: phone.deviceId })).status).toBe(204);
      const { data } = await reader.until(isType('progress'));
      expect(data).toEqual({ ...body, deviceId: desktop.deviceId });
    });

    it('that comes too fast is thinned out, and its last word still arrives', async () => {
      const reader = await listen(phone);
      await reader.until(isUpdate(0));
      for (let current = 1; current <= 50; current++) await post(server.url, desktop, { ...body, current });
      await reader.until((event) => event.type === 'progress' && event.data.current === 50);
      expect(reader.events.filter(isType('progress')).length).toBeLessThan(25);
    });

    it.each([
      ['no body', undefined],
      ['an unknown step', { ...body, step: 'sing' }],
      ['a share beyond all', { ...body, percent: 101 }],
      ['a negative count', { ...body, current: -1 }],
      ['text for a number', { ...body, total: '10' }],
      ['a long name of the run', { ...body, runId: 'x'.repeat(65) }],
      ['no rate at all', { ...body, filesPerSecond: undefined }],
    ])('is refused with %s', async (_what, payload) => {
      expect((await post(server.url, desktop, payload)).status).toBe(400);
    });

    it('is refused without a token', async () => {
      expect((await post(server.url, null, body)).status).toBe(401);
    });
  });

  describe('devices', () => {
    it('are shown to come and, a moment after their last stream ended, to go', async () => {
      const reader = await listen(phone);
      await reader.until(isDevice(phone.deviceId, true));
      const other = await listen(desktop);
      await reader.until(isDevice(desktop.deviceId, true));
      expect(server.presence.isOnline(libraryId, desktop.deviceId)).toBe(true);
      other.close();
      await reader.until(isDevice(desktop.deviceId, false));
      expect(server.presence.isOnline(libraryId, desktop.deviceId)).toBe(false);
    });

    it('that were revoked are told so, and their streams end', async () => {
      const [reader, other] = [await listen(phone), await listen(desktop)];
      await Promise.all([reader.until(isUpdate(0)), other.until(isUpdate(0))]);
      server.bus.publish({ libraryId, to: phone.deviceId, except: null, event: { type: 'notice', data: { code: 'revoked' } } });
      await reader.closed();
      expect([reader.events.at(-1), other.isOpen(), other.events.some(isNotice('revoked'))])
        .toEqual([{ type: 'notice', data: { code: 'revoked' } }, true, false]);
    });

    it('that were revoked while they opened a stream do not keep it', async () => {
      const opening = listen(phone);
      await server.store.db.updateTable('devices').set({ revoked_at_ms: 1 }).where('device_id', '=', phone.deviceId).execute();
      const reader = await opening;
      if (reader.status === 200) await reader.closed();
      expect([200, 401]).toContain(reader.status);
    });
  });

  it('a server that stops says so and lets every stream end', async () => {
    const reader = await listen(phone);
    await reader.until(isUpdate(0));
    const stopped = server.app.close();
    await reader.closed();
    expect(reader.events.at(-1)).toEqual({ type: 'notice', data: { code: 'server-stopping' } });
    await Promise.race([stopped, sleep(3_000).then(() => Promise.reject(new Error('still open')))]);
  });
});
