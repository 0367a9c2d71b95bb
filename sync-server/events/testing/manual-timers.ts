// A clock that tests move.
import type { Timers } from '../timers';

export interface ManualClock extends Timers {
  now(): number;
  /** Runs what is due, in order. */
  pass(ms: number): void;
}

export function manualClock(): ManualClock {
  let nowMs = 0;
  const due = new Set<{ atMs: number; readonly everyMs: number | null; readonly task: () => void }>();

  function add(ms: number, everyMs: number | null, task: () => void): () => void {
    const entry = { atMs: nowMs + ms, everyMs, task };
    due.add(entry);
    return () => due.delete(entry);
  }

  return {
    now: () => nowMs,
    every: (ms, task) => add(ms, ms, task),
    after: (ms, task) => add(ms, null, task),
    pass(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = [...due].filter((entry) => entry.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        nowMs = next.atMs;
        if (next.everyMs === null) due.delete(next);
        else next.atMs += next.everyMs;
        next.task();
      }
      nowMs = untilMs;
    },
  };
}
