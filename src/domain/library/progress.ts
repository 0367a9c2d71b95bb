// The one step of the pipeline that is worth telling, from its counts.
import type { RootId } from './ids';

export interface StageFigures {
  readonly found: number;
  readonly parsed: number;
  readonly analysed: number;
  readonly embedded: number;
  readonly failed: number;
  /** Of `embedded`, those that a newer version will analyse again. */
  readonly renew: number;
}

/** Files of a folder that cannot be read now and that still wait for a worker, by the stage that they have come to. */
export interface OutOfReach {
  readonly rootId: RootId;
  readonly found: number;
  readonly parsed: number;
  readonly analysed: number;
  /** Of those that went through all stages, how many a newer version will analyse again. */
  readonly renew: number;
}

/** The counts without files that nobody can work on now: what is left of those is what remains to be done. */
export function workable(counts: StageFigures, away: readonly OutOfReach[]): StageFigures {
  const [found, parsed, analysed, renew] = (['found', 'parsed', 'analysed', 'renew'] as const).map((stage) => away.reduce((sum, each) => sum + each[stage], 0)) as [number, number, number, number];
  return { ...counts, found: counts.found - found - parsed - analysed, parsed: counts.parsed - parsed - analysed, analysed: counts.analysed - analysed, renew: counts.renew - renew };
}

export interface PipelineFigures {
  readonly phase: 'idle' | 'running' | 'paused';
  /** Without files that nobody can work on. */
  readonly counts: StageFigures;
  /** Files that still wait for a worker. */
  readonly waiting: number;
  readonly scanning: boolean;
}

export interface Progress {
  /** `looking`: a folder is walked and the total is not known yet. `renewing`: all are analysed, and a newer version analyses them again. `none`: nothing to tell. */
  readonly step: 'none' | 'looking' | 'reading' | 'analysing' | 'renewing';
  readonly done: number;
  readonly total: number;
}

/** Whether all that waits has come through before, and is to be analysed again. */
export function isRenewal({ renew }: Pick<StageFigures, 'renew'>, waiting: number): boolean {
  return waiting > 0 && waiting <= renew;
}

/** Reading comes before analysing; a file that failed counts as dealt with. */
export function progressOf({ phase, counts, waiting, scanning }: PipelineFigures): Progress {
  if (phase !== 'running' && waiting === 0 && !scanning) return { step: 'none', done: 0, total: 0 };
  const total = counts.found;
  if (scanning && counts.parsed + counts.failed < total) return { step: 'reading', done: counts.parsed, total };
  // What a pause holds is the analysis: told to look for music, one would wonder what is paused.
  if (scanning && (phase !== 'paused' || waiting === 0)) return { step: 'looking', done: 0, total };
  if (isRenewal(counts, waiting)) return { step: 'renewing', done: Math.max(0, counts.embedded - waiting), total: counts.embedded };
  return { step: 'analysing', done: Math.max(0, total - waiting), total };
}
