// Where the tracks of an album are now: its key was one for a moment while tags were edited or settled, or until they were.
import type { AlbumKey } from '../domain/library/ids';
import { albumKeyOf } from '../domain/library/keys';
import { mostCommon } from '../domain/library/releases';
import type { TrackRow } from '../domain/library/track';
import type { Database } from './database';

/**
 * The album that most tracks which had this key have come to; null where none had it, or some have it still.
 * Reads every row: no index has albums, and this is asked for an address that leads nowhere.
 */
export async function albumAfter(db: Database, key: AlbumKey): Promise<AlbumKey | null> {
  const now: (AlbumKey | null)[] = [];
  await db.tracks.filter((row) => hadKey(row, key)).each(({ albumKey }) => void now.push(albumKey));
  return now.includes(key) ? null : mostCommon(now);
}

/** As tagged, as edited before albums were settled, or as another device edited it. */
function hadKey({ albumKey, taggedAlbumKey, settled, readTags, tags }: TrackRow, key: AlbumKey): boolean {
  return albumKey === key || taggedAlbumKey === key || settled?.[0] === key || (readTags !== undefined && tags !== null && albumKeyOf(tags) === key);
}
