// The last errors with their details: a ring, so that a folder full of broken files costs nothing.
import type { NotedError } from '../domain/work/noted-error';
import type { Database } from './database';

export const MOST_ERRORS = 50;

/** The last errors, newest first. */
export function recentErrors(db: Database, limit: number = MOST_ERRORS): Promise<NotedError[]> {
  return db.errors.orderBy('errorId').reverse().limit(limit).toArray();
}

/** The newest last; of more than the ring holds the last are noted. */
export async function noteErrors(db: Database, errors: readonly Omit<NotedError, 'errorId'>[]): Promise<void> {
  if (errors.length === 0) return;
  await db.transaction('rw', db.errors, async () => {
    const lastId = await db.errors.bulkAdd(errors.slice(-MOST_ERRORS).map((error) => ({ ...error })));
    await db.errors.where('errorId').belowOrEqual(lastId - MOST_ERRORS).delete();
  });
}

export async function forgetErrors(db: Database): Promise<void> {
  await db.errors.clear();
}

/** Takes back that errors were forgotten. */
export async function rememberErrors(db: Database, errors: readonly NotedError[]): Promise<void> {
  await db.errors.bulkPut([...errors]);
}
