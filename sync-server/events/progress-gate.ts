// Holds back progress that comes faster than anyone can read: of each device and step the newest, a few times a second.
import type { Progress } from '../../src/domain/sync/live';
import type { Timers } from './timers';

export const PROGRESS_EVERY_MS = 250;

export interface ProgressGate {
  /** Lets it through now, or the newest of those that came meanwhile when it is time. */
  offer(libraryId: string, progress: Progress): void;
}

/** Remembers a device and step no longer than it holds them back. */
export function createProgressGate(timers: Timers, pass: (libraryId: string, progress: Progress) => void): ProgressGate {
  /** Those that passed lately, with what came since. */
  const lately = new Map<string, Progress | null>();

  function letThrough(key: string, libraryId: string, progress: Progress): void {
    lately.set(key, null);
    timers.after(PROGRESS_EVERY_MS, () => {
      const waiting = lately.get(key);
      lately.delete(key);
      if (waiting) letThrough(key, libraryId, waiting);
    });
    pass(libraryId, progress);
  }

  return {
    offer(libraryId, progress) {
      const key = `${libraryId} ${progress.deviceId} ${progress.step}`;
      if (lately.has(key)) lately.set(key, progress);
      else letThrough(key, libraryId, progress);
    },
  };
}
