// Pictures for a person to choose from, and the one that was chosen.
import { fileBelow } from '../../src/db/below';
import { addChosenPictures } from '../../src/db/chosen-pictures';
import { hasCover, putCover, withoutSource } from '../../src/db/covers';
import type { Database } from '../../src/db/database';
import { tracksByIds } from '../../src/db/tracks';
import type { FoundPicture } from '../../src/domain/library/cover';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import { embeddedPictures } from '../../src/domain/library/embedded-pictures';
import { coverPictures } from '../../src/domain/library/folder-pictures';
import { hash128 } from '../../src/domain/library/hash128';
import type { CoverHash, RootId, TrackId } from '../../src/domain/library/ids';
import { companionKind } from '../../src/domain/library/music-files';
import { fileNameOf, HERE, type TrackRow } from '../../src/domain/library/track';
import { err, ok, type Result } from '../../src/domain/result';
import { companionsBelow } from './companions';
import { pictureBytes } from './covers';
import { drawCover, drawLarge, MOST_PICTURE_BYTES } from './draw-cover';
import { parseFile } from './parse-file';

/** A larger picture is kept in the sizes of covers alone: choices are in every backup. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024;
/** Files of an album that are read for pictures, one for each cover that they have. */
const MOST_FILES = 12;
const MOST_FOUND = 60;

/** Keeps what a person chose, in all sizes at once. @returns `not-a-cover` for what cannot be shown */
export async function keepChosen(db: Database, picture: Blob): Promise<Result<CoverHash>> {
  if (picture.size > MOST_PICTURE_BYTES) return err('not-a-cover', `${picture.size} bytes`);
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const coverHash = hash128(bytes) as CoverHash;
  if (!(await hasCover(db, coverHash))) {
    const drawn = await drawCover(bytes);
    if (!drawn) return err('not-a-cover');
    const large = drawn.source && (await drawLarge(drawn.source));
    await putCover(db, { coverHash, ...withoutSource(drawn), ...(large && { large }) });
  }
  await addChosenPictures(db, [{ coverHash, picture: picture.size <= MOST_KEPT_BYTES ? new Blob([bytes], { type: picture.type }) : null }]);
  return ok(coverHash);
}

/** The pictures in the files of these tracks and beside them, each once; those that cannot be read or shown are left out. */
export async function foundPictures(db: Database, trackIds: readonly TrackId[]): Promise<FoundPicture[]> {
  const rows = (await tracksByIds(db, trackIds)).filter((row) => row.missing === HERE && row.rootId !== null).sort((a, b) => (a.path < b.path ? -1 : 1));
  const found = new Map<CoverHash, FoundPicture>();
  async function add(bytes: Uint8Array, name: string, from: FoundPicture['from']): Promise<void> {
    const coverHash = hash128(bytes) as CoverHash;
    const drawn = found.has(coverHash) || found.size >= MOST_FOUND ? null : await drawCover(bytes);
    if (drawn) found.set(coverHash, { coverHash, name, from, thumbnail: drawn.medium ?? drawn.small, picture: new Blob([new Uint8Array(bytes)]) });
  }
  for (const row of oneOfEach(rows, (each) => each.embeddedCover).slice(0, MOST_FILES)) {
    for (const { data, type } of embeddedPictures(await picturesOf(db, row))) await add(data, type ?? '', 'file');
  }
  for (const [rootId, folders] of foldersOf(rows)) {
    for (const file of await picturesBeside(db, rootId, folders)) {
      const bytes = await pictureBytes(file).catch(() => null);
      if (bytes) await add(bytes, file.name, 'folder');
    }
  }
  return [...found.values()];
}

async function picturesOf(db: Database, row: TrackRow) {
  try {
    const root = row.rootId === null ? undefined : await db.roots.get(row.rootId);
    if (!root) return [];
    const handle = await fileBelow(root.handle, row.path);
    const parsed = await parseFile(await handle.getFile(), handle.name);
    return parsed.ok ? parsed.value.pictures : [];
  } catch {
    return [];
  }
}

/** The likeliest first. */
async function picturesBeside(db: Database, rootId: RootId, folders: ReadonlySet<string>): Promise<FileSystemFileHandle[]> {
  const root = await db.roots.get(rootId);
  const pictures: FileSystemFileHandle[] = [];
  for (const folder of root ? folders : []) {
    const here = (await companionsBelow((root as NonNullable<typeof root>).handle)(folder)).filter((file) => companionKind(file.name) === 'picture');
    const likely = coverPictures(here.map((file) => file.name), { folder: fileNameOf(folder), albums: null });
    const place = (file: FileSystemFileHandle): number => (likely.includes(file.name) ? likely.indexOf(file.name) : likely.length);
    pictures.push(...here.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1)));
  }
  return pictures;
}

/** The folders of the files, and those of their albums where they are discs. */
function foldersOf(rows: readonly TrackRow[]): Map<RootId, Set<string>> {
  const folders = new Map<RootId, Set<string>>();
  for (const { rootId, folder } of rows) {
    if (rootId !== null) folders.set(rootId, (folders.get(rootId) ?? new Set()).add(folder).add(albumFolderOf(folder)));
  }
  return folders;
}

/** The first of the rows for each value; none for those without. */
function oneOfEach(rows: readonly TrackRow[], valueOf: (row: TrackRow) => CoverHash | undefined): TrackRow[] {
  const first = new Map<CoverHash, TrackRow>();
  for (const row of rows) {
    const value = valueOf(row);
    if (value !== undefined && !first.has(value)) first.set(value, row);
  }
  return [...first.values()];
}
