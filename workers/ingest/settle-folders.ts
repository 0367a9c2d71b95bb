// After the parses: what lies beside the music of folders in which something has changed is read anew.
import { deleteFolders, patchFolders } from '../../src/db/folders';
import type { RootRow } from '../../src/domain/library/root';
import { companionsBelow } from './companions';
import type { ScanDeps } from './scan-deps';
import { settleCovers } from './settle-covers';
import { settleSidecars } from './settle-sidecars';
import { stampOf } from './stamp';
import type { WalkedFolder } from './walk';

/** A folder where files came, went or changed: music, or what lies beside it. */
export interface ChangedFolder {
  /** Relative to the root, '' for the root itself. */
  readonly path: string;
  /** Pictures, lyrics, cue sheets, playlists; empty where there are none any more, or the folder itself is gone. */
  readonly companions: readonly FileSystemFileHandle[];
  /** Names of its music files. */
  readonly music: readonly string[];
  /** Of what lies beside the music and the names of the music; '' without companions. */
  readonly stamp: string;
}

/**
 * Runs the steps that read what lies beside the music, then notes the folders as seen: a scan that is ended before does them again.
 * @param touched folders whose rows got other tags, keys or places, for what settles after this; a step that writes tags adds to it
 */
export async function settleFolders(deps: ScanDeps, root: RootRow, changed: readonly ChangedFolder[], touched: Set<string>): Promise<void> {
  await settleSidecars(deps, root, changed, touched);
  if (changed.length + touched.size === 0) return;
  await settleCovers({ ...deps, companionsOf: companionsBelow(root.handle) }, root.rootId, changed, touched);
  const stamped = changed.filter((folder) => folder.stamp !== '');
  await patchFolders(deps.db, root.rootId, new Map(stamped.map(({ path, stamp }) => [path, { stamp }])));
  await deleteFolders(deps.db, root.rootId, changed.filter((folder) => folder.stamp === '').map((folder) => folder.path));
}

/** As the walk found it. */
export async function changedFolder({ path, companions, music }: Pick<WalkedFolder, 'path' | 'companions' | 'music'>): Promise<ChangedFolder> {
  return { path, companions, music: music.map((file) => file.name), stamp: await stampOf(companions, music) };
}

/** A folder that had companions and is no longer there. */
export function goneFolder(path: string): ChangedFolder {
  return { path, companions: [], music: [], stamp: '' };
}
