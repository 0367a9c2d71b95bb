// What happens to a file after an attempt at its sound: a file's own fault is written to it, a fault of the whole is not.
import type { AppError, ErrorCode, Result } from '../../domain/result';
import type { SoundFailure, SoundReport } from '../../domain/worker-api';

/** A file that ended or broke its worker is tried once more, alone, and then shown as failed. */
export const MAX_ATTEMPTS = 2;

const LEAST_LIMIT_MS = 60_000;
const LIMIT_MS_A_SECOND = 250;
/** 128 kbit/s. */
const USUAL_BYTES_A_SECOND = 16_000;
/** Stereo of 24 bits at 192 kHz; 8 kbit/s of speech. */
const MOST_BYTES_A_SECOND = 1_152_000;
const LEAST_BYTES_A_SECOND = 1_000;

/** Faults that no file can help: the disk is full, the folder is closed or not there, the models cannot be loaded. */
const WHOLE: ReadonlySet<ErrorCode> = new Set(['permission-denied', 'folder-gone', 'quota-exceeded', 'database-failed', 'database-blocked']);
/** Answers that say nothing about the file: the row is gone, or the work was called off. */
const MOOT: ReadonlySet<ErrorCode> = new Set(['not-found', 'cancelled']);
/** Of the client: the worker died or hung. */
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
  const { step = 'analyse', code } = answer.error;
  const error = { ...answer.error, step };
  if (WHOLE.has(code)) return { act: 'give-back', problem: answer.error };
  if (MOOT.has(code)) return { act: 'give-back', problem: null };
  return endedWorker(answer.error) && attempts < MAX_ATTEMPTS ? { act: 'again' } : { act: 'fail', error };
}

/**
 * Modules or memory of a worker may give out by the fault of files before this one. A plain bug answers the same at each try,
 * so that it is not among these; nor is damage that makes a decoder trap.
 */
function endedWorker({ code, step, trapped }: AppError & Partial<SoundFailure>): boolean {
  if (step === undefined) return DEADLY.has(code);
  return code === 'model-failed' || (code === 'internal' && trapped === true);
}

/**
 * How long one file may take, milliseconds: decoding and models run some sixty times faster than real time on a laptop, so
 * that a quarter of the length, and a minute for what does not depend on it, is a hang on a phone too.
 * @param durationS 0 where nothing says it; believed as far as the size allows, as it comes from tags
 */
export function limitMs({ durationS, sizeBytes }: { readonly durationS: number; readonly sizeBytes: number }): number {
  const lengthS = durationS > 0 ? durationS : sizeBytes / USUAL_BYTES_A_SECOND;
  const believedS = Math.min(Math.max(lengthS, sizeBytes / MOST_BYTES_A_SECOND), sizeBytes / LEAST_BYTES_A_SECOND);
  return LEAST_LIMIT_MS + believedS * LIMIT_MS_A_SECOND;
}
