// The one step of the pipeline that is worth telling, from its counts.

export interface PipelineFigures {
  readonly phase: 'idle' | 'running' | 'paused';
  readonly counts: { readonly found: number; readonly parsed: number; readonly analysed: number; readonly embedded: number; readonly failed: number };
  /** Files that still wait for a worker. */
  readonly waiting: number;
  readonly scanning: boolean;
}

export interface Progress {
  /** `looking`: a folder is walked and the total is not known yet. `none`: nothing to tell. */
  readonly step: 'none' | 'looking' | 'reading' | 'analysing';
  readonly done: number;
  readonly total: number;
}

/** Reading comes before analysing; a file that failed counts as dealt with. */
export function progressOf({ phase, counts, waiting, scanning }: PipelineFigures): Progress {
  if (phase === 'idle' && waiting === 0 && !scanning) return { step: 'none', done: 0, total: 0 };
  const total = counts.found;
  if (scanning) return counts.parsed + counts.failed < total ? { step: 'reading', done: counts.parsed, total } : { step: 'looking', done: 0, total };
  return { step: 'analysing', done: Math.max(0, total - waiting), total };
}
