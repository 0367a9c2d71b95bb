// Timers as a dependency, so that tests hold the clock.

export interface Timers {
  /** @returns a function that ends it */
  every(ms: number, task: () => void): () => void;
  /** @returns a function that calls it off */
  after(ms: number, task: () => void): () => void;
}

/** Never keep the process alive on their own. */
export const realTimers: Timers = {
  every(ms, task) {
    const timer = setInterval(task, ms).unref();
    return () => clearInterval(timer);
  },
  after(ms, task) {
    const timer = setTimeout(task, ms).unref();
    return () => clearTimeout(timer);
  },
};
