// What went wrong of late, with all that is known of it, to be read or copied into a bug report. Device data.
import type { TrackId } from '../library/ids';
import type { Step } from '../library/track';
import type { AppError } from '../result';

export interface NotedError extends AppError {
  readonly errorId: number;
  readonly atMs: number;
  /** null where it concerns no single file, as of a full disk. */
  readonly trackId: TrackId | null;
  /** Of the file below its folder; null as above. */
  readonly path: string | null;
  readonly step: Step | null;
  /** Times that the file was begun, this one included; null where it does not matter. */
  readonly attempt: number | null;
}
