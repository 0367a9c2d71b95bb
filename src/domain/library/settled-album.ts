// What settling found of a track's album by looking at the files beside it: shown in place of what its own tags leave out or spell otherwise.
import type { Tags } from './tags';

/** Each part is absent where the tags say the same. */
export interface SettledAlbum {
  /** The album's title without the disc that the tag names in it. */
  readonly album?: string;
  readonly albumArtist?: string;
  /** Of `albumArtist`; absent where none are known. */
  readonly albumArtistIds?: readonly string[];
  readonly discNo?: number;
  readonly discSubtitle?: string;
}

/** Tags with what was settled in their place. */
export function settledTags(tags: Tags, settled: SettledAlbum | undefined): Tags {
  if (!settled) return tags;
  const { albumArtist, albumArtistIds, ...rest } = settled;
  if (albumArtist === undefined) return { ...tags, ...rest };
  return { ...tags, ...rest, albumArtist, albumArtists: undefined, musicBrainzAlbumArtistIds: albumArtistIds ?? [] };
}
