// How fast the work goes and how long it will take.
import type { TimeLeft } from '../../domain/work/estimate';
import { spread } from './time-left';

/** Long enough to smooth over long and short files. */
const WINDOW_MS = 30_000;
/** Below this a rate is a guess. */
const SHORTEST_MS = 2_000;
/** The rate of a window is as sure as its parts agree. */
const PARTS = 6;

export interface RateMeter {
  /** Notes that `count` more files are done. */
  add(count: number, nowMs: number): void;
  /** Files per second over the last half minute, or since the work began; null while unknown. */
  perSecond(nowMs: number): number | null;
  /** Until so many more are done; null while the rate is unknown. */
  left(remaining: number, nowMs: number): TimeLeft | null;
  /** Forgets all, e.g. after a pause. */
  reset(): void;
}

export function rateMeter(): RateMeter {
  let events: { atMs: number; count: number }[] = [];
  let beganMs: number | null = null;

  function perSecond(nowMs: number): number | null {
    if (beganMs === null) return null;
    const spanMs = Math.min(WINDOW_MS, nowMs - beganMs);
    const count = countIn(nowMs - WINDOW_MS, nowMs);
    return spanMs < SHORTEST_MS || count === 0 ? null : (count / spanMs) * 1000;
  }

  function countIn(afterMs: number, untilMs: number): number {
    return events.reduce((sum, event) => sum + (event.atMs > afterMs && event.atMs <= untilMs ? event.count : 0), 0);
  }

  /** Standard error of the rate as a part of it, from how much the parts of the window differ. */
  function error(nowMs: number): number {
    const spanMs = Math.min(WINDOW_MS, nowMs - (beganMs ?? nowMs));
    const parts = Array.from({ length: PARTS }, (_, i) => countIn(nowMs - (spanMs * (i + 1)) / PARTS, nowMs - (spanMs * i) / PARTS));
    const mean = parts.reduce((sum, count) => sum + count, 0) / PARTS;
    const variance = parts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (PARTS - 1);
    return mean > 0 ? Math.sqrt(variance / PARTS) / mean : 1;
  }

  return {
    add(count, nowMs) {
      beganMs ??= nowMs;
      if (count > 0) events.push({ atMs: nowMs, count });
      events = events.filter((event) => event.atMs > nowMs - WINDOW_MS);
    },
    perSecond,
    left(remaining, nowMs) {
      const likely = etaS(remaining, perSecond(nowMs));
      return likely === null ? null : spread(likely, error(nowMs));
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
