// A time limit for what has none of its own.

export class StuckError extends Error {}

/** Rejects a guarded promise that does not settle in time; one timer for all, as there are thousands. */
export function watchdog(limitMs: number) {
  let reject: ((error: Error) => void) | null = null;
  let turn = 0;
  let seen = 0;
  const timer = setInterval(() => {
    if (reject && turn === seen) reject(new StuckError(`The decoder gave nothing for ${limitMs / 1000} s.`));
    seen = turn;
  }, limitMs);
  return {
    guard<T>(pending: Promise<T>): Promise<T> {
      turn++;
      return new Promise<T>((resolve, fail) => {
        reject = fail;
        pending.then(resolve, fail);
      });
    },
    stop: () => clearInterval(timer),
  };
}
