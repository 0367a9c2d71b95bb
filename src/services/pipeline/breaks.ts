// Breaks between two files of a gentle analysis.
import type { After } from './pace';

/** Longer is no help to anybody. */
const LONGEST_MS = 5_000;

export interface Breaks {
  isOn(): boolean;
  /** After a file that took so long. */
  take(tookMs: number): void;
}

/** @param share of a break in the time that the file took */
export function createBreaks(after: After, share: () => number, onOver: () => void): Breaks {
  let on = false;
  return {
    isOn: () => on,
    take(tookMs) {
      const restMs = Math.min(LONGEST_MS, tookMs * share());
      if (restMs < 1 || on) return;
      on = true;
      after(restMs, () => {
        on = false;
        onOver();
      });
    },
  };
}
