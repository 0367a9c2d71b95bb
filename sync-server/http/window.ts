// At most so many in any stretch of time.

export interface Window {
  /** Takes one. @returns milliseconds to wait, 0 when there was one left */
  take(): number;
  /** Puts one back that turned out not to count. */
  giveBack(): void;
}

export function createWindow(now: () => number, max: number, lengthMs: number): Window {
  let startMs = 0;
  let taken = 0;
  return {
    take() {
      if (now() - startMs >= lengthMs) {
        startMs = now();
        taken = 0;
      }
      if (taken >= max) return startMs + lengthMs - now();
      taken++;
      return 0;
    },
    giveBack() {
      taken = Math.max(0, taken - 1);
    },
  };
}
