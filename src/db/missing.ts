// Files that are no longer where they were: which there are, and forgetting them with a way back.
import type { RootId, TrackId } from '../domain/library/ids';
import type { TagDetailsRow } from '../domain/library/tag-details';
import type { Pair } from '../domain/library/located';
import { HERE, MISSING, SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../domain/library/track';
import type { AnnouncedRow, Database } from './database';
import { withStoredEdits } from './edits';
import { rowTables, staying } from './elsewhere';
import { nextSeq, rowsChanged } from './sequence';
import { moveTracks } from './moves';
import { noteReplaced } from './replaced';
import { deleteTracks, patchTracks, type TrackPatch } from './tracks';
import { noteUnsettledPlaces } from './unsettled';

/** Rows are deleted and brought back in steps, so that other writers get their turn. */
const BATCH = 500;
const PAGE = 2_000;

export interface MissingFile {
  readonly trackId: TrackId;
  readonly rootId: RootId;
  readonly path: string;
  readonly folder: string;
}

/** Files missing from folders of this device, by folder and path. Rows that stand for other devices are none. */
export function missingFiles(db: Database): Promise<MissingFile[]> {
  return db.transaction('r', db.roots, db.tracks, async () => {
    const active = new Set((await db.roots.toArray()).filter((root) => root.removedAtMs === null).map((root) => root.rootId));
    const files: MissingFile[] = [];
    for (const absence of [MISSING, SEGMENTED_MISSING] as const) {
      // In pages: a row is a hundred times what is kept of it.
      for (let [seq, after, full] = [0, Infinity, true]; full;) {
        const rows = await rowsChanged(db, absence, seq, after).limit(PAGE).toArray();
        for (const { trackId, rootId, path, folder, segment } of rows) if (rootId !== null && active.has(rootId) && !segment) files.push({ trackId, rootId, path, folder });
        [seq, after, full] = [rows.at(-1)?.seq ?? seq, rows.at(-1)?.trackId ?? after, rows.length === PAGE];
      }
    }
    return files.sort((a, b) => a.rootId - b.rootId || compare(a.folder, b.folder) || compare(a.path, b.path));
  });
}

/** A file that is missing; its segments, which lists show in its place, are none. */
export function isMissingFile({ missing, segment }: Pick<TrackRow, 'missing' | 'segment'>): boolean {
  return missing === SEGMENTED_MISSING || (missing === MISSING && !segment);
}

/** The files of these tracks, each once: their own, or that which they are a part of. */
export async function fileIdsOf(db: Database, trackIds: readonly TrackId[]): Promise<TrackId[]> {
  const rows = await db.tracks.bulkGet([...trackIds]);
  return [...new Set(trackIds.map((trackId, i) => rows[i]?.segment?.fileId ?? trackId))];
}

/** Missing rows of a folder and of all below it. */
export async function missingBelow(db: Database, rootId: RootId, folder: string): Promise<TrackRow[]> {
  return (await rowsBelow(db, rootId, folder)).filter(isMissingFile);
}

/** Rows of files that are in a folder or below it and were read. */
export async function filesBelow(db: Database, rootId: RootId, folder: string): Promise<TrackRow[]> {
  return (await rowsBelow(db, rootId, folder)).filter((row) => (row.missing === HERE || row.missing === SEGMENTED) && !row.segment && row.contentKey !== null);
}

function rowsBelow(db: Database, rootId: RootId, folder: string): Promise<TrackRow[]> {
  const below = folder === '' ? '' : `${folder}/`;
  return db.tracks.where('[rootId+path]').between([rootId, below], [rootId, `${below}\uffff`]).toArray();
}

/** Missing rows take the place of files that hold other audio: those go on through the stages by themselves. */
export function replaceMissing(db: Database, pairs: readonly Pair[]): Promise<void> {
  return db.transaction('rw', rowTables(db), async () => {
    const old = (await db.tracks.bulkGet(pairs.map((pair) => pair.missing))).filter((row) => row !== undefined);
    const fresh = await db.tracks.bulkGet(pairs.map((pair) => pair.found));
    const foundBy = new Map(pairs.map(({ missing }, i) => [missing, fresh[i]]));
    await noteReplaced(db, old.flatMap((row): [TrackRow, TrackRow][] => {
      const found = foundBy.get(row.trackId);
      return found ? [[row, found]] : [];
    }));
    await moveTracks(db, pairs.map(({ missing, found }) => [missing, found]));
    // A move takes the audio for the same, and keeps how far it had come.
    await patchTracks(db, new Map(pairs.flatMap(({ missing }, i): [TrackId, TrackPatch][] => {
      const row = fresh[i];
      return row ? [[missing, { stage: row.stage, versions: row.versions, failure: row.failure, attempts: row.attempts }]] : [];
    })));
    const stayed = await staying(db, old, await nextSeq(db));
    await db.tracks.bulkAdd(stayed.map(({ trackId: _, ...row }) => row));
  });
}

/** Rows as they were, for `restoreTracks`. */
export interface Forgotten {
  readonly rows: readonly TrackRow[];
  readonly details: readonly TagDetailsRow[];
  /** What other devices were told of their recordings; null where nothing. */
  readonly announced: readonly { readonly contentKey: string; readonly before: AnnouncedRow | null }[];
}

/** Deletes the rows of files that are missing, with their segments; any other row stays. Facts and choices stay: they hang on the contentKey. */
export async function forgetMissing(db: Database, tracks: readonly TrackId[]): Promise<Forgotten> {
  const trackIds = await fileIdsOf(db, tracks);
  const parts: Forgotten[] = [];
  for (let from = 0; from < trackIds.length; from += BATCH) parts.push(await forgetSome(db, trackIds.slice(from, from + BATCH)));
  return { rows: parts.flatMap((part) => part.rows), details: parts.flatMap((part) => part.details), announced: parts.flatMap((part) => part.announced) };
}

function forgetSome(db: Database, trackIds: readonly TrackId[]): Promise<Forgotten> {
  return db.transaction('rw', rowTables(db), async () => {
    const files = (await db.tracks.bulkGet([...trackIds])).filter((row) => row !== undefined).filter((row) => isMissingFile(row) && row.rootId !== null);
    const rows = [...files, ...await db.tracks.where('segment.fileId').anyOf(files.map((row) => row.trackId)).toArray()];
    const ids = rows.map((row) => row.trackId);
    const keys = [...new Set(rows.flatMap((row) => row.contentKey ?? []))];
    const details = (await db.tagDetails.bulkGet(ids)).filter((row) => row !== undefined);
    const held = await db.announced.bulkGet(keys);
    await deleteTracks(db, ids);
    // Missing tracks have their say in what album their folder is.
    await noteUnsettledPlaces(db, rows);
    return { rows, details, announced: keys.map((contentKey, i) => ({ contentKey, before: held[i] ?? null })) };
  });
}

/** Brings forgotten rows back under their own ids. A row whose place was taken by another meanwhile stays away. */
export async function restoreTracks(db: Database, forgotten: Forgotten): Promise<void> {
  for (let from = 0; from < forgotten.rows.length; from += BATCH) await restoreSome(db, forgotten, forgotten.rows.slice(from, from + BATCH));
}

function restoreSome(db: Database, { details, announced }: Forgotten, rows: readonly TrackRow[]): Promise<void> {
  return db.transaction('rw', rowTables(db), async () => {
    const places = rows.flatMap((row): [RootId, string][] => (row.rootId === null ? [] : [[row.rootId, row.path]]));
    const taken = new Set((await db.tracks.where('[rootId+path]').anyOf(places).toArray()).map((row) => `${row.rootId} ${row.path}`));
    const back = rows.filter((row) => !taken.has(`${row.rootId} ${row.path}`));
    const ids = new Set(back.map((row) => row.trackId));
    const seq = await nextSeq(db);
    await db.tracks.bulkPut((await withStoredEdits(db, back)).map((row) => ({ ...row, seq })));
    await noteUnsettledPlaces(db, back);
    await db.tagDetails.bulkPut(details.filter((row) => ids.has(row.trackId)));
    await db.deletions.filter((entry) => entry.trackIds.some((id) => ids.has(id)))
      .modify((entry) => void Object.assign(entry, { trackIds: entry.trackIds.filter((id) => !ids.has(id)) }));
    const keys = new Set(back.map((row) => row.contentKey));
    for (const { contentKey, before } of announced) {
      if (!keys.has(contentKey as TrackRow['contentKey'])) continue;
      const now = await db.announced.get(contentKey as NonNullable<TrackRow['contentKey']>);
      if (!now) continue;
      if (before) await db.announced.put({ ...now, left: before.left ?? [] });
      else await db.announced.delete(now.contentKey);
    }
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
