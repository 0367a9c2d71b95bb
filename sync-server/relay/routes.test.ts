import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hash128 } from '../../src/domain/library/hash128';
import type { ContentKey } from '../../src/domain/library/ids';
import { holdingSubject } from '../../src/domain/sync/facts';
import type { RelayRequest, TicketAnswer } from '../../src/domain/sync/live';
import { readEvents, type EventReader } from '../events/testing/event-reader';
import { addDevice, addLibrary, startLiveServer, type LiveServer, type TestDevice } from '../events/testing/live-server';
import { eachStore } from '../store/testing/each-store';
import type { Store } from '../store/schema';

// Servers, sockets and databases are quick, but not on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const KEY = '0123456789abcdef0123456789abcdef' as ContentKey;
const FILE = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251));

async function hold({ db }: Store, { libraryId, deviceId }: TestDevice, held = true): Promise<void> {
  const value = encode({ held });
  await db.insertInto('facts').values({
    library_id: libraryId, kind: 'holding', subject: holdingSubject(KEY, deviceId), content_key: KEY, version: 1, device_id: deviceId, revision: 1,
    digest: hash128(value), value: Buffer.from(value), seq: 1,
  }).execute();
}

const bearer = ({ token }: TestDevice): Record<string, string> => ({ authorization: `Bearer ${token}` });

async function ticketFor(url: string, device: TestDevice): Promise<string> {
  const response = await fetch(new URL('api/relay/tickets', url), {
    method: 'POST', headers: { ...bearer(device), 'content-type': 'application/json' }, body: JSON.stringify({ contentKey: KEY }),
  });
  return new URL(((await response.json()) as TicketAnswer).path, url).href;
}

/** A device that answers what it is asked, as long as its stream is open. */
async function answering(url: string, device: TestDevice, answer: (question: RelayRequest, reader: EventReader) => void): Promise<EventReader> {
  const reader = await readEvents(url, device.token);
  let seen = 0;
  const look = async (): Promise<void> => {
    while (reader.isOpen()) {
      for (; seen < reader.events.length; seen++) {
        const event = reader.events[seen];
        if (event?.type === 'relay') answer(event.data, reader);
      }
      await sleep(5);
    }
  };
  await reader.until((event) => event.type === 'library_update');
  void look();
  return reader;
}

function sendFile(url: string, device: TestDevice, { requestId, start, end }: RelayRequest, headers: Record<string, string> = {}): Promise<number> {
  const part = FILE.subarray(start, (end ?? FILE.length - 1) + 1);
  return fetch(new URL(`api/relay/${requestId}`, url), {
    method: 'POST', headers: { ...bearer(device), 'content-type': 'audio/flac', 'x-total-bytes': String(FILE.length), ...headers }, body: part,
  }).then((response) => response.status, () => 0);
}

/** An upload whose bytes the test sends itself. */
function openUpload(url: string, device: TestDevice, { requestId, start }: RelayRequest, total: number): ClientRequest {
  const upload = httpRequest(new URL(`api/relay/${requestId}`, url), {
    method: 'POST',
    headers: { ...bearer(device), 'content-type': 'audio/flac', 'x-total-bytes': String(total), 'x-byte-range': `${start}-${total - 1}` },
  });
  upload.on('error', () => undefined);
  return upload;
}

function get(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers, agent: false }).on('response', resolve).on('error', reject).end();
  });
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return Promise.race([promise, sleep(ms).then(() => Promise.reject(new Error(`Not within ${ms} ms`)))]);
}

