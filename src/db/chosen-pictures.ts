// Pictures that a person chose as covers, as they were given.
import type { ChosenPicture } from '../domain/library/cover';
import type { CoverHash } from '../domain/library/ids';
import type { Database } from './database';
import { nextSeq } from './sequence';

/** Keeps those that are not here yet; the next round of a sync sends their covers. */
export function addChosenPictures(db: Database, pictures: readonly Omit<ChosenPicture, 'seq'>[]): Promise<void> {
  return db.transaction('rw', db.chosenPictures, db.meta, async () => {
    const held = await db.chosenPictures.bulkGet(pictures.map(({ coverHash }) => coverHash));
    const fresh = pictures.filter((_, i) => !held[i]);
    if (fresh.length === 0) return;
    const seq = await nextSeq(db);
    await db.chosenPictures.bulkAdd(fresh.map((picture) => ({ ...picture, seq })));
  });
}

/** Those that are here, of those asked for. */
export async function chosenPictures(db: Database, hashes: readonly CoverHash[]): Promise<ChosenPicture[]> {
  return (await db.chosenPictures.bulkGet([...hashes])).filter((row) => row !== undefined);
}
