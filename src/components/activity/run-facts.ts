// What a run comes down to.
import type { RunRow } from '../../domain/work/run';

export interface RunFacts {
  /** Seconds from its start to its end, or to when it was last heard of. */
  readonly tookS: number;
  /** Stages that anything went through, in their order. */
  readonly counts: readonly { readonly what: 'found' | 'parsed' | 'analysed' | 'reused' | 'failed'; readonly count: number }[];
  /** Times faster than the music plays, all workers together; null where nothing was analysed. */
  readonly timesRealTime: number | null;
}

/** Shorter runs say nothing of speed. */
const SHORTEST_S = 1;

export function runFacts(run: RunRow): RunFacts {
  const tookS = Math.max(0, (run.lastAtMs - run.startedAtMs) / 1000);
  const counts = (['found', 'parsed', 'analysed', 'reused', 'failed'] as const).map((what) => ({ what, count: run[what] })).filter(({ count }) => count > 0);
  return { tookS, counts, timesRealTime: run.audioS > 0 && tookS >= SHORTEST_S ? run.audioS / tookS : null };
}
