// Files that failed, without the rest of their rows.
import { filePathOf } from '../domain/library/track';
import type { FailedFile } from '../domain/work/failed-file';
import type { Database } from './database';

/** In the order of the library. @param queue `ignored`: those that a person wants to hear no more of */
export async function failedFiles(db: Database, queue: 'failed' | 'ignored', limit: number): Promise<FailedFile[]> {
  const rows = await db.tracks.where('[queue+trackId]').between([queue, 0], [queue, Infinity]).limit(limit).toArray();
  return rows.flatMap(({ trackId, path, failure }) => {
    if (!failure) return [];
    const { code, step, atMs, detail, stack } = failure;
    return [{ trackId, path: filePathOf(path), code, step, atMs, detail: detail ?? null, ...(stack && { stack }) }];
  });
}
