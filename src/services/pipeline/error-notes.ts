// What goes wrong is noted with its details, for a person who wants to know or to tell.
import type { Database } from '../../db/database';
import { noteErrors } from '../../db/errors';
import type { AppError } from '../../domain/result';
import type { Heard } from './sound-line';

/** The notes are an aid: that one cannot be written must not hold up the work. */
const lost = (): void => undefined;

/** A file that failed, or ended its worker. */
export function noteHeard(db: Database, { job, answer }: Heard, atMs: number): void {
  if (answer.ok) return;
  noteErrors(db, [{ ...answer.error, step: answer.error.step ?? 'analyse', atMs, trackId: job.trackId, path: job.path, attempt: job.attempts }]).catch(lost);
}

/** Something that concerns no single file. */
export function noteProblem(db: Database, error: AppError, atMs: number): void {
  noteErrors(db, [{ ...error, step: null, atMs, trackId: null, path: null, attempt: null }]).catch(lost);
}
