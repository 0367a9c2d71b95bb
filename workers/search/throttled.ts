// One run at a time, with a rest between two; calls that come meanwhile ask for one more run.

/**
 * @param run must not fail
 * @param restMs least time between the end of a run and the next; a function is asked after each run
 * @param delay waits, as `setTimeout`
 * @returns asks for a run; the first one begins at once
 */
export function throttled(run: () => void | Promise<void>, restMs: number | (() => number), delay: (ms: number) => Promise<void>): () => void {
  let running = false;
  let wanted = false;

  async function runWhileWanted(): Promise<void> {
    running = true;
    while (wanted) {
      wanted = false;
      await run();
      await delay(typeof restMs === 'number' ? restMs : restMs());
    }
    running = false;
  }

  return () => {
    wanted = true;
    if (!running) void runWhileWanted();
  };
}
