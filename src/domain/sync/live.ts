// Signals: what the server tells as it happens (GET /api/events, SSE). Never stored.
import type { ContentKey, DeviceId } from '../library/ids';
import type { DeviceInfo } from './protocol';

export type ProgressStep = 'scan' | 'parse' | 'analyse' | 'embed' | 'enrich';

/** Data of a `progress` event, and body of `POST /api/events/progress` (which the server stamps with the sender's deviceId). */
export interface Progress {
  readonly deviceId: DeviceId;
  readonly runId: string;
  readonly step: ProgressStep;
  readonly current: number;
  readonly total: number;
  /** 0–100. */
  readonly percent: number;
  readonly filesPerSecond: number | null;
  readonly etaS: number | null;
}

/** Data of a `library_update` event: there are changes up to this cursor. */
export interface LibraryUpdate {
  readonly libraryId: string;
  readonly cursor: number;
}

/** Data of a `notice` event. */
export interface Notice {
  readonly code: 'revoked' | 'server-stopping' | 'resync';
}

/** Data of a `relay` event: the server asks this device for part of a file, to be sent to `POST /api/relay/:requestId`. */
export interface RelayRequest {
  readonly requestId: string;
  readonly contentKey: ContentKey;
  /** First byte asked for. */
  readonly start: number;
  /** Last byte asked for, inclusive; null to the end. */
  readonly end: number | null;
}

export type LiveEvent =
  | { readonly type: 'progress'; readonly data: Progress }
  | { readonly type: 'library_update'; readonly data: LibraryUpdate }
  | { readonly type: 'device'; readonly data: DeviceInfo }
  | { readonly type: 'notice'; readonly data: Notice }
  | { readonly type: 'relay'; readonly data: RelayRequest };

/** `POST /api/relay/tickets`: an address that plays a recording for some hours without a header. */
export interface TicketRequest {
  readonly contentKey: ContentKey;
}

export interface TicketAnswer {
  /** Relative to the server's address; answers range requests. */
  readonly path: string;
  readonly expiresAtMs: number;
}
