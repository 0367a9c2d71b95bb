// This device's tie to a server: device data, never synced.
import type { CoverHash } from '../library/ids';
import type { Result } from '../result';
import type { Role } from './protocol';

/** What leaves this device besides its choices. Each can be switched. */
export interface Sending {
  /** Tags, sound facts and embeddings. */
  readonly facts: boolean;
  readonly plays: boolean;
  readonly covers: boolean;
  /** Whether other devices may play this device's files. */
  readonly streaming: boolean;
}

/** Row `connection` of `meta`. */
export interface Connection {
  /** Of the server, with a trailing slash. */
  readonly url: string;
  readonly token: string;
  readonly libraryId: string;
  readonly libraryName: string;
  readonly deviceName: string;
  readonly role: Role;
  readonly sending: Sending;
}

/** Row `syncState` of `meta`: how far this device has come with the server of that epoch. */
export interface SyncProgressState {
  readonly epoch: string;
  /** Everything up to here was received. */
  readonly cursor: number;
  /** Facts of rows up to this change sequence of the library were offered. */
  readonly factSeq: number;
  readonly coverSeq: number;
  readonly lastSyncAtMs: number | null;
  /** The server's clock minus this device's, as last seen. */
  readonly clockOffsetMs: number;
}

export interface ExchangeProgress {
  readonly phase: 'connecting' | 'sending' | 'receiving' | 'covers';
  readonly done: number;
  /** Null while unknown. */
  readonly total: number | null;
}

export interface ExchangeSummary {
  readonly sent: number;
  readonly received: number;
  /** Choices whose time lay too far ahead, and was set right before they were sent. */
  readonly restamped: number;
  /** Items that the server does not understand. They stay on this device. */
  readonly refused: number;
}

/** The sync worker: everything between the database and the server. */
export interface SyncApi {
  /** One whole round: sends what waits, then receives what is new. Ends early with `cancelled` after `stop()`; what was done is kept. */
  exchange(onProgress: (progress: ExchangeProgress) => void): Promise<Result<ExchangeSummary>>;
  stop(): Promise<void>;
  /** Gets a cover that this device lacks. @returns whether the server had it */
  fetchCover(coverHash: CoverHash, large: boolean): Promise<Result<boolean>>;
}

