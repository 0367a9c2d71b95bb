// Thumbnails of covers, once for each distinct picture.
import type { CoverRow } from '../domain/library/cover';
import type { CoverHash } from '../domain/library/ids';
import type { Database } from './database';

export async function hasCover(db: Database, coverHash: CoverHash): Promise<boolean> {
  return (await db.covers.where('coverHash').equals(coverHash).count()) > 0;
}

export async function putCover(db: Database, cover: CoverRow): Promise<void> {
  await db.covers.put(cover);
}
