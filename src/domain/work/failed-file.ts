// A file that could not be read or analysed, as lists of failures show it.
import type { TrackId } from '../library/ids';
import type { Step } from '../library/track';
import type { ErrorCode } from '../result';

export interface FailedFile {
  readonly trackId: TrackId;
  readonly path: string;
  readonly code: ErrorCode;
  readonly step: Step;
  readonly atMs: number;
  readonly detail: string | null;
  /** Of a bug. */
  readonly stack?: string;
}
