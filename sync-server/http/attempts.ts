// Guesses are slowed down: a few are free, then each costs a longer wait.

const FREE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;
/** Failures are forgotten after so long without one. */
const MEMORY_MS = 2 * LONGEST_WAIT_MS;
/** Addresses remembered at once; the oldest goes first. */
const MAX_KEYS = 10_000;

interface Failures {
  readonly count: number;
  readonly lastAtMs: number;
}

export interface Attempts {
  /** Counts a try as failed until `succeeded` takes it back, so that tries side by side count too. @returns milliseconds to wait, 0 when it may go on */
  begin(key: string): number;
  succeeded(key: string): void;
}

/** @param freeAttempts before the first wait */
export function createAttempts(now: () => number, freeAttempts: number = FREE_ATTEMPTS): Attempts {
  const failures = new Map<string, Failures>();
  return {
    begin(key) {
      const held = recent(failures.get(key), now());
      const waitMs = held.lastAtMs + waitAfter(held.count, freeAttempts) - now();
      if (waitMs > 0) return waitMs;
      failures.delete(key);
      failures.set(key, { count: held.count + 1, lastAtMs: now() });
      const oldest = failures.size > MAX_KEYS ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
      return 0;
    },
    succeeded(key) {
      failures.delete(key);
    },
  };
}

function recent(held: Failures | undefined, nowMs: number): Failures {
  return held && nowMs - held.lastAtMs < MEMORY_MS ? held : { count: 0, lastAtMs: 0 };
}

function waitAfter(count: number, freeAttempts: number): number {
  if (count < freeAttempts) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (count - freeAttempts), LONGEST_WAIT_MS);
}
