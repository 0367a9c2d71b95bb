// Lyrics in files of their own.
import { stemsNamedAfter } from '../domain/library/file-names';
import type { LyricsFileRow } from '../domain/library/lyrics-file';
import type { TrackRow } from '../domain/library/track';
import type { Database } from './database';

/** Files named after the music of a track. A part of a file has none: they would be those of the whole. */
export function lyricsFilesOf(db: Database, { rootId, path, segment }: Pick<TrackRow, 'rootId' | 'path' | 'segment'>): Promise<LyricsFileRow[]> {
  if (rootId === null || segment) return Promise.resolve([]);
  return db.lyricsFiles.where('[rootId+stem]').anyOf(stemsNamedAfter(path).map((stem) => [rootId, stem])).toArray();
}
