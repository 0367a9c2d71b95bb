// Files that failed, without the rest of their rows.
import { filePathOf } from '../domain/library/track';
import type { FailedFile } from '../domain/work/failed-file';
import type { Database } from './database';

/** Each in the order of the library. */
export interface FailureLists {
  readonly failed: readonly FailedFile[];
  /** Those that a person wants to hear no more of. */
  readonly ignored: readonly FailedFile[];
}

/** Both at one moment, so that a file that goes from one to the other is never seen in both. @param limit of each list */
export function failureLists(db: Database, limit: number): Promise<FailureLists> {
  return db.transaction('r', db.tracks, async () => ({ failed: await failedFiles(db, 'failed', limit), ignored: await failedFiles(db, 'ignored', limit) }));
}

async function failedFiles(db: Database, queue: 'failed' | 'ignored', limit: number): Promise<FailedFile[]> {
  const rows = await db.tracks.where('[queue+trackId]').between([queue, 0], [queue, Infinity]).limit(limit).toArray();
  return rows.flatMap(({ trackId, path, failure }) => {
    if (!failure) return [];
    const { code, step, atMs, detail, stack } = failure;
    return [{ trackId, path: filePathOf(path), code, step, atMs, detail: detail ?? null, ...(stack && { stack }) }];
  });
}
