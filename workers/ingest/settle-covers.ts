// After the parses: the pictures beside the music, and the covers of the rows that go by them. A picture is read only where a file needs it.
import type { Database } from '../../src/db/database';
import { foldersAt, patchFolders } from '../../src/db/folders';
import { foldersOf, patchTracks, tracksOfFolders, type TrackPatch } from '../../src/db/tracks';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import { coverPictures, namedPictures } from '../../src/domain/library/folder-pictures';
import type { CoverHash, RootId, TrackId } from '../../src/domain/library/ids';
import { foundCover, foundCoverOf } from '../../src/domain/library/shown-cover';
import { fileNameOf, HERE, type TrackRow } from '../../src/domain/library/track';
import { STAGE_VERSIONS } from '../../src/domain/versions';
import type { CoverKeeper } from './covers';

/** Album folders whose rows are held at once. */
const ALBUMS_AT_ONCE = 100;

/** A folder as the walk found it; pictures among what lies in it. */
export interface SeenFolder {
  readonly path: string;
  readonly companions: readonly FileSystemFileHandle[];
}

export interface SettleCoversDeps {
  readonly db: Database;
  readonly covers: CoverKeeper;
  /** What lies in a folder that the walk did not look at, or found unchanged; nothing where it cannot be read. */
  readonly companionsOf: (path: string) => Promise<readonly FileSystemFileHandle[]>;
}

/**
 * @param changed folders in which something has changed
 * @param touched folders whose rows were parsed
 */
export async function settleCovers(deps: SettleCoversDeps, rootId: RootId, changed: readonly SeenFolder[], touched: ReadonlySet<string>): Promise<void> {
  const seen = new Map(changed.map((folder) => [folder.path, folder.companions]));
  // Files in the folder of one disc go by the picture of the folder above, too.
  const albums = new Map([...seen.keys(), ...touched].map((folder) => [albumFolderOf(folder), new Set<string>()]));
  if (albums.size === 0) return;
  for (const folder of await foldersOf(deps.db, rootId, [...albums.keys()])) albums.get(albumFolderOf(folder))?.add(folder);
  const waiting = [...albums];
  while (waiting.length > 0) await settleSome(deps, rootId, new Map(waiting.splice(0, ALBUMS_AT_ONCE)), seen);
}

type Seen = ReadonlyMap<string, readonly FileSystemFileHandle[]>;

/** @param albums folders with music by the folder of their album */
async function settleSome(deps: SettleCoversDeps, rootId: RootId, albums: ReadonlyMap<string, ReadonlySet<string>>, seen: Seen): Promise<void> {
  const rows = await rowsByFolder(deps.db, rootId, [...albums.values()].flatMap((folders) => [...folders]));
  const known = await foldersAt(deps.db, rootId, [...new Set([...albums].flatMap(([album, folders]) => [album, ...folders]))]);
  const folderPatches = new Map<string, { readonly coverHash: CoverHash | undefined }>();
  const trackPatches = new Map<TrackId, TrackPatch>();

  /** @param needs the rows that show it unless they have a better one */
  async function coverOf(path: string, needs: readonly TrackRow[]): Promise<CoverHash | null> {
    const before = known.get(path)?.coverHash ?? null;
    const after = !seen.has(path) && before !== null ? before : await readCover(deps, path, seen, needs);
    if (after !== before && (seen.has(path) || known.has(path))) folderPatches.set(path, { coverHash: after ?? undefined });
    return after;
  }

  for (const [album, folders] of albums) {
    const bare = (folder: string): TrackRow[] => (rows.get(folder) ?? []).filter((row) => row.embeddedCover === undefined);
    const found = new Map<string, CoverHash | null>();
    for (const folder of folders) if (folder !== album) found.set(folder, await coverOf(folder, bare(folder)));
    found.set(album, await coverOf(album, [...bare(album), ...[...folders].flatMap((folder) => (found.get(folder) ? [] : bare(folder)))]));
    for (const folder of folders) {
      const named = await readAlbumPictures(deps, folder, seen, bare(folder));
      for (const row of rows.get(folder) ?? []) {
        const own = named.get(row.tags?.album ?? '') ?? found.get(folder);
        const coverHash = foundCover({ embedded: row.embeddedCover, folder: own, parent: found.get(album) });
        if (coverHash !== foundCoverOf(row)) trackPatches.set(row.trackId, { coverHash });
      }
    }
  }
  if (folderPatches.size > 0) await patchFolders(deps.db, rootId, folderPatches);
  if (trackPatches.size > 0) await patchTracks(deps.db, trackPatches);
}

async function rowsByFolder(db: Database, rootId: RootId, folders: readonly string[]): Promise<Map<string, TrackRow[]>> {
  const rows = new Map<string, TrackRow[]>();
  for (const row of await tracksOfFolders(db, rootId, folders)) {
    // What is in a file that still waits to be read, or to be read anew, nobody knows: its row keeps what it shows.
    if (row.missing !== HERE || row.tags === null || row.stage === 'found' || row.versions.parse < STAGE_VERSIONS.parse) continue;
    const held = rows.get(row.folder);
    if (held) held.push(row);
    else rows.set(row.folder, [row]);
  }
  return rows;
}

/** The first of the folder's pictures that can be shown; not looked for where no file needs it. */
async function readCover(deps: SettleCoversDeps, path: string, seen: Seen, needs: readonly TrackRow[]): Promise<CoverHash | null> {
  if (needs.length === 0) return null;
  const companions = seen.get(path) ?? (await deps.companionsOf(path));
  return firstShown(deps, companions, coverPictures(namesOf(companions), { folder: fileNameOf(path), albums: albumsOf(needs) }));
}

/** Where several albums lie in one folder: the pictures that have the name of one of them, by its title. */
async function readAlbumPictures(deps: SettleCoversDeps, path: string, seen: Seen, needs: readonly TrackRow[]): Promise<Map<string, CoverHash>> {
  const albums = albumsOf(needs);
  const pictures = new Map<string, CoverHash>();
  if (albums.length < 2) return pictures;
  const companions = seen.get(path) ?? (await deps.companionsOf(path));
  for (const album of albums) {
    const picture = await firstShown(deps, companions, namedPictures(namesOf(companions), album));
    if (picture) pictures.set(album, picture);
  }
  return pictures;
}

async function firstShown({ covers }: SettleCoversDeps, companions: readonly FileSystemFileHandle[], names: readonly string[]): Promise<CoverHash | null> {
  for (const name of names) {
    const handle = companions.find((file) => file.name === name);
    const coverHash = handle ? await covers.keepFile(handle) : null;
    if (coverHash) return coverHash;
  }
  return null;
}

function namesOf(files: readonly FileSystemFileHandle[]): string[] {
  return files.map((file) => file.name);
}

function albumsOf(rows: readonly TrackRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.tags?.album ?? []))];
}
