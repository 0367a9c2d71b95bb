// New files, written once they are read: a row that is written when found and again when read costs the browser twice.
import type { TrackId } from '../domain/library/ids';
import type { TagDetails } from '../domain/library/tag-details';
import { withQueue } from '../domain/library/track';
import { withChosenCovers } from './album-covers';
import type { Database } from './database';
import { withStoredEdits } from './edits';
import { dropTwins, rowTables } from './elsewhere';
import { nextSeq } from './sequence';
import { putTagDetails } from './tag-details';
import type { NewTrack } from './tracks';

export interface ReadFile {
  readonly row: NewTrack;
  /** Null where the file could not be read. */
  readonly details: TagDetails | null;
}

/** Adds rows in one transaction. @returns their ids, in order */
export function addParsed(db: Database, files: readonly ReadFile[]): Promise<TrackId[]> {
  return db.transaction('rw', rowTables(db), async () => {
    const seq = await nextSeq(db);
    const edited = await withStoredEdits(db, files.map(({ row }) => ({ ...withQueue(row), seq })));
    const rows = await withChosenCovers(db, edited);
    const ids = (await db.tracks.bulkAdd(rows, { allKeys: true })) as TrackId[];
    await putTagDetails(db, new Map(files.flatMap(({ details }, i) => (details ? [[ids[i] as TrackId, details] as const] : []))));
    await dropTwins(db, rows, seq);
    return ids;
  });
}
