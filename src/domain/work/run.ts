// A run of the pipeline: from the moment that there is work until there is none, the person holds it or the tab closes. Device data.

/** What set a run off. `start`: the app was opened; `disk`: something changed in a folder. */
export type RunCause = 'start' | 'person' | 'disk';

/** `interrupted`: the tab was closed or died, the next start goes on. `held`: a full disk, a closed folder or the like. */
export type RunEnd = 'done' | 'paused' | 'stopped' | 'held' | 'interrupted';

/** How many files went through each stage. Those that were analysed anew because a stage has a new version count too. */
export interface RunCounts {
  /** Files that scans met for the first time or changed. */
  readonly found: number;
  readonly parsed: number;
  readonly analysed: number;
  readonly embedded: number;
  /** Of these, how many needed no work: another copy of the recording had been analysed. */
  readonly reused: number;
  readonly failed: number;
}

export interface RunRow extends RunCounts {
  readonly runId: number;
  readonly startedAtMs: number;
  /** When this row was last written: of a run that was interrupted, all that is known of its end. */
  readonly lastAtMs: number;
  /** null while it runs. */
  readonly end: RunEnd | null;
  readonly by: RunCause;
  /** Mean time that a worker took for one track, of those that were analysed; null where none was. */
  readonly secondsPerTrack: number | null;
  /** Seconds of music that were analysed. */
  readonly audioS: number;
  /** Most workers at once; 0 where nothing was analysed. */
  readonly workers: number;
}
