// Events on their way to the devices of a library, over all instances of the server.
import type { DeviceId } from '../../src/domain/library/ids';
import type { LiveEvent } from '../../src/domain/sync/live';

export interface BusMessage {
  readonly libraryId: string;
  /** Only this device gets it; null for all. */
  readonly to: DeviceId | null;
  /** The device that caused it does not get it; null for none. */
  readonly except: DeviceId | null;
  readonly event: LiveEvent;
}

export interface EventBus {
  /** Tells every instance; never throws and never waits for readers. */
  publish(message: BusMessage): void;
  /** @returns a function that ends it */
  subscribe(listener: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}
