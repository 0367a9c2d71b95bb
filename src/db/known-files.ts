// What a scan knows of a root before it walks.
import type { RootId } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import type { Database } from './database';

/** What a scan compares a file on disk with. */
export type KnownFile = Pick<TrackRow, 'trackId' | 'path' | 'folder' | 'sizeBytes' | 'mtimeMs' | 'stage' | 'missing' | 'failure' | 'contentKey'>;

const PAGE = 2_000;
/** The first character behind `/`: paths below a folder stand before it. */
const BEHIND_SLASH = '0';

/** Rows of a root by path, without their tags. @param within only those that lie in these folders or below them */
export async function knownFiles(db: Database, rootId: RootId, within: readonly string[] = ['']): Promise<Map<string, KnownFile>> {
  const known = new Map<string, KnownFile>();
  for (const folder of within) {
    const [first, end] = folder === '' ? ['', []] : [`${folder}/`, `${folder}${BEHIND_SLASH}`];
    for (let after = first, full = true; full;) {
      const rows = await db.tracks.where('[rootId+path]').between([rootId, after], [rootId, end], false, false).limit(PAGE).toArray();
      for (const { trackId, path, folder: inside, sizeBytes, mtimeMs, stage, missing, failure, contentKey, segment } of rows) {
        // Segments are no files: they come, go and are missing with theirs.
        if (!segment) known.set(path, { trackId, path, folder: inside, sizeBytes, mtimeMs, stage, missing, failure, contentKey });
      }
      after = rows.at(-1)?.path ?? after;
      full = rows.length === PAGE;
    }
  }
  return known;
}
