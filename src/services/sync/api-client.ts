// Calls to the server as values: every refusal becomes one of our error codes, and a broken line is `network`.
import { err, messageOf, ok, type AppError, type Result } from '../../domain/result';
import type { Connection } from '../../domain/sync/connection';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../domain/sync/protocol';
import { refusalError } from '../../domain/sync/refusals';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Whom to ask, and as whom. */
export type Caller = Pick<Connection, 'url' | 'token'>;

/** Calls of a few bytes; a server that takes longer counts as gone. */
const TIMEOUT_MS = 20_000;

/** Sends a request; `ok` only for an answer of the 2xx kind. @param path relative to the server's address, no leading slash */
export async function request(fetch: Fetch, caller: Omit<Caller, 'token'> & { readonly token: string | null }, path: string, init: RequestInit = {}): Promise<Result<Response>> {
  const headers = new Headers(init.headers);
  headers.set(PROTOCOL_HEADER, String(PROTOCOL_VERSION));
  if (caller.token !== null) headers.set('authorization', `Bearer ${caller.token}`);
  try {
    const response = await fetch(new URL(path.replace(/^\//, ''), caller.url).href, {
      cache: 'no-store', credentials: 'omit', redirect: 'error', ...init, headers,
    });
    return response.ok ? ok(response) : { ok: false, error: await refusalOf(response) };
  } catch (thrown) {
    return err(init.signal?.aborted ? 'cancelled' : 'network', messageOf(thrown));
  }
}

/** A request whose answer is JSON; an empty answer is null. */
export async function callJson<T>(fetch: Fetch, caller: Caller | { url: string; token: null }, method: string, path: string, body?: unknown, limitMs = TIMEOUT_MS): Promise<Result<T>> {
  const limit = AbortSignal.timeout(limitMs);
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await request(fetch, caller, path, { method, signal: limit, ...sent });
  if (!answer.ok) return answer.error.code === 'cancelled' ? err('network', answer.error.detail) : answer;
  try {
    const text = await answer.value.text();
    return ok((text === '' ? null : JSON.parse(text)) as T);
  } catch (thrown) {
    return limit.aborted ? err('network', messageOf(thrown)) : err('server-failed', messageOf(thrown));
  }
}

/** What a refusal means to a person. */
export async function refusalOf(response: Response): Promise<AppError> {
  return refusalError(await response.json().catch(() => null), response.status);
}

/** Whether the server turns this device away for good: trying again changes nothing, a person must act. */
export function refusesDevice({ code }: AppError): boolean {
  return code === 'unauthorised' || code === 'revoked' || code === 'client-too-old' || code === 'server-too-old';
}
