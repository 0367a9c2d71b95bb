// The server's tables, the same on SQLite and PostgreSQL. Times are milliseconds, booleans 0 or 1.
import type { Kysely } from 'kysely';
import type { ChoiceKind } from '../../src/domain/sync/choice';
import type { FactKind } from '../../src/domain/sync/facts';
import type { Role } from '../../src/domain/sync/protocol';

/** A person's library. `seq` counts its changes; its row is locked while a change is written, so that cursors never pass unseen rows. */
export interface LibraryTable {
  readonly library_id: string;
  readonly name: string;
  /** May see and run the whole server: the first library. */
  readonly is_admin: number;
  readonly epoch: string;
  seq: number;
  readonly created_at_ms: number;
}

export interface DeviceTable {
  readonly device_id: string;
  readonly library_id: string;
  name: string;
  role: Role;
  /** SHA-256 of the token, hex. */
  token_hash: string;
  readonly created_at_ms: number;
  last_seen_at_ms: number | null;
  last_sync_at_ms: number | null;
  revoked_at_ms: number | null;
  shares: number;
}

/** Setup links and pairing codes; single use. */
export interface PairingTable {
  /** SHA-256 of the code, hex. */
  readonly code_hash: string;
  /** Null for a setup link that founds a library. */
  readonly library_id: string | null;
  readonly library_name: string | null;
  readonly role: Role;
  readonly expires_at_ms: number;
  used_at_ms: number | null;
}

export interface OpTable {
  readonly library_id: string;
  readonly hlc: string;
  readonly kind: ChoiceKind;
  readonly entity_id: string;
  readonly parent: string | null;
  readonly field: string;
  /** JSON. */
  readonly value: string;
  readonly seq: number;
  readonly received_at_ms: number;
}

/** The merged state of an entity: always `applyOp` over its ops. */
export interface ChoiceTable {
  readonly library_id: string;
  readonly kind: ChoiceKind;
  readonly entity_id: string;
  readonly parent: string;
  /** JSON of `ChoiceRow.fields`. */
  fields: string;
}

export interface PlayTable {
  readonly library_id: string;
  readonly play_id: string;
  readonly content_key: string;
  readonly at_ms: number;
  readonly device_id: string;
  readonly seq: number;
}

export interface FactTable {
  readonly library_id: string;
  readonly kind: FactKind;
  readonly subject: string;
  readonly content_key: string;
  version: number;
  device_id: string;
  revision: number;
  digest: string;
  /** 1 for a `holding` that says so: counted and looked for without reading its value. */
  held: number;
  value: Uint8Array;
  seq: number;
}

export interface CoverTable {
  readonly library_id: string;
  readonly hash: string;
  readonly small: Uint8Array;
  /** Null where the picture is too small for this size. */
  readonly medium: Uint8Array | null;
  readonly large: Uint8Array | null;
  /** JSON, or null. */
  readonly accent: string | null;
  /** JSON. */
  readonly palette: string;
}

/** What GraphQL filters and sorts: effective values of each track, made again from facts and choices at every change of either. */
export interface TrackTable {
  readonly library_id: string;
  readonly content_key: string;
  /** '-' where the tags name no album. */
  readonly tagged_album_key: string;
  title: string;
  /** `searchWords()` of title, artist, album artist, album and genres, for text search. */
  search_text: string;
  artist: string | null;
  artist_key: string | null;
  album: string | null;
  album_key: string | null;
  album_artist: string | null;
  album_artist_key: string | null;
  /** JSON list. */
  genres: string;
  /** `foldText()` of the names (of the first genre), cut to 200 letters: what lists are sorted by. Compared byte by byte on every database. */
  title_sort: string;
  artist_sort: string | null;
  album_sort: string | null;
  album_artist_sort: string | null;
  genre_sort: string | null;
  year: number | null;
  track_no: number | null;
  disc_no: number | null;
  duration_s: number | null;
  codec: string | null;
  cover_hash: string | null;
  tempo_bpm: number | null;
  tempo_confidence: number | null;
  /** Pitch class, 0 = C … 11 = B. */
  key_tonic: number | null;
  key_mode: string | null;
  /** Place of the key on the Camelot wheel: 0 for 1A, 1 for 1B … 23 for 12B. */
  camelot_order: number | null;
  loudness_lufs: number | null;
  /** Half stars, 1–10. */
  rating: number | null;
  loved: number;
  play_count: number;
  last_played_at_ms: number | null;
  /** Whether any device holds it now. */
  held: number;
  has_vector: number;
  added_at_ms: number;
}

/** One row a track and genre, folded name beside the name as tagged. */
export interface TrackGenreTable {
  readonly library_id: string;
  readonly content_key: string;
  readonly tagged_album_key: string;
  readonly genre: string;
  readonly genre_key: string;
}

export const GROUP_KINDS = ['album', 'artist', 'genre'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** An album, artist or genre: what its tracks come to. Read behind `freshenGroups` alone. */
export interface GroupTable {
  readonly library_id: string;
  readonly kind: GroupKind;
  readonly group_key: string;
  readonly name: string;
  readonly name_sort: string;
  /** `searchWords()` of its names, and of an album's artists. */
  readonly search_text: string;
  /** Of an album's tracks; of no meaning for other kinds. */
  readonly album_artist: string | null;
  readonly album_artist_sort: string | null;
  readonly album_artist_key: string | null;
  /** The latest of its tracks. */
  readonly year: number | null;
  readonly track_count: number;
  readonly album_count: number;
  /** Whole, so that it is the same however the database orders its additions. */
  readonly duration_s: number;
  readonly cover_hash: string | null;
  readonly play_count: number;
  readonly last_played_at_ms: number | null;
  readonly added_at_ms: number;
}

/** A group whose row is to be made anew, or is no more. */
export interface StaleGroupTable {
  readonly library_id: string;
  readonly kind: GroupKind;
  readonly group_key: string;
}

/** Small values of the whole server, such as the secret that signs stream tickets. */
export interface SecretTable {
  readonly name: string;
  readonly value: string;
}

export interface Tables {
  libraries: LibraryTable;
  devices: DeviceTable;
  pairings: PairingTable;
  ops: OpTable;
  choices: ChoiceTable;
  plays: PlayTable;
  facts: FactTable;
  covers: CoverTable;
  tracks: TrackTable;
  track_genres: TrackGenreTable;
  groups: GroupTable;
  stale_groups: StaleGroupTable;
  secrets: SecretTable;
}

export type Dialect = 'sqlite' | 'postgres';

export interface Store {
  readonly dialect: Dialect;
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

