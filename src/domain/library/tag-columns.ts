// What a row keeps of a file's tags: whoever writes new tags writes all of it.
import { keysOf } from './keys';
import type { Tags } from './tags';
import type { TrackRow } from './track';
import { rowCredits } from './track-credits';

export type TagColumns = Pick<TrackRow, 'tags' | 'albumKey' | 'taggedAlbumKey' | 'artistKey' | 'albumArtistKey' | 'credits'>;

/** Before other tracks are looked at: settling may change the album's key and the cuts of credits. */
export function tagColumns(tags: Tags): TagColumns {
  const keys = keysOf(tags);
  return { tags, ...keys, taggedAlbumKey: keys.albumKey, credits: rowCredits(tags, keys) };
}
