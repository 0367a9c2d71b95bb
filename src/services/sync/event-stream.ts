// The server's event stream (SSE) by fetch, because EventSource cannot send a token: resumed after each break, watched for silence.
import { createParser } from 'eventsource-parser';
import { err, messageOf, type AppError } from '../../domain/result';
import type { LiveEvent } from '../../domain/sync/live';
import { refusesDevice, request, type Caller, type Fetch } from './api-client';
import { backOffMs } from './backoff';
import { liveEventOf } from './live-events';

/** Four heartbeats of the server: a line that is silent for longer is dead, whatever the network says. */
const SILENCE_MS = 60_000;
/** An event is a small JSON object; a line that goes on for ever must not fill memory. */
const MAX_EVENT_CHARS = 1 << 20;

export interface EventStreamDeps {
  readonly fetch: Fetch;
  readonly caller: Caller;
  readonly random: () => number;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onOpen: () => void;
  /** The line broke or could not be opened; it is tried again, except after a refusal. */
  readonly onClosed: (error: AppError) => void;
  readonly silenceMs?: number;
}

export interface EventStream {
  /** Tries again at once where it waits, or where a refusal ended it. */
  retryNow(): void;
  /** The network was away: a line from before may be dead without a sign. */
  renew(): void;
  end(): void;
}

export function openEventStream(deps: EventStreamDeps): EventStream {
  const { fetch, caller, random, silenceMs = SILENCE_MS } = deps;
  let ended = false;
  let running = false;
  let reading = false;
  let renewing = false;
  let failures = 0;
  let lastEventId: string | null = null;
  /** As the server asked (`retry:`). */
  let leastWaitMs = 0;
  let line = new AbortController();
  let wake: () => void = () => undefined;

  function take(event: { readonly id?: string | undefined; readonly event?: string | undefined; readonly data: string }): void {
    if (event.id !== undefined) lastEventId = event.id;
    const live = liveEventOf(event.event ?? '', event.data);
    if (live) deps.onEvent(live);
  }

  /** Reads until the line breaks. @returns why */
  async function read(): Promise<AppError> {
    reading = true;
    line = new AbortController();
    let watchdog = setTimeout(() => line.abort(), silenceMs);
    const feed = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => line.abort(), silenceMs);
    };
    try {
      const headers = { accept: 'text/event-stream', ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }) };
      const answer = await request(fetch, caller, 'api/events', { signal: line.signal, headers });
      if (!answer.ok) return answer.error;
      const { body } = answer.value;
      if (!body || !answer.value.headers.get('content-type')?.startsWith('text/event-stream')) return err('server-failed', 'no event stream').error;
      deps.onOpen();
      const parser = createParser({ onEvent: take, onRetry: (ms) => void (leastWaitMs = ms), maxBufferSize: MAX_EVENT_CHARS });
      for await (const text of textOf(body, line.signal)) {
        failures = 0;
        feed();
        parser.feed(text);
      }
      return err('network', 'the stream ended').error;
    } catch (thrown) {
      return err('network', messageOf(thrown)).error;
    } finally {
      reading = false;
      clearTimeout(watchdog);
      line.abort();
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (!ended) {
      const error = await read();
      if (ended) return;
      if (renewing) {
        renewing = false;
        continue;
      }
      failures += 1;
      deps.onClosed(error);
      if (refusesDevice(error)) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, Math.max(leastWaitMs, backOffMs(failures, random())));
      });
    }
    running = false;
  }

  function retryNow(): void {
    if (running) wake();
    else if (!ended) void run();
  }

  void run();
  return {
    retryNow,
    renew() {
      if (reading) {
        renewing = true;
        line.abort();
      } else retryNow();
    },
    end() {
      ended = true;
      line.abort();
      wake();
    },
  };
}

async function* textOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream(), { signal }).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