eachStore('playing from another device', (under) => {
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

  async function online(device: TestDevice, answer: (question: RelayRequest) => void): Promise<void> {
    readers.push(await answering(server.url, device, answer));
  }

  async function desktopSends(headers?: Record<string, string>): Promise<void> {
    await hold(server.store, desktop);
    await online(desktop, (question) => void sendFile(server.url, desktop, question, headers));
  }

  describe('a ticket', () => {
    it('plays the whole recording, in the type that its device names', async () => {
      await desktopSends();
      const response = await fetch(await ticketFor(server.url, phone));
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
      const response = await fetch(await ticketFor(server.url, phone), { headers: { range } });
      expect([response.status, response.headers.get('content-range')]).toEqual([206, contentRange]);
      expect(Buffer.from(await response.arrayBuffer()).equals(FILE.subarray(first, last + 1))).toBe(true);
    });

    it('says where the file ends to who asks behind it', async () => {
      await desktopSends();
      const response = await fetch(await ticketFor(server.url, phone), { headers: { range: 'bytes=100000-' } });
      expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
    });

    it('tells length and type without the bytes', async () => {
      await desktopSends();
      const response = await fetch(await ticketFor(server.url, phone), { method: 'HEAD' });
      expect([response.status, response.headers.get('content-length'), response.headers.get('content-type')]).toEqual([200, '100000', 'audio/flac']);
    });

    it.each([
      ['changed', (url: string) => url.replace(KEY.slice(0, 8), '00000000')],
      ['cut short', (url: string) => url.slice(0, -1)],
      ['made up', (url: string) => `${url.split('/files/')[0]}/files/a.b.c.d.e`],
      ['empty', (url: string) => `${url.split('/files/')[0]}/files/.`],
    ])('is refused when it was %s', async (_how, change) => {
      await desktopSends();
      const url = change(await ticketFor(server.url, phone));
      expect((await fetch(url)).status).toBe(401);
    });

    it('ends with the device that asked for it', async () => {
      await desktopSends();
      const url = await ticketFor(server.url, phone);
      await server.store.db.updateTable('devices').set({ revoked_at_ms: 1 }).where('device_id', '=', phone.deviceId).execute();
      expect((await fetch(url)).status).toBe(401);
    });

    it('holds on every instance of one database', async () => {
      await desktopSends();
      const url = await ticketFor(server.url, phone);
      const second = await startLiveServer(under.settings());
      try {
        // Whether the device is online there is another matter: that it is not refused shows that the secret is the same.
        const response = await fetch(url.replace(server.url, second.url));
        await response.arrayBuffer();
        expect(response.status).not.toBe(401);
      } finally {
        await second.close();
      }
    });

    it.each(['', 'x', KEY.toUpperCase(), '../../etc/passwd', `${KEY}0`])('is not made for what is no recording: %j', async (contentKey) => {
      const response = await fetch(new URL('api/relay/tickets', server.url), {
        method: 'POST', headers: { ...bearer(phone), 'content-type': 'application/json' }, body: JSON.stringify({ contentKey }),
      });
      expect(response.status).toBe(400);
    });
  });

  describe('a recording', () => {
    it('that nobody holds is not found', async () => {
      expect((await fetch(await ticketFor(server.url, phone))).status).toBe(404);
    });

    it('whose holder is offline says so', async () => {
      await hold(server.store, desktop);
      const response = await fetch(await ticketFor(server.url, phone));
      expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'device-offline' } }]);
    });

    it('is not asked of a device that holds it no more, does not share, or is of another library', async () => {
      const asked: string[] = [];
      const [past, shy, stranger] = [desktop, await addDevice(server.store, libraryId, { shares: false }), await addDevice(server.store, await addLibrary(server.store))];
      for (const [device, held] of [[past, false], [shy, true], [stranger, true]] as const) {
        await hold(server.store, device, held);
        await online(device, () => asked.push(device.deviceId));
      }
      expect([(await fetch(await ticketFor(server.url, phone))).status, asked]).toEqual([404, []]);
    });

    it('comes from the next holder when the first refuses', async () => {
      const laptop = await addDevice(server.store, libraryId);
      const refused: string[] = [];
      for (const device of [desktop, laptop]) {
        await hold(server.store, device);
        await online(device, (question) => {
          if (refused.length > 0) return void sendFile(server.url, device, question);
          refused.push(device.deviceId);
          void fetch(new URL(`api/relay/${question.requestId}`, server.url), { method: 'DELETE', headers: bearer(device) });
        });
      }
      const response = await within(3_000, fetch(await ticketFor(server.url, phone)));
      expect([response.status, (await response.arrayBuffer()).byteLength, refused.length]).toEqual([200, FILE.length, 1]);
    });
  });

  describe("a device's answer", () => {
    it('is refused when nobody waits for it', async () => {
      const question = { requestId: `${server.bus.instanceId}.${'x'.repeat(22)}`, contentKey: KEY, start: 0, end: null };
      expect(await sendFile(server.url, desktop, question)).toBe(404);
    });

    it('is refused from a device that was not asked, which changes nothing', async () => {
      const thief = await addDevice(server.store, libraryId);
      let stolen = 0;
      await hold(server.store, desktop);
      await online(desktop, (question) => {
        void sendFile(server.url, thief, question).then((status) => {
          stolen = status;
          return sendFile(server.url, desktop, question);
        });
      });
      const response = await fetch(await ticketFor(server.url, phone));
      const received = Buffer.from(await response.arrayBuffer());
      expect([stolen, response.status, received.equals(FILE)]).toEqual([404, 200, true]);
    });

    it.each([
      ['a page', { 'content-type': 'text/html' }],
      ['a script', { 'content-type': 'text/javascript' }],
      ['JSON', { 'content-type': 'application/json' }],
      ['no length', { 'x-total-bytes': '' }],
      ['other bytes than were asked for', { 'x-byte-range': '5-99' }],
      ['more bytes than the file has', { 'x-total-bytes': '10' }],
    ])('is refused with %s, and no byte of it reaches the player', async (_what, headers) => {
      let status = 0;
      await hold(server.store, desktop);
      await online(desktop, (question) => {
        void sendFile(server.url, desktop, question, headers).then((answer) => {
          status = answer;
          return fetch(new URL(`api/relay/${question.requestId}`, server.url), { method: 'DELETE', headers: bearer(desktop) });
        }).catch(() => undefined);
      });
      const response = await fetch(await ticketFor(server.url, phone));
      expect([response.status, [400, 415].includes(status)]).toEqual([503, true]);
    });

    it('that breaks off breaks off the playing too', async () => {
      await hold(server.store, desktop);
      await online(desktop, (question) => {
        const upload = openUpload(server.url, desktop, question, 1_000);
        upload.write(Buffer.alloc(500));
        setTimeout(() => upload.destroy(), 100);
      });
      const response = await get(await ticketFor(server.url, phone));
      await expect(within(3_000, bytesOf(response))).rejects.toThrow('aborted');
    });

    it('that is longer than announced breaks off', async () => {
      await hold(server.store, desktop);
      await online(desktop, (question) => {
        const upload = openUpload(server.url, desktop, question, 1_000);
        upload.end(Buffer.alloc(1_500));
      });
      const url = await ticketFor(server.url, phone);
      // Before the first byte or behind it.
      await expect(within(3_000, get(url).then(bytesOf))).rejects.toThrow(/aborted|hang up/);
    });

    it('is let go when the player has gone', async () => {
      await hold(server.store, desktop);
      let closed: Promise<unknown> = Promise.resolve();
      await online(desktop, (question) => {
        const upload = openUpload(server.url, desktop, question, 1_000_000);
        closed = new Promise((resolve) => upload.once('close', resolve));
        upload.write(Buffer.alloc(1_000));
      });
      const response = await get(await ticketFor(server.url, phone));
      response.destroy();
      await within(3_000, closed);
    });

    it('waits for a player that pauses, and the server keeps next to nothing meanwhile', async () => {
      const total = 64 * 1_048_576;
      let sent = 0;
      await hold(server.store, desktop);
      await online(desktop, (question) => {
        const upload = openUpload(server.url, desktop, question, total);
        const more = (): void => {
          while (sent < total) {
            sent += 65_536;
            if (!upload.write(Buffer.alloc(65_536))) return void upload.once('drain', more);
          }
          upload.end();
        };
        more();
      });
      const response = await get(await ticketFor(server.url, phone));
      response.pause();
      await sleep(500);
      const whilePaused = sent;
      expect(whilePaused).toBeLessThan(total / 2);
      let received = 0;
      for await (const chunk of response) received += (chunk as Buffer).length;
      expect(received).toBe(total);
    });
  });

  it('ends with the server, even for a player that pauses', async () => {
    await hold(server.store, desktop);
    await online(desktop, (question) => void openUpload(server.url, desktop, question, 1_000_000).write(Buffer.alloc(1_000)));
    const response = await get(await ticketFor(server.url, phone));
    response.on('error', () => undefined);
    await within(3_000, server.app.close());
    expect(response.complete).toBe(false);
  });

  it('no more than a dozen recordings are passed at once', async () => {
    await hold(server.store, desktop);
    await online(desktop, () => undefined);
    const url = await ticketFor(server.url, phone);
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
