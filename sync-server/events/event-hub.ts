// All open streams of this instance, by library. A library without streams costs nothing but a look at each message.
import type { Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import type { Tables } from '../store/schema';
import type { StreamSocket } from './event-stream';
import type { InstanceBus } from './instance-bus';
import { LibraryHub } from './library-hub';
import { createPlaces } from './places';
import type { Presence } from './presence';
import type { Timers } from './timers';

export const HEARTBEAT_MS = 15_000;
/** How long a library without streams is remembered, so that a reader that was cut off can go on. */
const LINGER_MS = 120_000;
/** For a last word to readers that may not take it. */
const GOODBYE_MS = 1_000;
/** A browser has one, and a second while it reconnects; scripts may have some more. */
const MAX_STREAMS_PER_DEVICE = 16;
const HEARTBEAT = Buffer.from(': still here\n\n');

export interface EventHub {
  /** Whether this device has as many streams as it may have. */
  isFull(reader: { readonly libraryId: string; readonly deviceId: DeviceId }): boolean;
  /** @returns a function for the end of the connection */
  open(reader: { readonly libraryId: string; readonly deviceId: DeviceId }, socket: StreamSocket, lastEventId: string | null): () => void;
  streamCount(): number;
  /** Says goodbye on every stream and ends it. */
  close(): void;
}

export interface EventHubDeps {
  readonly db: Kysely<Tables>;
  readonly bus: InstanceBus;
  readonly presence: Presence;
  readonly now: () => number;
  readonly timers: Timers;
}

export function createEventHub({ db, bus, presence, now, timers }: EventHubDeps): EventHub {
  const hubs = new Map<string, LibraryHub>();
  const places = createPlaces(bus.instanceId);
  let closed = false;

  function hubOf(libraryId: string): LibraryHub {
    const hub = hubs.get(libraryId) ?? new LibraryHub(libraryId, { db, places, presence, now, timers });
    hubs.set(libraryId, hub);
    return hub;
  }

  function forgetLater(libraryId: string, hub: LibraryHub): void {
    timers.after(LINGER_MS, () => {
      if (hub.streams.size === 0 && hubs.get(libraryId) === hub) hubs.delete(libraryId);
    });
  }

  const stops = [
    bus.subscribe((message) => hubs.get(message.libraryId)?.deliver(message)),
    bus.onGap(() => hubs.forEach((hub) => void hub.catchUp())),
    presence.onChange(({ libraryId, deviceId }) => hubs.get(libraryId)?.presenceChanged(deviceId)),
    timers.every(HEARTBEAT_MS, () => hubs.forEach((hub) => hub.beat(HEARTBEAT))),
  ];

  return {
    isFull({ libraryId, deviceId }) {
      const streams = [...(hubs.get(libraryId)?.streams ?? [])];
      return streams.filter((stream) => stream.deviceId === deviceId).length >= MAX_STREAMS_PER_DEVICE;
    },
    open({ libraryId, deviceId }, socket, lastEventId) {
      const hub = hubOf(libraryId);
      const stream = hub.open(deviceId, socket, lastEventId);
      const leave = presence.join({ libraryId, deviceId });
      if (closed) stream.cut();
      return () => {
        hub.streams.delete(stream);
        leave();
        if (hub.streams.size === 0) forgetLater(libraryId, hub);
      };
    },
    streamCount: () => [...hubs.values()].reduce((sum, hub) => sum + hub.streams.size, 0),
    close() {
      closed = true;
      stops.forEach((stop) => stop());
      hubs.forEach((hub) => hub.finishAll({ type: 'notice', data: { code: 'server-stopping' } }));
      timers.after(GOODBYE_MS, () => hubs.forEach((hub) => hub.cutAll()));
    },
  };
}
