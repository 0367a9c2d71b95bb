// The Long Tasks API, which only some browsers have.

/** Tells how long each task took that kept the main thread for more than 50 ms, from now on. */
export function longTasks(listener: (tookMs: number) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return;
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) listener(duration);
  }).observe({ type: 'longtask' });
}
