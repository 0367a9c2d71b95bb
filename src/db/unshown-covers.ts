// Covers that nothing shows any more: they go when nobody is drawing or reading any.
import type { CoverHash } from '../domain/library/ids';
import { ABSENCES, type TrackRow } from '../domain/library/track';
import { chosenCovers } from './album-covers';
import type { Database } from './database';
import { currentSeq, rowsChanged } from './sequence';

/** In `meta`: rows are gone that may have been the last to show a cover. */
const KEY = 'coversToLookThrough';
/** Rows looked through at a time: other writers get their turn between. */
const PAGE = 1_000;

/** Call where rows go for good. */
export async function noteUnshown(db: Database): Promise<void> {
  await db.meta.put({ key: KEY, value: true });
}

/**
 * Deletes covers that no row or folder shows or would show, and that nobody chose. Reads one row of `meta` where nothing is noted.
 * @param isQuiet whether no scan runs: one may have found a cover here and not yet written the row that shows it. Where it is not, what was noted waits for the next call
 * @returns how many went
 */
export async function collectCovers(db: Database, isQuiet: () => boolean): Promise<number> {
  if (!(await db.meta.get(KEY)) || !isQuiet()) return 0;
  const from = await currentSeq(db);
  const held = new Set((await db.covers.toCollection().primaryKeys()) as CoverHash[]);
  for (let [after, more] = [0, true]; more && held.size > 0;) {
    const rows = await db.tracks.where('trackId').above(after).limit(PAGE).toArray();
    rows.forEach((row) => keep(held, ofRow(row)));
    after = rows.at(-1)?.trackId ?? after;
    more = rows.length === PAGE;
  }
  return db.transaction('rw', [db.covers, db.tracks, db.folders, db.choices, db.chosenPictures, db.meta], async () => {
    if (!isQuiet()) return 0;
    // What changed while rows were looked through.
    for (const absence of ABSENCES) await rowsChanged(db, absence, from).each((row) => keep(held, ofRow(row)));
    await db.folders.each(({ coverHash, artistPicture }) => keep(held, [coverHash, artistPicture]));
    keep(held, [...(await chosenCovers(db)), ...((await db.chosenPictures.toCollection().primaryKeys()) as CoverHash[])]);
    await db.covers.bulkDelete([...held]);
    await db.meta.delete(KEY);
    return held.size;
  });
}

function ofRow({ coverHash, foundCover, embeddedCover }: TrackRow): readonly (CoverHash | null | undefined)[] {
  return [coverHash, foundCover, embeddedCover];
}

function keep(held: Set<CoverHash>, hashes: readonly (CoverHash | null | undefined)[]): void {
  for (const hash of hashes) if (hash) held.delete(hash);
}
