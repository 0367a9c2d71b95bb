// Events of the library for one subscriber. A slow one gets the newest of each kind and never a backlog.
import type { LiveEvent } from '../../src/domain/sync/live';
import type { Identity } from '../auth/identity';
import type { BusMessage, EventBus } from '../events/bus';

type Kind = 'progress' | 'library_update' | 'device';
type Of<K extends Kind> = Extract<LiveEvent, { type: K }>['data'];

export interface Listening {
  readonly bus: EventBus;
  readonly identity: Identity;
  readonly signal: AbortSignal;
}

/** Devices and runs of a household; more means that something is wrong, and the oldest go. */
const MAX_WAITING = 500;

/** Ends when the device is removed from the library. @param signal of the end of the connection, or of the server */
export function liveEvents<K extends Kind>({ bus, identity: { libraryId, deviceId }, signal }: Listening, kind: K): AsyncIterableIterator<Of<K>> {
  const waiting = new Map<string, Of<K>>();
  let wake: (() => void) | null = null;
  let ended = false;

  const stop = bus.subscribe((message) => {
    if (message.libraryId !== libraryId || (message.to !== null && message.to !== deviceId) || message.except === deviceId) return;
    const { event } = message;
    if (event.type === 'notice') ended ||= event.data.code !== 'resync';
    else if (event.type === kind) keep(message);
    wake?.();
  });

  signal.addEventListener('abort', () => void finish(), { once: true });

  function keep({ event }: BusMessage): void {
    const place = placeOf(event);
    waiting.delete(place);
    waiting.set(place, event.data as Of<K>);
    const oldest = waiting.keys().next();
    if (waiting.size > MAX_WAITING && !oldest.done) waiting.delete(oldest.value);
  }

  async function next(): Promise<IteratorResult<Of<K>>> {
    for (;;) {
      const first = waiting.entries().next();
      if (!first.done) {
        waiting.delete(first.value[0]);
        return { value: first.value[1], done: false };
      }
      if (ended) return finish();
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  async function finish(): Promise<IteratorReturnResult<undefined>> {
    ended = true;
    stop();
    wake?.();
    return { value: undefined, done: true };
  }

  return { next, return: finish, [Symbol.asyncIterator]() { return this; } };
}

/** Events of one place replace each other. */
function placeOf(event: LiveEvent): string {
  switch (event.type) {
    case 'progress': return `${event.data.deviceId} ${event.data.runId} ${event.data.step}`;
    case 'device': return event.data.deviceId;
    default: return '';
  }
}
