// Chooses the bus that fits the store.
import { randomBytes } from 'node:crypto';
import type { Store } from '../store/schema';
import type { InstanceBus } from './instance-bus';
import { createLocalBus } from './local-bus';
import { createPostgresBus } from './postgres-bus';
import { realTimers, type Timers } from './timers';

export interface BusConfig {
  /** Of the store, where that is PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly timers?: Timers;
  readonly warn?: (message: string) => void;
}

/** Within this process on SQLite; over all instances on PostgreSQL. Connects by itself and never fails for good. */
export function createBus(store: Pick<Store, 'dialect'>, { databaseUrl, timers = realTimers, warn = console.warn }: BusConfig): InstanceBus {
  const instanceId = randomBytes(6).toString('hex');
  if (store.dialect === 'sqlite') return createLocalBus({ instanceId, warn });
  if (!databaseUrl) throw new Error('The events of a PostgreSQL store need its address');
  return createPostgresBus({ instanceId, databaseUrl, timers, warn });
}
