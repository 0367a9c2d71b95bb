// A server in its real shape, in memory, for tests: what it answers and what it was asked.
import type { LiveEvent } from '../../../domain/sync/live';
import { PROTOCOL_VERSION, type ApiErrorCode, type DeviceInfo } from '../../../domain/sync/protocol';
import type { DeviceId } from '../../../domain/library/ids';
import type { Fetch } from '../api-client';

export const SERVER_URL = 'https://music.test/';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Answer = (asked: Asked) => Response | Promise<Response>;

export interface FakeServer {
  readonly fetch: Fetch;
  readonly asked: Asked[];
  /** Paths asked with a method, in order. */
  paths(method: string): string[];
  /** Answers a call from here on; `null` takes the line away, `undefined` gives the usual answer back. */
  on(call: string, answer: Answer | null | undefined): void;
  /** Every call fails while true. */
  down: boolean;
  /** Sends an event down every open stream. */
  send(event: LiveEvent, id?: string): void;
  sendRaw(text: string): void;
  /** Ends every open stream. */
  cut(): void;
  readonly streams: number;
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

export function refuse(status: number, code: ApiErrorCode): Response {
  return json({ error: { code, message: code } }, status);
}

export function device(deviceId: string, over: Partial<DeviceInfo> = {}): DeviceInfo {
  return {
    deviceId: deviceId as DeviceId, name: deviceId, role: 'owner', createdAtMs: 1, lastSeenAtMs: null, lastSyncAtMs: null,
    online: true, shares: false, holdings: 0, revoked: false, ...over,
  };
}

export function fakeServer(): FakeServer {
  const asked: Asked[] = [];
  const answers = new Map<string, Answer | null>();
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const utf8 = new TextEncoder();

  const usual: Record<string, Answer> = {
    'GET /api/health': () => json({ status: 'ok', version: '1.0.0' }),
    'POST /api/auth/pair': () => json({ token: 'secret', libraryId: 'lib', libraryName: 'Home', role: 'owner' }),
    'GET /api/devices': () => json([device('other')]),
    'GET /api/events': openStream,
    'POST /api/events/progress': () => new Response(null, { status: 204 }),
  };

  function openStream({ headers }: Asked): Response {
    if (headers.get('authorization') !== 'Bearer secret') return refuse(401, 'unauthorised');
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        mine = controller;
        streams.add(controller);
        controller.enqueue(utf8.encode(': hello\n\n'));
      },
      cancel: () => void streams.delete(mine),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  const server: FakeServer = {
    asked,
    down: false,
    async fetch(url, init) {
      const { pathname, search } = new URL(url);
      const method = init?.method ?? 'GET';
      const headers = new Headers(init?.headers);
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body;
      const call: Asked = { method, path: pathname + search, headers, body };
      asked.push(call);
      const own = answers.get(`${method} ${pathname}`);
      if (server.down || own === null) throw new TypeError('Failed to fetch');
      if (pathname.startsWith('/api/') && pathname !== '/api/health' && !pathname.startsWith('/api/relay/files/') && headers.get('soniquebay-protocol') !== String(PROTOCOL_VERSION)) return refuse(426, 'client-too-old');
      const answer = own ?? usual[`${method} ${pathname}`];
      const response = answer ? await answer(call) : refuse(404, 'not-found');
      init?.signal?.throwIfAborted();
      return response;
    },
    paths: (method) => asked.filter((call) => call.method === method).map((call) => call.path),
    on(call, answer) {
      if (answer === undefined) answers.delete(call);
      else answers.set(call, answer);
    },
    send(event, id) {
      server.sendRaw(`${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`);
    },
    sendRaw(text) {
      for (const stream of streams) stream.enqueue(utf8.encode(text));
    },
    cut() {
      for (const stream of streams) stream.close();
      streams.clear();
    },
    get streams() {
      return streams.size;
    },
  };
  return server;
}
