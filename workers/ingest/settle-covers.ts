// After the parses: the pictures beside the music, and the covers of the rows that go by them. A picture is read only where a file needs it.
import type { Database } from '../../src/db/database';
import { foldersAt, patchFolders } from '../../src/db/folders';
import { foldersOf, patchTracks, tracksOfFolders, type TrackPatch } from '../../src/db/tracks';
import { albumFolderOf } from '../../src/domain/library/disc-marks';
import { coverPictures } from '../../src/domain/library/folder-pictures';
import type { FolderRow } from '../../src/domain/library/folder-row';
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
  for (const folder of await foldersOf(deps.db, rootId)) albums.get(albumFolderOf(folder))?.add(folder);
  const waiting = [...albums];
  while (waiting.length > 0) await settleSome(deps, rootId, new Map(waiting.splice(0, ALBUMS_AT_ONCE)), seen);
}

async function settleSome(deps: SettleCoversDeps, rootId: RootId, albums: ReadonlyMap<string, ReadonlySet<string>>, seen: ReadonlyMap<string, readonly FileSystemFileHandle[]>): Promise<void> {
  const rows = new Map<string, TrackRow[]>();
  for (const row of await tracksOfFolders(deps.db, rootId, [...albums.values()].flatMap((folders) => [...folders]))) {
    // What is in a file that still waits to be read, or to be read anew, nobody knows: its row keeps what it shows.
    if (row.missing !== HERE || row.tags === null || row.stage === 'found' || row.versions.parse < STAGE_VERSIONS.parse) continue;
    const held = rows.get(row.folder);
    if (held) held.push(row);
    else rows.set(row.folder, [row]);
  }
  const known = await foldersAt(deps.db, rootId, [...new Set([...albums].flatMap(([album, folders]) => [album, ...folders]))]);
  const folderPatches = new Map<string, Pick<FolderRow, 'coverHash'>>();
  const trackPatches = new Map<TrackId, TrackPatch>();

  /** @param needs the rows that show it unless they have a better one */
  async function coverOf(path: string, needs: readonly TrackRow[]): Promise<CoverHash | null> {
    const companions = seen.get(path);
    const before = known.get(path)?.coverHash ?? null;
    const after = !companions && before !== null ? before : await readCover(deps, path, companions, needs);
    if (after !== before && (companions ?? known.get(path))) folderPatches.set(path, { ...(after && { coverHash: after }) });
    return after;
  }

  for (const [album, folders] of albums) {
    const bare = (folder: string): TrackRow[] => (rows.get(folder) ?? []).filter((row) => row.embeddedCover === undefined);
    const found = new Map<string, CoverHash | null>();
    for (const folder of folders) if (folder !== album) found.set(folder, await coverOf(folder, bare(folder)));
    found.set(album, await coverOf(album, [...bare(album), ...[...folders].flatMap((folder) => (found.get(folder) ? [] : bare(folder)))]));
    for (const row of [...folders].flatMap((folder) => rows.get(folder) ?? [])) {
      const coverHash = foundCover({ embedded: row.embeddedCover, folder: found.get(row.folder), parent: found.get(album) });
      if (coverHash !== foundCoverOf(row)) trackPatches.set(row.trackId, { coverHash });
    }
  }
  if (folderPatches.size > 0) await patchFolders(deps.db, rootId, new Map([...folderPatches].map(([path, patch]) => [path, { coverHash: undefined, ...patch }])));
  if (trackPatches.size > 0) await patchTracks(deps.db, trackPatches);
}

/** The first of the folder's pictures that can be shown; not looked for where no file needs it. */
async function readCover({ covers, companionsOf }: SettleCoversDeps, path: string, seen: readonly FileSystemFileHandle[] | undefined, needs: readonly TrackRow[]): Promise<CoverHash | null> {
  if (needs.length === 0) return null;
  const companions = seen ?? (await companionsOf(path));
  const albums = [...new Set(needs.flatMap((row) => row.tags?.album ?? []))];
  for (const name of coverPictures(companions.map((file) => file.name), { folder: fileNameOf(path), albums })) {
    const handle = companions.find((file) => file.name === name);
    const coverHash = handle ? await covers.keepFile(handle) : null;
    if (coverHash) return coverHash;
  }
  return null;
}
