// Which years tell editions apart: those of different folders. Within one folder, differing years are those of the tracks.
import { albumKeyOf } from './keys';
import type { AlbumKey, TrackId } from './ids';
import type { TrackRow } from './track';

const DISC_FOLDER = /^(?:cd|dis[ck]|disque|vol(?:ume)?\.?)[\s_.-]*\d+\b/iu;

/** The folder that holds an album as a whole: the parent, where the folder is one disc of it ("CD1", "Disc 2"). */
export function albumFolderOf(folder: string): string {
  const cut = folder.lastIndexOf('/');
  return DISC_FOLDER.test(folder.slice(cut + 1)) && cut >= 0 ? folder.slice(0, cut) : folder;
}

type Placed = Pick<TrackRow, 'trackId' | 'tags' | 'albumKey'>;

/**
 * The album keys of the tracks of one album folder. Tracks of one album artist and title are one album there; where their
 * years differ, as those of a collection do, the latest year is the edition's.
 * @returns only the tracks whose key has to change
 */
export function settledAlbumKeys(rows: readonly Placed[]): ReadonlyMap<TrackId, AlbumKey> {
  const latestYear = new Map<AlbumKey, number>();
  for (const row of rows) {
    const album = yearlessKey(row);
    if (album && row.tags?.year) latestYear.set(album, Math.max(row.tags.year, latestYear.get(album) ?? 0));
  }
  const changed = new Map<TrackId, AlbumKey>();
  for (const row of rows) {
    const album = yearlessKey(row);
    const key = album && row.tags && albumKeyOf({ ...row.tags, year: latestYear.get(album) ?? null });
    if (key && key !== row.albumKey) changed.set(row.trackId, key);
  }
  return changed;
}

function yearlessKey({ tags }: Placed): AlbumKey | null {
  return tags && albumKeyOf({ ...tags, year: null });
}
