// Tracks inside files: which files have them, and what sheets say of them.
import { grouped } from '../domain/grouped';
import type { CueSheetRow } from '../domain/library/cue-sheet';
import type { RootId, TrackId } from '../domain/library/ids';
import type { SegmentPlan } from '../domain/library/segments';
import { SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../domain/library/track';
import type { Database } from './database';
import { rowsChanged } from './sequence';
import { addTracks, deleteTracks, patchTracks } from './tracks';

/** Files of a root that have segments, or stand as if they had; and the ids of files that are gone for good. */
export async function filesWithSegments(db: Database, rootId: RootId): Promise<{ readonly files: TrackRow[]; readonly lost: TrackId[] }> {
  const marked = await Promise.all(([SEGMENTED, SEGMENTED_MISSING] as const).map((absence) => rowsChanged(db, absence, 0).primaryKeys()));
  const ids = [...new Set([...(await db.tracks.orderBy('segment.fileId').uniqueKeys()) as unknown as TrackId[], ...marked.flat() as TrackId[]])];
  const rows = await db.tracks.bulkGet(ids);
  return { files: rows.filter((row) => row?.rootId === rootId) as TrackRow[], lost: ids.filter((_, i) => rows[i] === undefined) };
}

/** Segments by the file they are in, in order. */
export async function segmentsOfFiles(db: Database, fileIds: readonly TrackId[]): Promise<Map<TrackId, TrackRow[]>> {
  const rows = await db.tracks.where('segment.fileId').anyOf([...fileIds]).toArray();
  return grouped(rows.sort((a, b) => (a.segment?.startS ?? 0) - (b.segment?.startS ?? 0)), (row) => (row.segment as NonNullable<TrackRow['segment']>).fileId);
}

/** Sheets in these folders, in the order of their names. */
export async function cueSheetsIn(db: Database, rootId: RootId, folders: readonly string[]): Promise<CueSheetRow[]> {
  const rows = await db.cueSheets.where('[rootId+folder]').anyOf(folders.map((folder) => [rootId, folder])).toArray();
  return rows.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files of these folders with a sheet in their own tags, and its text. */
export async function embeddedSheets(db: Database, rootId: RootId, folders: ReadonlySet<string>): Promise<{ readonly file: TrackRow; readonly text: string }[]> {
  const rows = await db.tracks.bulkGet(await db.tagDetails.where('hasCue').equals(1).primaryKeys());
  const files = rows.filter((row) => row !== undefined).filter((row) => row.rootId === rootId && folders.has(row.folder));
  const details = await db.tagDetails.bulkGet(files.map((file) => file.trackId));
  return files.map((file, i) => ({ file, text: details[i]?.cueSheet ?? '' }));
}

/** Segments that go are deleted first: a path belongs to one row. */
export async function applySegments(db: Database, { add, patches, drop }: SegmentPlan): Promise<void> {
  if (drop.length > 0) await deleteTracks(db, drop);
  if (patches.size > 0) await patchTracks(db, patches);
  if (add.length > 0) await addTracks(db, add);
}
