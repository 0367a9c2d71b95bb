// Whether a page's main thread keeps up, from what kept it.

const WINDOW_MS = 5_000;
/** A fifth of the time: scrolling stutters visibly. */
const TOO_MUCH_MS = 1_000;
/** Lateness below this is the timer's own. */
const USUAL_LATE_MS = 100;

export interface BusyMeter {
  /** A task kept the thread for so long. */
  lost(tookMs: number, nowMs: number): void;
  /** A timer came late by so much: the thread was kept, or the processor was. */
  late(lateMs: number, nowMs: number): void;
}

export function createBusyMeter(onBusy: () => void): BusyMeter {
  let events: { readonly atMs: number; readonly ms: number; readonly kind: 'lost' | 'late' }[] = [];

  function add(kind: 'lost' | 'late', ms: number, nowMs: number): void {
    events = [...events.filter((event) => event.atMs > nowMs - WINDOW_MS), { atMs: nowMs, ms, kind }];
    // A long task makes a timer late too: the two are never added up.
    const total = (of: 'lost' | 'late'): number => events.reduce((sum, event) => sum + (event.kind === of ? event.ms : 0), 0);
    if (Math.max(total('lost'), total('late')) < TOO_MUCH_MS) return;
    events = [];
    onBusy();
  }

  return {
    lost: (tookMs, nowMs) => add('lost', tookMs, nowMs),
    late: (lateMs, nowMs) => {
      // Later than a window is a device that slept.
      if (lateMs >= USUAL_LATE_MS && lateMs < WINDOW_MS) add('late', lateMs, nowMs);
    },
  };
}
