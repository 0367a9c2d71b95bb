// The bus of instances that share one PostgreSQL: LISTEN/NOTIFY wakes the others.
import type { BusMessage } from './bus';
import type { InstanceBus, PeerSignal } from './instance-bus';
import { createListeners } from './listeners';
import { createUnpacker, packPayloads } from './notifications';
import { createOutbox } from './outbox';
import { openPostgresLink } from './postgres-link';
import type { Timers } from './timers';

export interface PostgresBusOptions {
  readonly instanceId: string;
  readonly databaseUrl: string;
  readonly timers: Timers;
  readonly warn: (message: string) => void;
}

type Wire =
  | { readonly message: BusMessage }
  | { readonly peer: PeerSignal }
  /** The sender had to throw some of its messages away. */
  | { readonly gap: true };

/**
 * Own messages reach own listeners at once and once: what comes back from the database is left out.
 * While the database is away, own listeners still hear; the others hear what waited, or are told of a gap.
 */
export function createPostgresBus({ instanceId, databaseUrl, timers, warn }: PostgresBusOptions): InstanceBus {
  const onThrow = (thrown: unknown): void => warn(`A listener to events failed: ${String(thrown)}`);
  const messages = createListeners<[BusMessage]>(onThrow);
  const peers = createListeners<[PeerSignal, string]>(onThrow);
  const gaps = createListeners<[]>(onThrow);
  const unpack = createUnpacker();
  const outbox = createOutbox();
  let nextNumber = 0;
  let sending: Promise<void> | null = null;

  const link = openPostgresLink({
    databaseUrl,
    timers,
    warn,
    onPayload: receive,
    onUp(again) {
      if (again) gaps.tell();
      flush();
    },
  });

  function receive(payload: string): void {
    const unpacked = unpack(payload);
    if (!unpacked || unpacked.fromInstance === instanceId) return;
    // Whoever may NOTIFY in this database may also write its tables: the other instances alone.
    for (const wire of unpacked.values as Wire[]) {
      if ('message' in wire) messages.tell(wire.message);
      else if ('peer' in wire) peers.tell(wire.peer, unpacked.fromInstance);
      else gaps.tell();
    }
  }

  function send(wire: Wire): void {
    outbox.add(JSON.stringify(wire));
    flush();
  }

  /** One call at a time: what comes meanwhile goes together with the next. */
  function flush(): void {
    if (sending || outbox.isEmpty() || !link.isUp()) return;
    sending = sendWaiting().finally(() => {
      sending = null;
      flush();
    });
  }

  async function sendWaiting(): Promise<void> {
    const taken = outbox.take();
    const texts = taken.lost ? [...taken.texts, JSON.stringify({ gap: true } satisfies Wire)] : taken.texts;
    const packed = packPayloads(instanceId, nextNumber, texts);
    nextNumber = packed.nextNumber;
    try {
      await link.notify(packed.payloads);
    } catch {
      // The link has told why and comes back by itself. If the call did get through, they are heard twice, which changes nothing.
      outbox.putBack(taken);
    }
  }

  return {
    instanceId,
    publish(message) {
      messages.tell(message);
      send({ message });
    },
    subscribe: (listener) => messages.add(listener),
    tellPeers: (peer) => send({ peer }),
    onPeer: (listener) => peers.add(listener),
    onGap: (listener) => gaps.add(listener),
    async close() {
      while (sending) await sending;
      messages.clear();
      await link.close();
    },
  };
}
