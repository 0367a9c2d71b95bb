import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { addDevice, addLibrary, startLiveServer } from '../events/testing/live-server';
import { eachStore } from '../store/testing/each-store';
import { relayScene } from './testing/relay-scene';
import { KEY, FILE, hold, bearer, ticketFor, sendFile, openUpload, get, within } from './testing/relay-device';

eachStore('playing from another device', (under) => {
  const scene = relayScene(under);

  async function desktopSends(headers?: Record<string, string>): Promise<void> {
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => void sendFile(scene.server.url, scene.desktop, question, headers));
  }

  describe('a ticket', () => {
    it('plays the whole recording, in the type that its device names', async () => {
      await desktopSends();
      const response = await fetch(await ticketFor(scene.server.url, scene.phone));
      expect([response.status, response.headers.get('content-type'), response.headers.get('content-length'), response.headers.get('accept-ranges'), response.headers.get('cache-control')])
        .toEqual([200, 'audio/flac', '100000', 'bytes', 'no-store']);
      expect(Buffer.from(await response.arrayBuffer()).equals(FILE)).toBe(true);
    });

    it.each([
      ['bytes=0-', 'bytes 0-99999/100000', 0, 99_999],
      ['bytes=100-199', 'bytes 100-199/100000', 100, 199],
      ['bytes=99999-', 'bytes 99999-99999/100000', 99_999, 99_999],
    ])('plays a part: %s', async (range, contentRange, first, last) => {
      await desktopSends();
      const response = await fetch(await ticketFor(scene.server.url, scene.phone), { headers: { range } });
      expect([response.status, response.headers.get('content-range')]).toEqual([206, contentRange]);
      expect(Buffer.from(await response.arrayBuffer()).equals(FILE.subarray(first, last + 1))).toBe(true);
    });

    it('says where the file ends to who asks behind it', async () => {
      await desktopSends();
      const response = await fetch(await ticketFor(scene.server.url, scene.phone), { headers: { range: 'bytes=100000-' } });
      expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
    });

    it('tells length and type without the bytes', async () => {
      await desktopSends();
      const response = await fetch(await ticketFor(scene.server.url, scene.phone), { method: 'HEAD' });
      expect([response.status, response.headers.get('content-length'), response.headers.get('content-type')]).toEqual([200, '100000', 'audio/flac']);
    });

    it.each([
      ['changed', (url: string) => url.replace(KEY.slice(0, 8), '00000000')],
      ['cut short', (url: string) => url.slice(0, -1)],
      ['made up', (url: string) => `${url.split('/files/')[0]}/files/a.b.c.d.e`],
      ['empty', (url: string) => `${url.split('/files/')[0]}/files/.`],
    ])('is refused when it was %s', async (_how, change) => {
      await desktopSends();
      const url = change(await ticketFor(scene.server.url, scene.phone));
      expect((await fetch(url)).status).toBe(401);
    });

    it('ends with the device that asked for it', async () => {
      await desktopSends();
      const url = await ticketFor(scene.server.url, scene.phone);
      await scene.server.store.db.updateTable('devices').set({ revoked_at_ms: 1 }).where('device_id', '=', scene.phone.deviceId).execute();
      expect((await fetch(url)).status).toBe(401);
    });

    it('holds on every instance of one database', async () => {
      await desktopSends();
      const url = await ticketFor(scene.server.url, scene.phone);
      const second = await startLiveServer(under.settings());
      try {
        // Whether the device is online there is another matter: that it is not refused shows that the secret is the same.
        const response = await fetch(url.replace(scene.server.url, second.url));
        await response.arrayBuffer();
        expect(response.status).not.toBe(401);
      } finally {
        await second.close();
      }
    });

    it.each(['', 'x', KEY.toUpperCase(), '../../etc/passwd', `${KEY}0`])('is not made for what is no recording: %j', async (contentKey) => {
      const response = await fetch(new URL('api/relay/tickets', scene.server.url), {
        method: 'POST', headers: { ...bearer(scene.phone), 'content-type': 'application/json' }, body: JSON.stringify({ contentKey }),
      });
      expect(response.status).toBe(400);
    });
  });

  describe('a recording', () => {
    it('that nobody holds is not found', async () => {
      expect((await fetch(await ticketFor(scene.server.url, scene.phone))).status).toBe(404);
    });

    it('whose holder is offline says so', async () => {
      await hold(scene.server.store, scene.desktop);
      const response = await fetch(await ticketFor(scene.server.url, scene.phone));
      expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'device-offline' } }]);
    });

    it('is not asked of a device that holds it no more, does not share, or is of another library', async () => {
      const asked: string[] = [];
      const [past, shy, stranger] = [scene.desktop, await addDevice(scene.server.store, scene.libraryId, { shares: false }), await addDevice(scene.server.store, await addLibrary(scene.server.store))];
      for (const [device, held] of [[past, false], [shy, true], [stranger, true]] as const) {
        await hold(scene.server.store, device, held);
        await scene.online(device, () => asked.push(device.deviceId));
      }
      expect([(await fetch(await ticketFor(scene.server.url, scene.phone))).status, asked]).toEqual([404, []]);
    });

    it('comes from the next holder when the first refuses', async () => {
      const laptop = await addDevice(scene.server.store, scene.libraryId);
      const refused: string[] = [];
      for (const device of [scene.desktop, laptop]) {
        await hold(scene.server.store, device);
        await scene.online(device, (question) => {
          if (refused.length > 0) return void sendFile(scene.server.url, device, question);
          refused.push(device.deviceId);
          void fetch(new URL(`api/relay/${question.requestId}`, scene.server.url), { method: 'DELETE', headers: bearer(device) });
        });
      }
      const response = await within(3_000, fetch(await ticketFor(scene.server.url, scene.phone)));
      expect([response.status, (await response.arrayBuffer()).byteLength, refused.length]).toEqual([200, FILE.length, 1]);
    });
  });

  it('ends with the server, even for a player that pauses', async () => {
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => void openUpload(scene.server.url, scene.desktop, question, 1_000_000).write(Buffer.alloc(1_000)));
    const response = await get(await ticketFor(scene.server.url, scene.phone));
    response.on('error', () => undefined);
    await within(3_000, scene.server.app.close());
    expect(response.complete).toBe(false);
  });

  it('no more than a dozen recordings are passed at once', async () => {
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, () => undefined);
    const url = await ticketFor(scene.server.url, scene.phone);
    const stop = new AbortController();
    const waiting = Array.from({ length: 12 }, () => fetch(url, { signal: stop.signal }).catch(() => null));
    await sleep(300);
    expect((await fetch(url)).status).toBe(429);
    stop.abort();
    await Promise.all(waiting);
    await sleep(100);
    const after = await Promise.race([fetch(url, { signal: AbortSignal.timeout(300) }).then((response) => response.status), sleep(200)]).catch(() => 'waits');
    expect(after).not.toBe(429);
  });
});
