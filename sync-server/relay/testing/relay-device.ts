// A device that holds a recording and answers for it, and a player that asks.
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from '@msgpack/msgpack';
import { hash128 } from '../../../src/domain/library/hash128';
import type { ContentKey } from '../../../src/domain/library/ids';
import { holdingSubject } from '../../../src/domain/sync/facts';
import type { RelayRequest, TicketAnswer } from '../../../src/domain/sync/live';
import { readEvents, type EventReader } from '../../events/testing/event-reader';
import type { TestDevice } from '../../events/testing/live-server';
import type { Store } from '../../store/schema';

export const KEY = '0123456789abcdef0123456789abcdef' as ContentKey;
export const FILE = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251));

export async function hold({ db }: Store, { libraryId, deviceId }: TestDevice, held = true): Promise<void> {
  const value = encode({ held });
  await db.insertInto('facts').values({
    library_id: libraryId, kind: 'holding', subject: holdingSubject(KEY, deviceId), content_key: KEY, version: 1, device_id: deviceId, revision: 1,
    digest: hash128(value), value: Buffer.from(value), seq: 1, held: Number(held),
  }).execute();
}

export const bearer = ({ token }: TestDevice): Record<string, string> => ({ authorization: `Bearer ${token}` });

export async function ticketFor(url: string, device: TestDevice): Promise<string> {
  const response = await fetch(new URL('api/relay/tickets', url), {
    method: 'POST', headers: { ...bearer(device), 'content-type': 'application/json' }, body: JSON.stringify({ contentKey: KEY }),
  });
  return new URL(((await response.json()) as TicketAnswer).path, url).href;
}

/** A device that answers what it is asked, as long as its stream is open. */
export async function answering(url: string, device: TestDevice, answer: (question: RelayRequest, reader: EventReader) => void): Promise<EventReader> {
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

export function sendFile(url: string, device: TestDevice, { requestId, start, end }: RelayRequest, headers: Record<string, string> = {}): Promise<number> {
  const part = FILE.subarray(start, (end ?? FILE.length - 1) + 1);
  return fetch(new URL(`api/relay/${requestId}`, url), {
    method: 'POST', headers: { ...bearer(device), 'content-type': 'audio/flac', 'x-total-bytes': String(FILE.length), ...headers }, body: part,
  }).then((response) => response.status, () => 0);
}

/** An upload whose bytes the test sends itself. */
export function openUpload(url: string, device: TestDevice, { requestId, start }: RelayRequest, total: number): ClientRequest {
  const upload = httpRequest(new URL(`api/relay/${requestId}`, url), {
    method: 'POST',
    headers: { ...bearer(device), 'content-type': 'audio/flac', 'x-total-bytes': String(total), 'x-byte-range': `${start}-${total - 1}` },
  });
  upload.on('error', () => undefined);
  return upload;
}

export function get(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers, agent: false }).on('response', resolve).on('error', reject).end();
  });
}

export async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return Promise.race([promise, sleep(ms).then(() => Promise.reject(new Error(`Not within ${ms} ms`)))]);
}
