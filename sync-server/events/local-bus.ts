// The bus of a server that runs alone.
import type { BusMessage } from './bus';
import type { InstanceBus } from './instance-bus';
import { createListeners } from './listeners';

export interface LocalBusOptions {
  readonly instanceId: string;
  readonly warn: (message: string) => void;
}

export function createLocalBus({ instanceId, warn }: LocalBusOptions): InstanceBus {
  const messages = createListeners<[BusMessage]>((thrown) => warn(`A listener to events failed: ${String(thrown)}`));
  return {
    instanceId,
    publish: (message) => messages.tell(message),
    subscribe: (listener) => messages.add(listener),
    tellPeers: () => undefined,
    onPeer: () => () => undefined,
    onGap: () => () => undefined,
    async close() {
      messages.clear();
    },
  };
}
