// One run at a time, with a rest between two; calls that come meanwhile ask for one more run.

/**
 * @param run must not fail
 * @param restMs least time between the end of a run and the next; a function rests itself
 * @param delay waits, as `setTimeout`
 * @returns asks for a run; the first one begins at once
 */
export function throttled(run: () => void | Promise<void>, restMs: number | (() => Promise<void>), delay: (ms: number) => Promise<void>): () => void {
  let running = false;
  let wanted = false;

  async function runWhileWanted(): Promise<void> {
    running = true;
    while (wanted) {
      wanted = false;
      await run();
      await (typeof restMs === 'number' ? delay(restMs) : restMs());
    }
    running = false;
  }

  return () => {
    wanted = true;
    if (!running) void runWhileWanted();
  };
}
