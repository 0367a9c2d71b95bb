// What happens to a file after an attempt at its sound: a file's own fault is written to it, a fault of the whole is not.
import type { AppError, ErrorCode, Result } from '../../domain/result';
import type { SoundFailure, SoundReport } from '../../domain/worker-api';

/** A file that ended its worker is tried once more, alone, and then shown as failed. */
export const MAX_ATTEMPTS = 2;

const LEAST_LIMIT_MS = 60_000;

/** Faults that no file can help: the disk is full, the folder is closed or not there, the models cannot be loaded. */
const WHOLE: ReadonlySet<ErrorCode> = new Set(['permission-denied', 'folder-gone', 'quota-exceeded', 'database-failed', 'database-blocked']);
/** Answers that say nothing about the file: the row is gone, or the work was called off. */
const MOOT: ReadonlySet<ErrorCode> = new Set(['not-found', 'cancelled']);
const DEADLY: ReadonlySet<ErrorCode> = new Set(['worker-crashed', 'timeout']);

/** The answer of one attempt; an answer without a step came from the client: the worker died, hung or had a bug. */
export type SoundAnswer = Result<SoundReport, AppError & Partial<SoundFailure>>;

export type Verdict =
  | { readonly act: 'done' }
  /** The attempt is taken back and the row stays queued. */
  | { readonly act: 'give-back'; readonly problem: AppError | null }
  /** The row stays queued with its attempt counted. */
  | { readonly act: 'again' }
  | { readonly act: 'fail'; readonly error: AppError & SoundFailure };

/** @param attempts times begun, this one included */
export function verdictOf(answer: SoundAnswer, attempts: number): Verdict {
  if (answer.ok) return { act: 'done' };
  const { step = 'analyse', code, detail } = answer.error;
  const error = { step, code, ...(detail === undefined ? {} : { detail }) };
  if (WHOLE.has(code)) return { act: 'give-back', problem: answer.error };
  if (MOOT.has(code)) return { act: 'give-back', problem: null };
  const fromClient = answer.error.step === undefined;
  if (fromClient && DEADLY.has(code)) return attempts < MAX_ATTEMPTS ? { act: 'again' } : { act: 'fail', error };
  return { act: 'fail', error };
}

/** How long one file may take: decoding and models run many times faster than real time, so this is a hang. */
export function limitMs(durationS: number): number {
  return LEAST_LIMIT_MS + durationS * 1000;
}
