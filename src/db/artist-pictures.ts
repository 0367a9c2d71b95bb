// Pictures of artists that lie in their folders.
import { VARIOUS } from '../domain/library/discography';
import type { ArtistKey, CoverHash, RootId } from '../domain/library/ids';
import { HERE } from '../domain/library/track';
import type { Database } from './database';

/** The first character behind `/`. */
const BEHIND_SLASH = '0';

/** The picture of each artist that has one, by key; of several the one highest up in its root. */
export async function artistPictures(db: Database): Promise<ReadonlyMap<ArtistKey, CoverHash>> {
  const rows = await db.folders.orderBy('artistKey').toArray();
  const pictures = new Map<ArtistKey, CoverHash>();
  for (const { artistKey, artistPicture } of rows.sort((a, b) => b.path.length - a.path.length)) {
    if (artistKey && artistPicture) pictures.set(artistKey, artistPicture);
  }
  return pictures;
}

/** The one album artist of all files in a folder and below it; null where there are several, or none. */
export async function soleAlbumArtist(db: Database, rootId: RootId, folder: string): Promise<ArtistKey | null> {
  const artists = new Set<ArtistKey>();
  const below: readonly [string, string] = folder === '' ? ['', '\uffff'] : [`${folder}/`, `${folder}${BEHIND_SLASH}`];
  const ranges = [
    db.tracks.where('[rootId+folder]').equals([rootId, folder]),
    db.tracks.where('[rootId+folder]').between([rootId, below[0]], [rootId, below[1]], true, false),
  ];
  for (const range of ranges) {
    await range.until(() => artists.size > 1).each(({ missing, albumArtistKey }) => {
      if (missing === HERE && albumArtistKey !== null) artists.add(albumArtistKey);
    });
  }
  const [only] = artists;
  return artists.size === 1 && only !== undefined && !VARIOUS.includes(only) ? only : null;
}
