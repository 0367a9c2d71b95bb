// The last errors with their details: a ring, so that a folder full of broken files costs nothing.
import type { NotedError } from '../domain/work/noted-error';
import type { Database } from './database';

export const MOST_ERRORS = 50;

/** The last errors, newest first. */
export function recentErrors(db: Database, limit: number = MOST_ERRORS): Promise<NotedError[]> {
  return db.errors.orderBy('errorId').reverse().limit(limit).toArray();
}

export function noteError(db: Database, error: Omit<NotedError, 'errorId'>): Promise<void> {
  return db.transaction('rw', db.errors, async () => {
    const errorId = await db.errors.add({ ...error });
    await db.errors.where('errorId').belowOrEqual(errorId - MOST_ERRORS).delete();
  });
}

export async function forgetErrors(db: Database): Promise<void> {
  await db.errors.clear();
}

/** Takes back that errors were forgotten. */
export async function rememberErrors(db: Database, errors: readonly NotedError[]): Promise<void> {
  await db.errors.bulkPut([...errors]);
}
