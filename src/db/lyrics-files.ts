// Lyrics in files of their own.
import { stemOf } from '../domain/library/file-names';
import { inOrderOfUse, type LyricsFileRow } from '../domain/library/lyrics-file';
import type { TrackRow } from '../domain/library/track';
import type { Database } from './database';

/** Files named after the music of a track, those with times first. A part of a file has none: they would be those of the whole. */
export async function lyricsFilesOf(db: Database, row: Pick<TrackRow, 'rootId' | 'path' | 'segment'>): Promise<LyricsFileRow[]> {
  if (row.rootId === null || row.segment) return [];
  return inOrderOfUse(await db.lyricsFiles.where('[rootId+stem]').equals([row.rootId, stemOf(row.path)]).toArray());
}
