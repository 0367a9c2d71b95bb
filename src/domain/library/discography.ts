// What an artist has a part in, by albums: their own, those they appear on, compilations.
import type { Group } from '../query/query';
import type { Credit } from './credits';
import type { ArtistKey } from './ids';
import { artistKeyOf, VARIOUS_ARTISTS } from './keys';
import { albumsOf } from './releases';
import type { TrackView } from './track-view';

export interface Discography {
  readonly albums: readonly Group[];
  readonly appearsOn: readonly Group[];
  readonly compilations: readonly Group[];
}

/** MusicBrainz's own artist for albums of many. */
const MUSICBRAINZ_VARIOUS = 'mb:89ad4ac3-39f7-470e-963a-56509c546377' as ArtistKey;
/** The album artist of albums of many. */
export const VARIOUS: readonly (ArtistKey | null)[] = [artistKeyOf(VARIOUS_ARTISTS, []), MUSICBRAINZ_VARIOUS];

/** @param views tracks that credit the artist, @param isArtist whether a key is the artist's, merged ones too */
export function discographyOf(views: readonly TrackView[], isArtist: (key: ArtistKey | null) => boolean): Discography {
  const kinds = new Map<string, keyof Discography>();
  for (const { albumKey, albumCredit } of views) {
    if (albumKey === null) continue;
    const held = kinds.get(albumKey);
    // One track that says so makes it the artist's own: album artists of one folder may be spelled in two ways.
    if (held !== 'albums') kinds.set(albumKey, kindOf(albumCredit, isArtist) ?? held ?? 'appearsOn');
  }
  const all = albumsOf(views);
  const of = (kind: keyof Discography): Group[] => all.filter((album) => kinds.get(album.key) === kind);
  return { albums: of('albums'), appearsOn: of('appearsOn'), compilations: of('compilations') };
}

function kindOf(albumCredit: Credit, isArtist: (key: ArtistKey | null) => boolean): keyof Discography | null {
  if (albumCredit.some(({ artistKey }) => isArtist(artistKey))) return 'albums';
  return albumCredit.some(({ artistKey }) => artistKey !== null && VARIOUS.includes(artistKey)) ? 'compilations' : null;
}
