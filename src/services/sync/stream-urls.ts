// Addresses that play recordings from the device that holds them: signed by the server, good for some hours, asked for once.
import type { ContentKey } from '../../domain/library/ids';
import { messageOf, ok, type AppError, type Result } from '../../domain/result';
import type { TicketAnswer, TicketRequest } from '../../domain/sync/live';
import { callJson, refusalOf, type Caller, type Fetch } from './api-client';

/** A track that starts now must not lose its address before it ends. */
const LEAST_LIFE_MS = 30 * 60_000;

export interface StreamUrls {
  get(caller: Caller, contentKey: ContentKey): Promise<Result<string>>;
}

interface Ticket {
  readonly url: string;
  readonly expiresAtMs: number;
  readonly issuedAtMs: number;
}

export function streamUrls(fetch: Fetch, now: () => number): StreamUrls {
  const tickets = new Map<string, Promise<Result<Ticket>>>();

  async function ask(caller: Caller, contentKey: ContentKey): Promise<Result<Ticket>> {
    const answer = await callJson<TicketAnswer>(fetch, caller, 'POST', 'api/relay/tickets', { contentKey } satisfies TicketRequest);
    if (!answer.ok) return answer;
    return ok({ url: new URL(answer.value.path.replace(/^\//, ''), caller.url).href, expiresAtMs: answer.value.expiresAtMs, issuedAtMs: now() });
  }

  async function get(caller: Caller, contentKey: ContentKey): Promise<Result<string>> {
    const key = `${caller.url} ${caller.token} ${contentKey}`;
    const held = tickets.get(key) ?? ask(caller, contentKey);
    const isFirst = tickets.get(key) !== held;
    tickets.set(key, held);
    const ticket = await held;
    if (ticket.ok && (isFirst || isFresh(ticket.value, now()))) return ok(ticket.value.url);
    if (tickets.get(key) === held) tickets.delete(key);
    return ticket.ok ? get(caller, contentKey) : ticket;
  }

  return { get };
}

/** A server that gives short tickets is still asked only once for each half of their life. */
function isFresh({ expiresAtMs, issuedAtMs }: Ticket, nowMs: number): boolean {
  return nowMs < expiresAtMs - Math.min(LEAST_LIFE_MS, (expiresAtMs - issuedAtMs) / 2);
}

/** Why an address does not play, asked with one byte; null where it answers well. */
export async function explainStream(fetch: Fetch, url: string): Promise<AppError | null> {
  try {
    const response = await fetch(url, { headers: { range: 'bytes=0-0' }, cache: 'no-store', credentials: 'omit' });
    if (!response.ok) return streamRefusal(await refusalOf(response));
    await response.body?.cancel();
    return null;
  } catch (thrown) {
    return { code: 'network', detail: messageOf(thrown) };
  }
}

/** The server finds nothing where nobody who holds the recording shares it: what helps is the same as where that device is off. */
export function streamRefusal(error: AppError): AppError {
  return error.code === 'not-found' ? { ...error, code: 'device-offline' } : error;
}
