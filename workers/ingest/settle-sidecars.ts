// What files beside the music say: lyrics, tracks inside a file, playlists.
import type { RootRow } from '../../src/domain/library/root';
import type { ScanDeps } from './scan-deps';
import type { ChangedFolder } from './settle-folders';
import { settleCueSheets } from './settle-cue-sheets';
import { settleLyricsFiles } from './settle-lyrics-files';
import { settlePlaylistFiles } from './settle-playlist-files';
import { settleSegments } from './settle-segments';

/** @param touched folders whose rows changed; those where segments came, went or got other tags are added */
export async function settleSidecars({ db }: Pick<ScanDeps, 'db'>, root: RootRow, changed: readonly ChangedFolder[], touched: Set<string>): Promise<void> {
  await settleLyricsFiles(db, root.rootId, changed);
  await settleCueSheets(db, root.rootId, changed);
  await settleSegments(db, root.rootId, new Set([...touched, ...changed.map((folder) => folder.path)]), touched);
  if (changed.length + touched.size === 0) return;
  // Last: entries may name files of which segments are the tracks.
  await settlePlaylistFiles(db, root.rootId, changed, touched);
}
