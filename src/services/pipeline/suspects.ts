// Files that ended or broke a worker, or were in work when the tab died: each is tried once more, with nothing beside it.
import type { Database } from '../../db/database';
import { claim, soundJobs, type SoundJob } from '../../db/work';
import type { TrackId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import type { SoundFailure } from '../../domain/worker-api';
import { MAX_ATTEMPTS } from './retry';

export interface SuspectsDeps {
  readonly db: Database;
  readonly mayRead: (job: SoundJob) => boolean;
  /** Whether nothing else is in work, and something may be. */
  readonly isAlone: () => boolean;
  /** One that was tried often enough. */
  readonly onGivenUp: (job: SoundJob, error: AppError & SoundFailure) => Promise<void>;
}

export interface Suspects {
  add(trackId: TrackId): void;
  /** Counts as tried. If the tab dies now, it is known by whose fault. @returns null where there is none, or something else is in work */
  next(): Promise<SoundJob | null>;
}

export function createSuspects({ db, mayRead, isAlone, onGivenUp }: SuspectsDeps): Suspects {
  const waiting = new Set<TrackId>();
  return {
    add: (trackId) => void waiting.add(trackId),
    async next() {
      while (isAlone()) {
        const trackId = waiting.values().next().value;
        if (trackId === undefined) return null;
        waiting.delete(trackId);
        const [job] = await soundJobs(db, [trackId]);
        if (!job || !mayRead(job)) continue;
        if (job.attempts >= MAX_ATTEMPTS) {
          await onGivenUp(job, { code: 'worker-crashed', step: 'analyse' });
          continue;
        }
        const [counted] = await claim(db, [trackId]);
        if (counted) return counted;
      }
      return null;
    },
  };
}
