// What every resolver gets: who asks, the store, and the loaders of this one request.
import type { Kysely } from 'kysely';
import type { DeviceId } from '../../src/domain/library/ids';
import type { DeviceInfo } from '../../src/domain/sync/protocol';
import type { Identity } from '../auth/identity';
import type { EventBus } from '../events/bus';
import type { Store, Tables } from '../store/schema';
import type { Loaders } from './loaders';
import type { ServerClock } from './mutations/edit-state';
import type { SimilarSearch } from './similar/similar-search';

/** What lives as long as the server does. */
export interface Services {
  readonly store: Store;
  readonly bus: EventBus;
  readonly similar: SimilarSearch;
  readonly now: () => number;
  readonly newId: () => string;
  /** Of the ops that this instance writes. */
  readonly clock: ServerClock;
  readonly isOnline: (libraryId: string, deviceId: DeviceId) => boolean;
}

export interface GraphContext extends Services {
  readonly identity: Identity;
  /** Aborted when the caller is gone or the server stops. */
  readonly signal: AbortSignal;
  readonly db: Kysely<Tables>;
  readonly libraryId: string;
  readonly loaders: Loaders;
  /** All of the library, also those revoked. */
  readonly devices: () => Promise<DeviceInfo[]>;
}
