// What instances of the server tell each other beside events: who is there, and which devices have a stream with whom.
import type { DeviceId } from '../../src/domain/library/ids';
import type { EventBus } from './bus';

export interface DevicePlace {
  readonly libraryId: string;
  readonly deviceId: DeviceId;
}

export type PeerSignal =
  /** Repeated every few seconds; an instance that falls silent is taken for dead. */
  | { readonly type: 'alive'; readonly url: string | null }
  /** Asks the others for their rosters. */
  | { readonly type: 'who' }
  /** All devices that have a stream with the sender. */
  | { readonly type: 'roster'; readonly devices: readonly DevicePlace[] }
  | { readonly type: 'online'; readonly device: DevicePlace }
  | { readonly type: 'offline'; readonly device: DevicePlace }
  | { readonly type: 'leaving' };

/** The bus as events, relay and presence use it. */
export interface InstanceBus extends EventBus {
  /** Random, new at each start of the process. */
  readonly instanceId: string;
  /** Tells the other instances, not this one. */
  tellPeers(signal: PeerSignal): void;
  /** @returns a function that ends it */
  onPeer(listener: (signal: PeerSignal, fromInstance: string) => void): () => void;
  /** Called when messages of other instances may have been missed, and by now get through again. @returns a function that ends it */
  onGap(listener: () => void): () => void;
}
