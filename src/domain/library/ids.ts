// Branded ids, so that a path can never be passed where a key is meant.

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** Auto-increment number of a root folder on this device. */
export type RootId = Branded<number, 'RootId'>;
/** Auto-increment number of a track row on this device; fits a Uint32 column. */
export type TrackId = Branded<number, 'TrackId'>;
/** 128-bit hash of the encoded audio alone, 32 hex digits. */
export type ContentKey = Branded<string, 'ContentKey'>;
/** `mb:<release id>` or 32 hex digits of normalised album artist and title. */
export type AlbumKey = Branded<string, 'AlbumKey'>;
/** `mb:<artist id>` or 32 hex digits of the normalised name. */
export type ArtistKey = Branded<string, 'ArtistKey'>;
/** Hash of a cover's bytes, 32 hex digits. */
export type CoverHash = Branded<string, 'CoverHash'>;
export type PlaylistId = Branded<string, 'PlaylistId'>;
export type PlaylistEntryId = Branded<string, 'PlaylistEntryId'>;
export type DeviceId = Branded<string, 'DeviceId'>;
