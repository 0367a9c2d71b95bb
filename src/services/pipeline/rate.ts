// How fast the work goes and how long it will take.

/** Long enough to smooth over long and short files. */
const WINDOW_MS = 30_000;
/** Below this a rate is a guess. */
const SHORTEST_MS = 2_000;

export interface RateMeter {
  /** Notes that `count` more files are done. */
  add(count: number, nowMs: number): void;
  /** Files per second over the last half minute, or since the work began; null while unknown. */
  perSecond(nowMs: number): number | null;
  /** Forgets all, e.g. after a pause. */
  reset(): void;
}

export function rateMeter(): RateMeter {
  let events: { atMs: number; count: number }[] = [];
  let beganMs: number | null = null;
  return {
    add(count, nowMs) {
      beganMs ??= nowMs;
      if (count > 0) events.push({ atMs: nowMs, count });
      events = events.filter((event) => event.atMs > nowMs - WINDOW_MS);
    },
    perSecond(nowMs) {
      if (beganMs === null) return null;
      const spanMs = Math.min(WINDOW_MS, nowMs - beganMs);
      const count = events.reduce((sum, event) => sum + (event.atMs > nowMs - WINDOW_MS ? event.count : 0), 0);
      return spanMs < SHORTEST_MS || count === 0 ? null : (count / spanMs) * 1000;
    },
    reset() {
      events = [];
      beganMs = null;
    },
  };
}

/** Seconds until `remaining` files are done; null while the rate is unknown. */
export function etaS(remaining: number, filesPerSecond: number | null): number | null {
  if (remaining <= 0) return 0;
  return filesPerSecond ? remaining / filesPerSecond : null;
}
