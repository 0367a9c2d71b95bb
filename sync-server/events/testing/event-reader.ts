// A reader of the event stream over a real connection, which can also stop reading.
import { request, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { LiveEvent } from '../../../src/domain/sync/live';

export interface EventReader {
  readonly events: readonly LiveEvent[];
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly comments: readonly string[];
  lastEventId(): string | null;
  retryMs(): number | null;
  isOpen(): boolean;
  /** Settles with the first event, past or to come, that fits. */
  until(fits: (event: LiveEvent) => boolean, withinMs?: number): Promise<LiveEvent>;
  closed(withinMs?: number): Promise<void>;
  /** Stops reading from the socket, and goes on. */
  pause(): void;
  resume(): void;
  close(): void;
}

export async function readEvents(url: string, token: string, options: { readonly lastEventId?: string; readonly headers?: Record<string, string> } = {}): Promise<EventReader> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }),
    ...options.headers,
  };
  const sent = request(new URL('api/events', url), { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end();
  });
  sent.on('error', () => undefined);
  response.on('error', () => undefined);
  return readerOf(response);
}

function readerOf(response: IncomingMessage): EventReader {
  const events: LiveEvent[] = [];
  const comments: string[] = [];
  const watchers = new Set<() => void>();
  let lastEventId: string | null = null;
  let retryMs: number | null = null;
  let open = true;
  const parser = createParser({
    onEvent({ event, data, id }) {
      events.push({ type: event, data: JSON.parse(data) } as LiveEvent);
      lastEventId = id ?? lastEventId;
    },
    onComment: (comment) => comments.push(comment),
    onRetry: (ms) => {
      retryMs = ms;
    },
  });
  const look = (): void => watchers.forEach((watcher) => watcher());
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    parser.feed(text);
    look();
  });
  response.on('close', () => {
    open = false;
    look();
  });

  function eventually<T>(find: () => T | undefined, what: string, withinMs = 10_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(watcher);
        reject(new Error(`${what} did not come; there were ${events.map((event) => event.type).join(', ')}`));
      }, withinMs);
      const watcher = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(found);
      };
      watchers.add(watcher);
      watcher();
    });
  }

  return {
    events,
    comments,
    status: response.statusCode ?? 0,
    headers: response.headers,
    lastEventId: () => lastEventId,
    retryMs: () => retryMs,
    isOpen: () => open,
    until: (fits, withinMs) => eventually(() => events.find(fits), 'The event', withinMs),
    closed: async (withinMs) => void (await eventually(() => (open ? undefined : true), 'The end', withinMs)),
    pause: () => response.pause(),
    resume: () => response.resume(),
    close: () => response.destroy(),
  };
}
