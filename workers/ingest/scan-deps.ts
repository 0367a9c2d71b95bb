// What every part of a scan is given.
import type { Database } from '../../src/db/database';
import type { CoverKeeper } from './covers';
import type { Gate } from './gate';
import type { Progress } from './progress';

export interface ScanDeps {
  readonly db: Database;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly gate: Gate;
  readonly covers: CoverKeeper;
  readonly progress: Progress;
}
