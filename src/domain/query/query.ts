// Questions to the view engine and the shape of its answers.
import type { AlbumKey, ArtistKey, CoverHash, RootId } from '../library/ids';
import { SOUND_NUMBERS } from './sound-fields';
import type { SoundFilter } from './sound-filter';

export const SORT_FIELDS = [
  'title', 'artist', 'album', 'albumArtist', 'genre', 'year', 'trackNo', 'durationS', 'tempoBpm', 'key', 'loudnessLufs',
  'rating', 'playCount', 'addedAtMs', 'codec', 'path', 'relevance',
  ...SOUND_NUMBERS, 'mood', 'energyLevel', 'atmosphere', 'use', 'marks',
] as const;
export type SortField = (typeof SORT_FIELDS)[number];

export interface Sort {
  readonly by: SortField;
  readonly descending: boolean;
}

/** Every given filter must hold. */
export interface TrackFilter {
  readonly albumKey?: AlbumKey;
  /** Matches each artist that the track, its title or its album credits, and whoever was merged into one of them. */
  readonly artistKey?: ArtistKey;
  readonly composerKey?: ArtistKey;
  /** Folded genre name, as in `Group.key`. */
  readonly genre?: string;
  /** Everything below this folder of a root; '' is the whole root. `direct` leaves sub-folders out. */
  readonly folder?: { readonly rootId: RootId; readonly path: string; readonly direct?: boolean };
  readonly loved?: boolean;
  readonly minRating?: number;
  readonly failed?: boolean;
  readonly sound?: SoundFilter;
  /** Of several versions of a track the one that stands for them, or all. Not given, it is the one for an album, artist or genre, and all for the rest. */
  readonly versions?: 'best' | 'all';
  /** Files of this device's folders, or recordings that it knows from other devices alone. */
  readonly where?: 'here' | 'elsewhere' | 'any';
}

export interface TrackQuery {
  /** Free text over title, artist, album and genre; '' for all. Accents and case are ignored. */
  readonly text: string;
  readonly filter: TrackFilter;
  readonly sort: Sort;
}

export interface TrackList {
  /** Track ids in order, transferred. */
  readonly trackIds: Uint32Array;
  readonly totalDurationS: number;
  readonly revision: number;
}

/** Files that hold one recording, in groups: one after another in `trackIds`, transferred. */
export interface DuplicateList {
  /** Of all groups; in a group the best version comes first. */
  readonly trackIds: Uint32Array;
  /** Where each group begins in `trackIds`, and where the last one ends. */
  readonly starts: Uint32Array;
  /** Of each group: `COPIES` or `FORMATS`; copies come first. */
  readonly kinds: Uint8Array;
  /** Tracks that a person hid, in album order. */
  readonly hidden: Uint32Array;
}

/** Files with the very same audio. */
export const COPIES = 1;
/** Files of one recording whose audio is encoded otherwise. */
export const FORMATS = 2;

export type GroupKind = 'album' | 'artist' | 'genre';

/** An album, artist or genre with what its tile shows, in the order of its folded name. */
export interface Group {
  /** albumKey, artistKey or folded genre. */
  readonly key: string;
  readonly name: string;
  /** The album's artist; null otherwise. */
  readonly subtitle: string | null;
  readonly year: number | null;
  readonly trackCount: number;
  /** Albums of an artist or genre; 1 for an album. */
  readonly albumCount: number;
  readonly durationS: number;
  readonly coverHash: CoverHash | null;
  /** Latest `addedAtMs` of its tracks. */
  readonly addedAtMs: number;
}

export interface FolderGroup {
  readonly rootId: RootId;
  readonly path: string;
  readonly name: string;
  /** Tracks below, sub-folders included. */
  readonly trackCount: number;
  readonly durationS: number;
}
