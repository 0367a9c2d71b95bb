// Covers that a person chose for albums, and the rows that show them. No index has albums: who chooses knows the tracks, and
// what comes otherwise (from other devices, or with an album's new key) is noted, and settled when there is time.
import type { AlbumKey, CoverHash, TrackId } from '../domain/library/ids';
import { CHOSEN_COVER, chosenCoverOf, withChosenCover } from '../domain/library/shown-cover';
import type { TrackRow } from '../domain/library/track';
import type { ChoiceChange, ChoiceKind } from '../domain/sync/choice';
import { choicesOf, writeChoices, type ChoiceDeps } from './choices';
import type { Database } from './database';
import { NOTED } from './noted-covers';
import { nextSeq } from './sequence';

/** Rows looked through at a time. */
const PAGE = 1_000;

type Covered = Pick<TrackRow, 'albumKey' | 'coverHash' | 'foundCover'>;

/**
 * Rows with the covers that were chosen for their albums. Call inside a transaction over `choices`, before rows are written.
 * No promise where there is nothing to read: awaiting an empty one ends a transaction early.
 */
export function withChosenCovers<R extends Covered>(db: Database, rows: readonly R[]): R[] | Promise<R[]> {
  const keys = [...new Set(rows.flatMap((row) => row.albumKey ?? []))];
  return keys.length > 0 ? chosenOf(db, keys).then((chosen) => shown(rows, chosen)) : shown(rows, new Map());
}

function shown<R extends Covered>(rows: readonly R[], chosen: ReadonlyMap<string, CoverHash | null>): R[] {
  return rows.map((row) => withChosenCover(row, (row.albumKey && chosen.get(row.albumKey)) ?? null));
}

export interface AlbumCover {
  readonly albumKey: AlbumKey;
  /** Null for the one that was found. */
  readonly coverHash: CoverHash | null;
  /** The tracks of the album that lists show; others, such as hidden ones, follow when covers are settled. */
  readonly trackIds: readonly TrackId[];
}

/** Writes the choice and makes the rows show it, in one transaction. @returns as `writeChoices` */
export function chooseAlbumCover(db: Database, { albumKey, coverHash, trackIds }: AlbumCover, deps: ChoiceDeps): Promise<ChoiceChange[]> {
  return db.transaction('rw', [db.tracks, db.choices, db.ops, db.meta, db.deletions], async () => {
    const undo = await writeChoices(db, [{ kind: 'album', id: albumKey, field: CHOSEN_COVER, value: coverHash }], deps);
    await follow(db, trackIds);
    return undo;
  });
}

/** Every cover that is chosen for an album now. */
export async function chosenCovers(db: Database): Promise<Set<CoverHash>> {
  return new Set((await choicesOf(db, 'album').toArray()).flatMap((row) => chosenCoverOf(row) ?? []));
}

/** Makes rows show what was chosen for their albums elsewhere or anew. Reads nothing where nothing was noted. @returns how many rows changed */
export async function settleAlbumCovers(db: Database): Promise<number> {
  const noted = (await db.meta.get(NOTED))?.value;
  if (!Array.isArray(noted)) return 0;
  const keys = new Set(noted as string[]);
  const chosen = await chosenOf(db, [...keys]);
  let changed = 0;
  let after = 0;
  for (let more = true; more;) {
    const rows = await db.tracks.where(':id').above(after).limit(PAGE).toArray();
    const stale = rows.filter((row) => row.albumKey !== null && keys.has(row.albumKey) && withChosenCover(row, chosen.get(row.albumKey) ?? null) !== row);
    if (stale.length > 0) changed += await db.transaction('rw', db.tracks, db.choices, db.meta, async () => follow(db, stale.map((row) => row.trackId)));
    after = rows.at(-1)?.trackId ?? after;
    more = rows.length === PAGE;
  }
  // What was noted in between is looked at next time.
  await db.transaction('rw', db.meta, async () => {
    const now = (await db.meta.get(NOTED))?.value;
    const rest = Array.isArray(now) ? (now as string[]).slice(noted.length) : [];
    if (rest.length > 0) await db.meta.put({ key: NOTED, value: rest });
    else await db.meta.delete(NOTED);
  });
  return changed;
}

async function follow(db: Database, trackIds: readonly TrackId[]): Promise<number> {
  const rows = (await db.tracks.bulkGet([...trackIds])).filter((row) => row !== undefined);
  const changed = (await withChosenCovers(db, rows)).filter((row, i) => row !== rows[i]);
  if (changed.length === 0) return 0;
  const seq = await nextSeq(db);
  await db.tracks.bulkPut(changed.map((row) => ({ ...row, seq })));
  return changed.length;
}

async function chosenOf(db: Database, albumKeys: readonly string[]): Promise<Map<string, CoverHash | null>> {
  const rows = await db.choices.bulkGet(albumKeys.map((key): [ChoiceKind, string] => ['album', key]));
  return new Map(albumKeys.map((key, i) => [key, chosenCoverOf(rows[i])]));
}
