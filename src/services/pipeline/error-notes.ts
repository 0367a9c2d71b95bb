// What goes wrong is noted with its details, for a person who wants to know or to tell.
import type { Database } from '../../db/database';
import { noteError } from '../../db/errors';
import type { AppError } from '../../domain/result';
import type { Heard } from './sound-line';

/** The notes are an aid: that one cannot be written must not hold up the work. */
const lost = (): void => undefined;

/** A file that failed, or ended its worker. */
export function noteHeard(db: Database, { job, answer }: Heard, atMs: number): void {
  if (answer.ok) return;
  const { code, detail, step } = answer.error;
  noteError(db, { code, ...(detail === undefined ? {} : { detail }), step: step ?? 'analyse', atMs, trackId: job.trackId, path: job.path, attempt: job.attempts }).catch(lost);
}

/** Something that concerns no single file. */
export function noteProblem(db: Database, { code, detail }: AppError, atMs: number): void {
  noteError(db, { code, ...(detail === undefined ? {} : { detail }), step: null, atMs, trackId: null, path: null, attempt: null }).catch(lost);
}
