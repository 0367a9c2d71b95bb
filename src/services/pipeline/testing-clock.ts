// A clock for tests: time goes on when the test says so, and what was due is done in order.
import type { After } from './pace';

export interface TestClock {
  now(): number;
  readonly after: After;
  /** Lets so much time go by. */
  pass(ms: number): void;
}

export function testClock(startMs = 1_000_000): TestClock {
  let nowMs = startMs;
  let due: { readonly atMs: number; readonly act: () => void }[] = [];
  return {
    now: () => nowMs,
    after(ms, act) {
      const entry = { atMs: nowMs + ms, act };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    pass(ms) {
      const end = nowMs + ms;
      for (;;) {
        const [next] = due.filter((entry) => entry.atMs <= end).sort((a, b) => a.atMs - b.atMs);
        if (!next) break;
        due = due.filter((entry) => entry !== next);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = end;
    },
  };
}
