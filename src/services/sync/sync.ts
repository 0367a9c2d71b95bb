// The person's devices as one: the tie to a server, rounds of exchange, and what happens on the other devices.
import type { ContentKey, CoverHash, DeviceId } from '../../domain/library/ids';
import type { AppError, Result } from '../../domain/result';
import type { Op } from '../../domain/sync/choice';
import type { Connection, ExchangeProgress, Sending } from '../../domain/sync/connection';
import type { Progress } from '../../domain/sync/live';
import type { CodeAnswer, DeviceInfo, DevicePatch, HistoryQuery, Role } from '../../domain/sync/protocol';
import type { Listenable } from '../listenable';

export interface SyncState {
  /** Null while this device is tied to no server. Without the token: that never reaches the screen. */
  readonly connection: Omit<Connection, 'token'> | null;
  readonly deviceId: DeviceId | null;
  /** `refused`: the server does not take this device any more, or not this version; a person must act. */
  readonly status: 'off' | 'idle' | 'exchanging' | 'offline' | 'refused';
  readonly progress: ExchangeProgress | null;
  /** What waits to be sent. */
  readonly pending: { readonly choices: number; readonly plays: number; readonly facts: number };
  readonly lastSyncAtMs: number | null;
  /** Of the last round, until one succeeds. */
  readonly error: AppError | null;
  /** How far this device's clock is ahead of the server's; null while within bounds. */
  readonly clockAheadMs: number | null;
  /** Whether the event stream is open. */
  readonly live: boolean;
  readonly devices: readonly DeviceInfo[];
  /** The newest progress of each step of each other device; gone a minute after it last moved. */
  readonly remoteProgress: readonly Progress[];
}

export const INITIAL_SYNC: SyncState = {
  connection: null, deviceId: null, status: 'off', progress: null,
  pending: { choices: 0, plays: 0, facts: 0 },
  lastSyncAtMs: null, error: null, clockAheadMs: null, live: false, devices: [], remoteProgress: [],
};

/** Progress and room of a file being kept offline. */
export interface KeepProgress {
  readonly contentKey: ContentKey;
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

export interface Sync extends Listenable<SyncState> {
  /** @param url of the server, as typed; @param code from a setup link or another device; @param sending what may leave, before anything does */
  pair(url: string, code: string, deviceName: string, sending: Sending): Promise<Result<null>>;
  /** @param others what to do with rows, facts and holdings that came from other devices; choices always stay */
  disconnect(others: 'keep' | 'forget'): Promise<void>;
  /** Asks for a round at once, whatever failed before. `status` tells how it goes. */
  syncNow(): Promise<void>;
  /** Interrupts a round; the next goes on where it stopped. */
  interrupt(): Promise<void>;
  setSending(patch: Partial<Sending>): Promise<void>;
  newCode(role: Role): Promise<Result<CodeAnswer>>;
  invite(libraryName: string): Promise<Result<CodeAnswer>>;
  patchDevice(deviceId: DeviceId, patch: DevicePatch): Promise<Result<null>>;
  revokeDevice(deviceId: DeviceId): Promise<Result<null>>;
  /** Every op asked for: what this device knows, and where the server can be reached what it knows besides. */
  history(query: HistoryQuery): Promise<readonly Op[]>;
  /** Gets a cover that this device lacks, once. */
  wantCover(coverHash: CoverHash, large: boolean): void;
  /** Address that plays a recording from the device that holds it. */
  streamUrl(contentKey: ContentKey): Promise<Result<string>>;
  /**
   * Copies recordings of other devices into this device's own storage, where they become files like any other.
   * What was broken off goes on where it stopped. @returns how many were kept; an error where none was, or where the rest would fail too
   */
  keepOffline(contentKeys: readonly ContentKey[], onProgress: (progress: KeepProgress) => void, signal?: AbortSignal): Promise<Result<number>>;
  /** Deletes what was kept of these recordings; those that another device holds stay in the lists. @returns how many files */
  removeKept(contentKeys: readonly ContentKey[]): Promise<Result<number>>;
  /** Authorised calls to the administrator's part of the API. @param path relative to the server's address */
  call<T>(method: 'GET' | 'POST' | 'DELETE', path: string): Promise<Result<T>>;
}
