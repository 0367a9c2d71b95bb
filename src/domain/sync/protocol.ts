// What devices and server say to each other. See docs/sync-protocol.md.
import type { CoverColour, WeighedColour } from '../library/cover';
import type { CoverHash, DeviceId } from '../library/ids';
import type { ChoiceKind, Op, PlayEvent } from './choice';
import type { Fact, FactStamp } from './facts';

/** Sent with every request of a device in the header of this name; the server answers with its own. */
export const PROTOCOL_HEADER = 'soniquebay-protocol';
export const PROTOCOL_VERSION = 1;
/** The oldest version this side still understands. */
export const OLDEST_PROTOCOL_VERSION = 1;

/** How far an op's time may lie ahead of the server's clock. */
export const MAX_DRIFT_MS = 5 * 60_000;
/** Bodies of the sync calls: MessagePack, or JSON with binary values as base64. */
export const MSGPACK_TYPE = 'application/vnd.msgpack';
/** Most items of all kinds together in one push or offer. */
export const MAX_PUSH_ITEMS = 5_000;
/** Letters of pairing codes: Crockford's base32, which has no I, L, O or U. */
export const PAIR_CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type Role = 'owner' | 'reader';

/** `GET /api/sync/hello`: asked at the start of every exchange. */
export interface Hello {
  readonly protocol: { readonly oldest: number; readonly newest: number };
  readonly libraryId: string;
  /** Changes when the server's history was replaced (a restored backup): cursors of another epoch are void. */
  readonly epoch: string;
  readonly serverNowMs: number;
  readonly role: Role;
  /** The newest change of the library. */
  readonly cursor: number;
  readonly maxPushItems: number;
  readonly maxBodyBytes: number;
}

/** `GET /api/sync/changes?after=<cursor>&limit=<n>&facts=<0|1>`: what changed past a cursor, oldest first. */
export interface ChangesPage {
  readonly epoch: string;
  readonly ops: readonly Op[];
  readonly plays: readonly PlayEvent[];
  readonly facts: readonly Fact[];
  /** Ask for what comes after this next. */
  readonly cursor: number;
  /** Changes still to come after this page. */
  readonly remaining: number;
}

/** `POST /api/sync/push`. May be repeated: what is known already changes nothing. */
export interface PushRequest {
  readonly ops: readonly Op[];
  readonly plays: readonly PlayEvent[];
  readonly facts: readonly Fact[];
}

export type RefusalCode = 'clock-ahead' | 'invalid';

export interface Refusal {
  readonly type: 'op' | 'play' | 'fact';
  /** Index in the request's list of that type. */
  readonly index: number;
  readonly code: RefusalCode;
}

export interface PushAnswer {
  /** Everything not refused is kept. */
  readonly refused: readonly Refusal[];
  /** The library's newest change just before this push; a device that has all up to it has all up to `cursor`. */
  readonly since: number;
  readonly cursor: number;
  readonly serverNowMs: number;
}

/** `POST /api/sync/offer`: which of these facts the server lacks. */
export interface OfferRequest {
  readonly facts: readonly FactStamp[];
}

export interface OfferAnswer {
  /** Indexes into the request's list. */
  readonly wanted: readonly number[];
}

/** `POST /api/covers/missing`: which of these covers the server lacks. At most 1,000 a call. */
export interface CoversRequest {
  readonly hashes: readonly CoverHash[];
}

export interface CoversAnswer {
  readonly missing: readonly CoverHash[];
}

/** Body of `PUT /api/covers/:hash` (MessagePack). Pictures are WebP; a size that the picture is too small for is null. */
export interface CoverBody {
  readonly small: Uint8Array;
  readonly medium: Uint8Array | null;
  readonly large: Uint8Array | null;
  readonly accent: CoverColour | null;
  readonly palette: readonly WeighedColour[];
}

/**
 * `GET /api/covers/:hash`: the sizes that lists show; with `?large=1` the large one too, which a device asks for when it is
 * looked at. `GET /api/covers/:hash/small.webp`, `medium.webp` and `large.webp` answer the picture nearest to that size.
 */
export interface CoverAnswer extends CoverBody {
  /** Whether there is a large one, in this answer or not. */
  readonly hasLarge: boolean;
}

/** `GET /api/history?kind=&id=` or `?kind=&parent=`: every op of an entity, or of all that have this parent, newest first. */
export interface HistoryAnswer {
  readonly ops: readonly Op[];
}

export type HistoryQuery = { readonly kind: ChoiceKind } & ({ readonly id: string } | { readonly parent: string });

/** `POST /api/auth/pair`, without a token: a setup link's or a pairing code makes a device known. */
export interface PairRequest {
  readonly code: string;
  readonly deviceId: DeviceId;
  readonly deviceName: string;
}

export interface PairAnswer {
  /** Long and random; the server keeps only its hash. */
  readonly token: string;
  readonly libraryId: string;
  readonly libraryName: string;
  readonly role: Role;
}

/** `POST /api/auth/codes`: a short code for one more device; single use. */
export interface CodeRequest {
  readonly role: Role;
}

export interface CodeAnswer {
  /** Eight letters of `PAIR_CODE_ALPHABET`, or 26 for an invitation; case, spaces and hyphens do not matter when typed. */
  readonly code: string;
  readonly expiresAtMs: number;
  /** Opens the app with the code filled in; for a QR code. */
  readonly link: string;
}

/** `POST /api/auth/invites` (administrator): a setup link for another person with a library of their own. */
export interface InviteRequest {
  readonly libraryName: string;
}

/** A member of `GET /api/devices`. */
export interface DeviceInfo {
  readonly deviceId: DeviceId;
  readonly name: string;
  readonly role: Role;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number | null;
  readonly lastSyncAtMs: number | null;
  readonly online: boolean;
  /** Whether it lets other devices play its files. */
  readonly shares: boolean;
  /** Recordings it holds. */
  readonly holdings: number;
  readonly revoked: boolean;
}

/** `PATCH /api/devices/:id`: a device changes itself, an owner any. `DELETE` revokes, and answers `{ ownersLeft }`. */
export interface DevicePatch {
  readonly name?: string;
  readonly shares?: boolean;
}

/** Every refusal of the API has this body. */
export interface ApiErrorBody {
  readonly error: { readonly code: ApiErrorCode; readonly message: string };
}

export type ApiErrorCode =
  | 'bad-request'
  | 'unauthorised'
  | 'revoked'
  | 'forbidden'
  | 'not-found'
  | 'code-invalid'
  | 'conflict'
  | 'too-large'
  | 'unsupported-media-type'
  | 'client-too-old'
  | 'server-too-old'
  | 'rate-limited'
  | 'device-offline'
  | 'unavailable'
  | 'internal';
