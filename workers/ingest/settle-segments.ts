// Tracks inside a file: made, changed and taken away as its cue sheet and the file itself say.
import type { Database } from '../../src/db/database';
import { applySegments, cueSheetsIn, embeddedSheets, filesWithSegments, segmentsOfFiles } from '../../src/db/segments';
import { deleteTracks, tracksOfFolders } from '../../src/db/tracks';
import { meantFile, parseCueSheet, segmentsOf, type CueFile, type CueSheet, type CueSheetRow } from '../../src/domain/library/cue-sheet';
import type { RootId, TrackId } from '../../src/domain/library/ids';
import { planSegments } from '../../src/domain/library/segments';
import { fileNameOf, HERE, MISSING, SEGMENTED, type TrackRow } from '../../src/domain/library/track';

interface Told {
  readonly sheet: CueSheet;
  readonly file: CueFile;
}

/** @param scope folders where files, their tags or their sheets changed @param touched takes the folders whose segments changed */
export async function settleSegments(db: Database, rootId: RootId, scope: ReadonlySet<string>, touched: Set<string>): Promise<void> {
  const { files: known, lost } = await filesWithSegments(db, rootId);
  if (lost.length > 0) await deleteTracks(db, [...(await segmentsOfFiles(db, lost)).values()].flat().map((row) => row.trackId));
  const sheets = await cueSheetsIn(db, rootId, [...scope]);
  // A file that was moved stands as if it had no segments.
  const suspects = known.filter((file) => scope.has(file.folder) || file.missing === HERE || file.missing === MISSING);
  const embedded = await embeddedSheets(db, rootId, new Set([...scope, ...suspects.map((file) => file.folder)]));
  const folders = new Set([...sheets, ...embedded.map(({ file }) => file), ...suspects].map((each) => each.folder));
  if (folders.size === 0) return;
  const beside = [...sheets, ...(await cueSheetsIn(db, rootId, [...folders].filter((folder) => !scope.has(folder))))];
  const files = (await tracksOfFolders(db, rootId, [...folders])).filter((row) => !row.segment);
  const told = sheetsByFile(files, beside);
  for (const { file, text } of embedded) if (!told.has(file.trackId)) tellOwn(told, file, text);
  const segments = await segmentsOfFiles(db, files.map((file) => file.trackId));
  for (const file of files) {
    const [spoken, existing] = [told.get(file.trackId) ?? null, segments.get(file.trackId) ?? []];
    // One that waits to be read has tags, and a key, of what it was before.
    if (file.stage === 'found' || (!spoken && existing.length === 0 && file.missing < SEGMENTED)) continue;
    const plan = planSegments(file, spoken, existing);
    if (plan.add.length + plan.patches.size + plan.drop.length === 0) continue;
    await applySegments(db, plan);
    touched.add(file.folder);
  }
}

/** The first sheet that speaks of a file counts: people keep copies in other encodings. */
function sheetsByFile(files: readonly TrackRow[], sheets: readonly CueSheetRow[]): Map<TrackId, Told> {
  const told = new Map<TrackId, Told>();
  for (const { folder, path, sheet } of sheets) {
    const beside = files.filter((file) => file.folder === folder);
    const names = beside.map((file) => fileNameOf(file.path));
    for (const cueFile of sheet.files.filter((each) => segmentsOf(each).length > 0)) {
      const meant = meantFile(cueFile.name, fileNameOf(path), sheet.files.length, names);
      const row = beside.find((file) => fileNameOf(file.path) === meant);
      if (row && !told.has(row.trackId)) told.set(row.trackId, { sheet, file: cueFile });
    }
  }
  return told;
}

/** A sheet inside a file speaks of that file, whatever name it gives it. */
function tellOwn(told: Map<TrackId, Told>, file: TrackRow, text: string): void {
  const sheet = parseCueSheet(text);
  const [only, ...others] = sheet?.files ?? [];
  if (sheet && only && others.length === 0) told.set(file.trackId, { sheet, file: only });
}
