// What a file's tags say, as far as lists, keys, filters and search need it. All the rest is in `TagDetails`.

/** Tags as read from the file: a fact. Absent values are null or empty, never ''; the optional ones are absent when empty. */
export interface Tags {
  readonly title: string | null;
  /** The artist as credited, in the tag's own words. */
  readonly artist: string | null;
  readonly artists: readonly string[];
  readonly album: string | null;
  /** The album artist as credited, in the tag's own words. */
  readonly albumArtist: string | null;
  /** Set only where a tag lists several, or lists them beside the credit. */
  readonly albumArtists?: readonly string[];
  readonly titleSort?: string;
  readonly artistSort?: string;
  readonly albumSort?: string;
  readonly albumArtistSort?: string;
  readonly genres: readonly string[];
  readonly moods?: readonly string[];
  /** Partial ISO date as tagged: `1999`, `1999-03` or `1999-03-08`. */
  readonly date: string | null;
  /** When it was first released, as a partial ISO date. */
  readonly originalDate: string | null;
  readonly year: number | null;
  readonly trackNo: number | null;
  readonly trackTotal: number | null;
  readonly discNo: number | null;
  readonly discTotal: number | null;
  readonly discSubtitle?: string;
  /** What it was released on: `CD`, `Vinyl`. */
  readonly media?: string;
  /** In lower case, primary first: `album`, `ep`, `single`, `compilation`, `live`. */
  readonly releaseTypes?: readonly string[];
  readonly composers: readonly string[];
  readonly label: string | null;
  readonly isrc: string | null;
  readonly comment: string | null;
  readonly compilation: boolean;
  /** BPM and key as tagged, kept beside the measured ones. */
  readonly taggedBpm: number | null;
  readonly taggedKey: string | null;
  readonly replayGainTrackDb: number | null;
  readonly replayGainAlbumDb: number | null;
  /** Linear, 1 is full scale. */
  readonly replayGainTrackPeak?: number;
  /** Linear, 1 is full scale. */
  readonly replayGainAlbumPeak?: number;
  readonly musicBrainzRecordingId: string | null;
  readonly musicBrainzReleaseId: string | null;
  readonly musicBrainzReleaseGroupId?: string;
  readonly musicBrainzArtistIds: readonly string[];
  readonly musicBrainzAlbumArtistIds: readonly string[];
  /** Names of the tag formats found, e.g. `ID3v2.4`, `vorbis`. */
  readonly tagFormats: readonly string[];
  /** Fields that no tag gave and that were taken from the path. */
  readonly guessed?: readonly GuessedField[];
  /** Texts in an encoding that their tag does not declare. */
  readonly encoding?: TagEncoding;
}

export type GuessedField = 'title' | 'artist' | 'album' | 'albumArtist' | 'trackNo' | 'discNo' | 'year';

/** Fields of `Tags` that hold text in a person's language. */
export type TextField =
  | 'title' | 'artist' | 'artists' | 'album' | 'albumArtist' | 'albumArtists' | 'titleSort' | 'artistSort' | 'albumSort' | 'albumArtistSort'
  | 'genres' | 'moods' | 'discSubtitle' | 'composers' | 'label' | 'comment';

/** Encodings in which people wrote ID3 texts that claim to be Latin-1, by their names in the Encoding Standard. */
export type LegacyEncoding =
  | 'utf-8' | 'windows-1252' | 'windows-1251' | 'koi8-r' | 'shift_jis' | 'euc-jp' | 'gbk' | 'big5' | 'euc-kr'
  | 'windows-1250' | 'windows-1253' | 'windows-1254' | 'windows-1255' | 'windows-1256' | 'windows-874';

/** Texts that their tag declares as Latin-1 and that are, or may be, in another encoding. */
export interface TagEncoding {
  /** The encoding they were read in; null where none is sure: they stand as Latin-1, and a person may choose. */
  readonly repaired: LegacyEncoding | null;
  /** The fields concerned. */
  readonly fields: readonly TextField[];
  /** Encodings that fit, the likeliest first; empty where the repair is sure. */
  readonly candidates: readonly LegacyEncoding[];
}
