// Keys of albums and artists. The formulas are frozen: a better one is a new kind of key beside these.
import { hashTexts } from './hash128';
import type { AlbumKey, ArtistKey } from './ids';
import { mainCredit, normaliseName } from './normalise';
import type { Tags } from './tags';

export const VARIOUS_ARTISTS = 'Various Artists';

export interface TrackKeys {
  readonly albumKey: AlbumKey | null;
  readonly artistKey: ArtistKey | null;
  readonly albumArtistKey: ArtistKey | null;
}

/** All keys that follow from tags (or from effective values in their shape). */
export function keysOf(tags: Tags): TrackKeys {
  const albumArtist = albumArtistOf(tags);
  return {
    albumKey: albumKeyOf(tags),
    artistKey: artistKeyOf(tags.artist, tags.musicBrainzArtistIds),
    albumArtistKey: artistKeyOf(albumArtist, tags.albumArtist === null ? [] : tags.musicBrainzAlbumArtistIds),
  };
}

/**
 * `mb:` + MusicBrainz release id, else the hash of 'album', normalised album artist, album title and edition.
 * The edition is the year, so that two albums of one name by one artist stay apart; a compilation has none, because
 * its tracks often carry the year of their first release. Without an album title there is no album.
 */
export function albumKeyOf(tags: Tags): AlbumKey | null {
  if (tags.musicBrainzReleaseId) return `mb:${tags.musicBrainzReleaseId.toLowerCase()}` as AlbumKey;
  const title = normaliseName(tags.album ?? '');
  if (title === '') return null;
  const artist = normaliseName(albumArtistOf(tags) ?? '');
  const various = tags.compilation || artist === normaliseName(VARIOUS_ARTISTS);
  const edition = various || tags.year === null ? '' : String(tags.year);
  return hashTexts(['album', artist, title, edition]) as AlbumKey;
}

/** `mb:` + MusicBrainz artist id where there is exactly one, else the hash of 'artist' and the normalised name as credited. */
export function artistKeyOf(name: string | null, musicBrainzIds: readonly string[]): ArtistKey | null {
  const [id] = musicBrainzIds;
  if (id && musicBrainzIds.length === 1) return `mb:${id.toLowerCase()}` as ArtistKey;
  const normalised = normaliseName(name ?? '');
  return normalised === '' ? null : (hashTexts(['artist', normalised]) as ArtistKey);
}

/** The tag; else Various Artists on a compilation; else the artist without guests. */
export function albumArtistOf(tags: Tags): string | null {
  if (tags.albumArtist) return tags.albumArtist;
  if (tags.compilation) return VARIOUS_ARTISTS;
  return tags.artist === null ? null : mainCredit(tags.artist);
}
