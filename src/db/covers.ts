// Covers, once for each distinct picture.
import { COVER_VERSION, type CoverRow } from '../domain/library/cover';
import type { CoverHash } from '../domain/library/ids';
import type { FactPosition } from '../domain/sync/ports';
import type { Database } from './database';
import { rowsToOffer } from './pending';
import { currentSeq } from './sequence';
import { patchSyncProgress, syncProgress } from './sync-state';

/** Whether it is here as this version draws it; one that came without its large size can be drawn better. */
export async function hasCover(db: Database, coverHash: CoverHash): Promise<boolean> {
  const row = await db.covers.get(coverHash);
  return row?.version === COVER_VERSION && row.largeAfar === undefined;
}

export async function putCover(db: Database, cover: CoverRow): Promise<void> {
  await db.covers.put(cover);
}

/** Keeps one of another device, unless a better one is here. */
export function putFetchedCover(db: Database, cover: CoverRow): Promise<void> {
  return db.transaction('rw', db.covers, async () => {
    const held = await db.covers.get(cover.coverHash);
    if (!held || (held.largeAfar && !cover.largeAfar)) await db.covers.put(cover);
  });
}

/** One whose large size waits to be drawn, or undefined where none does. */
export function waitingCover(db: Database): Promise<CoverRow | undefined> {
  return db.covers.where('waiting').equals(1).first();
}

/** Puts the large size in the place of the picture it was drawn from. @param large null where that could not be drawn */
export function putLarge(db: Database, coverHash: CoverHash, large: Blob | null): Promise<void> {
  return db.transaction('rw', db.covers, async () => {
    const row = await db.covers.get(coverHash);
    if (!row) return;
    await db.covers.put({ ...withoutSource(row), ...(large && { large }) });
  });
}

/** A cover as drawn, without what it was drawn from. */
export function withoutSource<R extends Pick<CoverRow, 'source' | 'waiting'>>({ source: _, waiting: __, ...drawn }: R): Omit<R, 'source' | 'waiting'> {
  return drawn;
}

/** Covers that are here, of those asked for. */
export async function coverRows(db: Database, hashes: readonly CoverHash[]): Promise<CoverRow[]> {
  return (await db.covers.bulkGet([...hashes])).filter((row) => row !== undefined);
}

export interface CoverPage {
  readonly hashes: readonly CoverHash[];
  /** Where the next page begins; null at the end. */
  readonly next: FactPosition | null;
  /** Change sequence up to which every row was looked at once this page is sent. */
  readonly through: number;
}

/** Covers of this device's files that changed since covers were sent, and those that a person chose since. @param from null where the last round stopped */
export function coverPage(db: Database, from: FactPosition | null, limit: number): Promise<CoverPage> {
  return db.transaction('r', db.tracks, db.chosenPictures, db.meta, async () => {
    const [{ coverSeq }, now] = await Promise.all([syncProgress(db), currentSeq(db)]);
    const rows = await rowsToOffer(db, from?.seq ?? coverSeq, from?.trackId).limit(limit).toArray();
    // What was found with a file matters to others where they take its choice back; what was chosen, also for albums of others.
    const chosen = from ? [] : await db.chosenPictures.where('seq').above(coverSeq).primaryKeys();
    const hashes = [...new Set([...(chosen as CoverHash[]), ...rows.flatMap((row) => [row.coverHash, row.foundCover].flatMap((hash) => hash ?? []))])];
    const last = rows.at(-1);
    if (!last || rows.length < limit) return { hashes, next: null, through: Math.max(coverSeq, now) };
    return { hashes, next: { seq: last.seq, trackId: last.trackId }, through: Math.max(coverSeq, last.seq - 1) };
  });
}

export function coversSent(db: Database, { through }: CoverPage): Promise<void> {
  return patchSyncProgress(db, { coverSeq: through });
}
