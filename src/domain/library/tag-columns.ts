// What a row keeps of a file's tags: whoever writes new tags writes all of it, as read. What a person edited comes on top in the database.
import { keysOf } from './keys';
import type { Tags } from './tags';
import type { TrackRow } from './track';
import { rowCredits } from './track-credits';

export type TagColumns = Pick<TrackRow, 'tags' | 'albumKey' | 'taggedAlbumKey' | 'artistKey' | 'albumArtistKey' | 'credits' | 'settledAlbum'>;

/** Before other tracks are looked at: settling may change the album's key and artist, and the cuts of credits. */
export function tagColumns(tags: Tags): TagColumns {
  const keys = keysOf(tags);
  return { tags, ...keys, taggedAlbumKey: keys.albumKey, credits: rowCredits(tags, keys), settledAlbum: undefined };
}
