// What the pipeline tells of its speed and its workers.
import type { TrackId } from '../library/ids';
import type { SoundStep } from '../worker-api';

/** Seconds; the truth lies between `low` and `high` about four times in five. */
export interface TimeLeft {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** `parse` reads tags; `sound` is analysis and embedding in one pass; `renew` the same for files whose values were made by an older version and are shown until then. */
export type WorkKind = 'parse' | 'sound' | 'renew';

export interface WorkLeft {
  readonly kind: WorkKind;
  /** Files that wait, of folders that can be read. */
  readonly waiting: number;
  /** Of late; null while nothing of this kind is done, or too few files to tell. */
  readonly filesPerSecond: number | null;
  /** null while unknown, and while nothing goes on. */
  readonly leftS: TimeLeft | null;
}

/** An audio worker that has been started. */
export interface WorkerAtWork {
  /** The same for as long as the worker lives; a replaced one has another. */
  readonly workerId: number;
  /** null while it waits for its next file. */
  readonly file: { readonly trackId: TrackId; readonly path: string; readonly durationS: number; readonly sinceMs: number } | null;
  /** null between files and until the worker has told its first; `setup`: it loads its models. */
  readonly step: SoundStep | 'setup' | null;
  readonly stepSinceMs: number | null;
  /** Files that it has finished. */
  readonly done: number;
}
