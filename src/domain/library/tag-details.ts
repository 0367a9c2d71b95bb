// What a file's tags say beyond `Tags`: for the page of a track, and for who looks closer. A fact, one row a file.
import type { TrackId } from './ids';

/** Roles as MusicBrainz names them, without those that `Tags` holds as its own fields. */
export type CreditRole =
  | 'conductor' | 'orchestra' | 'ensemble' | 'performer' | 'lyricist' | 'writer' | 'arranger' | 'remixer' | 'producer' | 'engineer' | 'mixer' | 'dj-mixer'
  | 'director' | 'originalArtist' | 'originalLyricist' | 'involved';

/** A person or group named by a tag for what they did. */
export interface CreditedName {
  readonly role: CreditRole;
  readonly name: string;
  /** What was played or done, in the tag's own words: `guitar`, `lead vocals`. Of performers and of `involved`. */
  readonly as?: string;
}

export interface LyricsLine {
  readonly atMs: number;
  readonly text: string;
}

/** Plain or synced lyrics of one language. */
export interface TaggedLyrics {
  /** All lines as one text, without times. */
  readonly text: string;
  /** By time; absent where the lyrics have none. */
  readonly lines?: readonly LyricsLine[];
  /** ISO 639-2 as tagged. */
  readonly language?: string;
  readonly description?: string;
}

export interface TaggedComment {
  readonly text: string;
  /** ISO 639-2 as tagged. */
  readonly language?: string;
  readonly description?: string;
}

export interface TaggedRating {
  /** 0 is "rated, none"; absent ratings make no entry. */
  readonly halfStars: number;
  /** The tag that says so, with its owner: `POPM Windows Media Player 9 Series`, `FMPS_RATING`. */
  readonly source: string;
}

export interface TaggedPlayCount {
  readonly count: number;
  readonly source: string;
}

/** One tag as it stands in the file. */
export interface NativeTag {
  /** Name of the tag format: `ID3v2.3`, `vorbis`. */
  readonly format: string;
  readonly id: string;
  /** As text; bytes and pictures as their type and size. */
  readonly value: string;
}

/** MusicBrainz ids that `Tags` has no use for. */
export type MusicBrainzIdKind = 'releaseTrack' | 'releaseGroup' | 'work' | 'disc' | 'trm' | 'originalRelease' | 'originalArtist' | 'composer';

/** Optional fields are absent when empty. */
export interface TagDetails {
  readonly credits?: readonly CreditedName[];
  readonly composerSorts?: readonly string[];
  readonly subtitle?: string;
  readonly works?: readonly string[];
  readonly movement?: { readonly name: string | null; readonly no: number | null; readonly of: number | null };
  readonly groupings?: readonly string[];
  readonly labels?: readonly string[];
  readonly catalogNumbers?: readonly string[];
  readonly barcode?: string;
  readonly asin?: string;
  readonly isrcs?: readonly string[];
  readonly comments?: readonly TaggedComment[];
  readonly lyrics?: readonly TaggedLyrics[];
  readonly languages?: readonly string[];
  readonly script?: string;
  readonly copyright?: string;
  readonly licence?: string;
  readonly website?: string;
  readonly originalAlbum?: string;
  /** ISO 3166-1 as tagged. */
  readonly releaseCountry?: string;
  /** In lower case: `official`, `bootleg`. */
  readonly releaseStatus?: string;
  /** Opus gain for −23 LUFS, in dB. */
  readonly r128TrackDb?: number;
  readonly r128AlbumDb?: number;
  readonly ratings?: readonly TaggedRating[];
  readonly playCounts?: readonly TaggedPlayCount[];
  readonly musicBrainz?: Readonly<Partial<Record<MusicBrainzIdKind, readonly string[]>>>;
  readonly acoustId?: string;
  readonly encodedBy?: string;
  readonly encoderSettings?: string;
  /** A cue sheet inside the file. */
  readonly cueSheet?: string;
  /** Every tag of the file, in its order, within limits. */
  readonly native: readonly NativeTag[];
  /** Tags beyond those limits; absent where all are here. */
  readonly nativeLeftOut?: number;
}

export interface TagDetailsRow extends TagDetails {
  readonly trackId: TrackId;
  /** Set where there is a cue sheet: indexed, so that such files are found among all. */
  readonly hasCue?: 1;
}

export const NO_DETAILS: TagDetails = { native: [] };
