// What a scan tells while it runs: at most ten times a second, and once at the end.
import type { RootId } from '../../src/domain/library/ids';
import type { ScanProgress } from '../../src/domain/worker-api';

const LEAST_MS = 100;

export interface Progress {
  /** Counts of the scan so far. */
  readonly counts: Readonly<Record<'walked' | 'parsed' | 'toParse' | 'failed', number>>;
  add(counts: Partial<Record<'walked' | 'parsed' | 'toParse' | 'failed', number>>, path?: string): void;
  phase(phase: ScanProgress['phase']): void;
}

export function createProgress(rootId: RootId, now: () => number, tell: (progress: ScanProgress) => void): Progress {
  const counts = { walked: 0, parsed: 0, toParse: 0, failed: 0 };
  let phase: ScanProgress['phase'] = 'walking';
  let currentPath: string | null = null;
  let toldAtMs = -Infinity;

  function report(): void {
    toldAtMs = now();
    tell({ rootId, phase, ...counts, currentPath });
  }

  return {
    counts,
    add(more, path) {
      for (const key of ['walked', 'parsed', 'toParse', 'failed'] as const) counts[key] += more[key] ?? 0;
      currentPath = path ?? currentPath;
      if (now() - toldAtMs >= LEAST_MS) report();
    },
    phase(next) {
      phase = next;
      if (next === 'done') currentPath = null;
      report();
    },
  };
}
