// What a round of exchange runs between: the server on one side, this device's store on the other.
import type { ContentKey } from '../library/ids';
import type { Result } from '../result';
import type { Op, PlayEvent } from './choice';
import type { Fact } from './facts';
import type { ChangesPage, Hello, OfferAnswer, OfferRequest, PushAnswer, PushRequest } from './protocol';

/** The server, as seen from here. Every call may be repeated. */
export interface Remote {
  hello(): Promise<Result<Hello>>;
  push(request: PushRequest): Promise<Result<PushAnswer>>;
  offer(request: OfferRequest): Promise<Result<OfferAnswer>>;
  changes(after: number, limit: number): Promise<Result<ChangesPage>>;
}

/** What a server says of itself and its clock. */
export interface ServerState {
  readonly epoch: string;
  readonly cursor: number;
  /** Its clock minus this device's. */
  readonly clockOffsetMs: number;
}

/** Where the facts of a page of rows end. */
export interface FactPosition {
  readonly seq: number;
  readonly trackId: number;
}

export interface FactPage {
  readonly facts: readonly Fact[];
  /** Where the next page begins; null at the end. */
  readonly next: FactPosition | null;
  /** Rows still to come, as far as known. */
  readonly remaining: number;
  /** Change sequence up to which every row was offered once this page is sent. */
  readonly through: number;
  /** Recordings that the page says are held no longer. */
  readonly withdrawn: readonly ContentKey[];
  /** Subjects of the aliases that the page tells. */
  readonly aliases?: readonly string[];
}

/** This device's store. Each call that changes something does so in one transaction. */
export interface Replica {
  /**
   * Notes the server's clock and takes up where the last round stopped. For another history than before, or one that
   * lies behind, it begins anew: from the first change, with everything to be sent again.
   * @returns the cursor of the last change received
   */
  begin(server: ServerState): Promise<number>;
  /** Sets waiting choices right that lie further ahead than `limitMs`. @returns how many */
  restamp(limitMs: number, nowMs: number, offsetMs: number): Promise<number>;
  /** Choices that wait to be sent, in order of time, past `after`. */
  pendingOps(after: string, limit: number): Promise<Op[]>;
  pendingPlays(after: string, limit: number): Promise<PlayEvent[]>;
  /** The server has these, or will never take them. */
  settle(ops: readonly Op[], plays: readonly PlayEvent[]): Promise<void>;
  /** Facts of this device's own files that changed past a position, with what it holds and no longer holds. @param from null where the last round stopped */
  facts(from: FactPosition | null, limit: number): Promise<FactPage>;
  /** Everything of a page was offered and, where wanted, sent. */
  factsSent(page: FactPage): Promise<void>;
  /** Merges a page and moves the cursor, in one transaction, which may be under way when the call returns: the next call and `finish` wait for it, and throw what it threw. */
  receive(page: ChangesPage): Promise<void>;
  finish(): Promise<void>;
}
