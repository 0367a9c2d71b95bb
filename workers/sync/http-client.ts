// Requests of the sync worker: MessagePack both ways, packed where that pays, tried again where the server asks for patience.
import { decode, encode } from '@msgpack/msgpack';
import { err, messageOf, ok, type Result } from '../../src/domain/result';
import type { Connection } from '../../src/domain/sync/connection';
import { MSGPACK_TYPE, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../src/domain/sync/protocol';
import { refusalError } from '../../src/domain/sync/refusals';
import { isThisMachine } from '../../src/domain/sync/this-machine';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpDeps {
  readonly fetch: Fetch;
  readonly connection: Pick<Connection, 'url' | 'token'>;
  /** Ends every request. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface HttpClient {
  /** @param path relative to the server's address */
  call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Result<T>>;
}

/** A page of some megabytes over a slow line. */
const TIMEOUT_MS = 120_000;
/** Below this a packed body saves no packet worth the work. */
const PACK_FROM_BYTES = 8_192;
const MOST_TRIES = 4;
const FIRST_WAIT_MS = 1_000;
/** A server that asks for more is left alone until the next round. */
const LONGEST_WAIT_MS = 15_000;

export function createHttpClient({ fetch, connection, signal, sleep }: HttpDeps): HttpClient {
  /** On this very machine packing costs more than it saves. */
  const packs = !isThisMachine(new URL(connection.url).hostname);

  async function send(method: string, path: string, body: Uint8Array<ArrayBuffer> | null): Promise<Response> {
    const headers = new Headers({ accept: MSGPACK_TYPE, authorization: `Bearer ${connection.token}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) });
    let sent = body;
    if (body) {
      headers.set('content-type', MSGPACK_TYPE);
      if (packs && body.length >= PACK_FROM_BYTES) {
        sent = await gzip(body);
        headers.set('content-encoding', 'gzip');
      }
    }
    return fetch(new URL(path, connection.url).href, {
      method, headers, body: sent, cache: 'no-store', credentials: 'omit', redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  }

  return {
    async call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Result<T>> {
      const bytes = body === undefined ? null : (encode(body, { ignoreUndefined: true }) as Uint8Array<ArrayBuffer>);
      try {
        for (let tries = 1; ; tries++) {
          const response = await send(method, path, bytes);
          if (response.ok) return ok(await contentOf(response) as T);
          const waitMs = waitOf(response, tries);
          if (waitMs === null) return { ok: false, error: refusalError(await contentOf(response).catch(() => null), response.status) };
          await sleep(waitMs);
          if (signal.aborted) return err('cancelled');
        }
      } catch (thrown) {
        return err(signal.aborted ? 'cancelled' : 'network', messageOf(thrown));
      }
    },
  };
}

/** How long to wait before another try; null where none helps. */
function waitOf(response: Response, tries: number): number | null {
  if ((response.status !== 429 && response.status !== 503) || tries >= MOST_TRIES) return null;
  const asked = Number(response.headers.get('retry-after') ?? NaN) * 1_000;
  const waitMs = Number.isFinite(asked) && asked > 0 ? asked : FIRST_WAIT_MS * 2 ** (tries - 1);
  return waitMs <= LONGEST_WAIT_MS ? waitMs : null;
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  if (!response.headers.get('content-type')?.startsWith(MSGPACK_TYPE)) return response.json();
  return decode(await response.arrayBuffer());
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
