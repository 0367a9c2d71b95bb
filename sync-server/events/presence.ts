// Which devices have an open stream, over all instances of the server. Held in memory: each instance tells the others about its own.
import type { DeviceId } from '../../src/domain/library/ids';
import type { DevicePlace, InstanceBus, PeerSignal } from './instance-bus';
import { createListeners } from './listeners';
import { realTimers, type Timers } from './timers';

export const ALIVE_EVERY_MS = 5_000;
/** Three missed signs of life: the instance crashed, and its devices with it, until they turn up elsewhere. */
export const DEAD_AFTER_MS = 16_000;
/** A page that reloads, or a stream that resumes, does not go offline for it. */
export const OFFLINE_GRACE_MS = 3_000;

export interface Presence {
  isOnline(libraryId: string, deviceId: DeviceId): boolean;
  /** This device has a stream here from now on. @returns a function for its end */
  join(place: DevicePlace): () => void;
  /** Called when a device comes online or goes offline, on whichever instance. @returns a function that ends it */
  onChange(listener: (place: DevicePlace) => void): () => void;
  /** Address of another instance inside the installation; undefined for one that is not known, null for one that has none. */
  instanceUrl(instanceId: string): string | null | undefined;
  /** Instances seen alive, this one included. */
  instances(): number;
  /** Tells the others that this instance's devices leave with it. */
  close(): void;
}

export interface PresenceOptions {
  /** Where other instances reach this one; null if they need not, or cannot. */
  readonly instanceUrl: string | null;
  readonly now?: () => number;
  readonly timers?: Timers;
  readonly warn?: (message: string) => void;
}

interface Peer {
  url: string | null;
  heardAtMs: number;
  readonly devices: Map<string, DevicePlace>;
}

export function createPresence(bus: InstanceBus, { instanceUrl, now = Date.now, timers = realTimers, warn = console.warn }: PresenceOptions): Presence {
  const own = new Map<string, { readonly place: DevicePlace; streams: number }>();
  const peers = new Map<string, Peer>();
  let closed = false;
  const changes = createListeners<[DevicePlace]>((thrown) => warn(`A listener to presence failed: ${String(thrown)}`));

  const isOnlineKey = (key: string): boolean => own.has(key) || [...peers.values()].some((peer) => peer.devices.has(key));

  /** Does something that may change who is online, and tells of those for whom it did. */
  function changing(places: readonly DevicePlace[], change: () => void): void {
    const before = new Map(places.map((place) => [keyOf(place), { place, online: isOnlineKey(keyOf(place)) }]));
    change();
    for (const [key, { place, online }] of before) if (isOnlineKey(key) !== online) changes.tell(place);
  }

  function tellOwn(): void {
    bus.tellPeers({ type: 'alive', url: instanceUrl });
    bus.tellPeers({ type: 'roster', devices: [...own.values()].map(({ place }) => place) });
  }

  function peerOf(instanceId: string): Peer {
    const known = peers.get(instanceId);
    if (known) return known;
    const peer: Peer = { url: null, heardAtMs: now(), devices: new Map() };
    peers.set(instanceId, peer);
    // It may have been there before this instance: then its devices are not known here.
    bus.tellPeers({ type: 'who' });
    return peer;
  }

  function forget(instanceId: string): void {
    const peer = peers.get(instanceId);
    if (peer) changing([...peer.devices.values()], () => peers.delete(instanceId));
  }

  function hear(signal: PeerSignal, fromInstance: string): void {
    if (signal.type === 'leaving') return forget(fromInstance);
    const peer = peerOf(fromInstance);
    peer.heardAtMs = now();
    switch (signal.type) {
      case 'alive':
        peer.url = signal.url;
        break;
      case 'who':
        tellOwn();
        break;
      case 'roster':
        changing([...peer.devices.values(), ...signal.devices], () => {
          peer.devices.clear();
          for (const place of signal.devices) peer.devices.set(keyOf(place), place);
        });
        break;
      case 'online':
        changing([signal.device], () => peer.devices.set(keyOf(signal.device), signal.device));
        break;
      case 'offline':
        changing([signal.device], () => peer.devices.delete(keyOf(signal.device)));
    }
  }

  function leave(place: DevicePlace): void {
    const entry = own.get(keyOf(place));
    if (closed || !entry || --entry.streams > 0) return;
    changing([place], () => own.delete(keyOf(place)));
    bus.tellPeers({ type: 'offline', device: place });
  }

  function lookForDead(): void {
    bus.tellPeers({ type: 'alive', url: instanceUrl });
    for (const [instanceId, peer] of peers) if (now() - peer.heardAtMs >= DEAD_AFTER_MS) forget(instanceId);
  }

  const stops = [
    bus.onPeer(hear),
    // Who came or went meanwhile is not known: all say it again. Those who do not are taken for dead in time.
    bus.onGap(() => {
      tellOwn();
      bus.tellPeers({ type: 'who' });
    }),
    timers.every(ALIVE_EVERY_MS, lookForDead),
  ];
  bus.tellPeers({ type: 'who' });
  bus.tellPeers({ type: 'alive', url: instanceUrl });

  return {
    isOnline: (libraryId, deviceId) => isOnlineKey(keyOf({ libraryId, deviceId })),
    join(place) {
      const entry = own.get(keyOf(place));
      if (entry) entry.streams++;
      else {
        changing([place], () => own.set(keyOf(place), { place, streams: 1 }));
        bus.tellPeers({ type: 'online', device: place });
      }
      let left = false;
      return () => {
        if (left) return;
        left = true;
        timers.after(OFFLINE_GRACE_MS, () => leave(place));
      };
    },
    onChange: (listener) => changes.add(listener),
    instanceUrl: (instanceId) => peers.get(instanceId)?.url,
    instances: () => peers.size + 1,
    close() {
      closed = true;
      stops.forEach((stop) => stop());
      bus.tellPeers({ type: 'leaving' });
    },
  };
}

function keyOf({ libraryId, deviceId }: DevicePlace): string {
  return `${libraryId} ${deviceId}`;
}
