// Calls that come often, made seldom: the first waits for nothing, the last is never lost.

/**
 * @param act may take long; it never runs twice at once
 * @param waitMs least time between the end of one run and the next start, given how long that run took
 */
export function throttled(act: () => unknown, waitMs: (tookMs: number) => number, now: () => number): () => void {
  let wanted = false;
  let held = false;

  async function run(): Promise<void> {
    wanted = false;
    held = true;
    const beganMs = now();
    try {
      await act();
    } catch {
      // What is told or counted is told again at the next change.
    }
    setTimeout(() => {
      held = false;
      if (wanted) void run();
    }, waitMs(now() - beganMs));
  }

  return () => {
    wanted = true;
    if (!held) void run();
  };
}
