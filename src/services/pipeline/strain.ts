// What too much work did to the page or the music, and how the work comes back: sharply down, slowly up, ever more slowly where it happens again.

/** Files in work go on for some seconds: what is noticed meanwhile has the same cause. */
const SETTLE_MS = 5_000;
/** One worker more after so long without a sign; doubled each time that one follows a recovery. */
const EASE_MS = 20_000;
const LONGEST_EASE_MS = 320_000;

export interface Strain {
  readonly brake: 'busy' | 'music';
  /** As many may run. */
  readonly workers: number;
  /** When it was last noticed, or when a worker came back. */
  readonly atMs: number;
  readonly easeMs: number;
}

/**
 * After a sign of too much work. Music that stutters halves the workers, to none from one; a page that cannot keep up takes one, and never the last.
 * @param running workers that may run now
 */
export function strained(before: Strain | null, sign: 'busy' | 'stutter', running: number, nowMs: number): Strain | null {
  const brake = sign === 'stutter' ? 'music' : 'busy';
  const isWorse = before?.brake === 'busy' && brake === 'music';
  if (before && nowMs - before.atMs < SETTLE_MS && !isWorse) return before;
  const workers = brake === 'music' ? Math.floor(running / 2) : Math.max(1, running - 1);
  if (workers >= running) return before && { ...before, atMs: nowMs };
  const easeMs = before ? Math.min(LONGEST_EASE_MS, before.easeMs * 2) : EASE_MS;
  return { brake: before?.brake === 'music' ? 'music' : brake, workers, atMs: nowMs, easeMs };
}

/** As the time goes on without a sign. @returns null once all workers are back */
export function eased(strain: Strain, mostWorkers: number, nowMs: number): Strain | null {
  const back = Math.floor((nowMs - strain.atMs) / strain.easeMs);
  if (back <= 0) return strain;
  const workers = strain.workers + back;
  return workers >= mostWorkers ? null : { ...strain, workers, atMs: strain.atMs + back * strain.easeMs };
}

/** When the next worker may come back. */
export function easesAtMs(strain: Strain): number {
  return strain.atMs + strain.easeMs;
}
