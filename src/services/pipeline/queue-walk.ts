// Walks the sound queue: fresh files in order; files that were begun before and never answered are set aside as suspects.
import type { Database } from '../../db/database';
import { soundQueue, type SoundJob } from '../../db/work';
import type { TrackId } from '../../domain/library/ids';

const CHUNK = 100;

export interface QueueWalk {
  /**
   * Walks on from where the last walk ended; one more round from the start when something may have been passed by.
   * @param isFree whether nothing in work stands in the way of a job
   */
  next(count: number, isFree: (job: SoundJob) => boolean): Promise<SoundJob[]>;
  /** Rows passed by may have become free. */
  lookAgain(): void;
  suspect(trackId: TrackId): void;
  takeSuspect(): TrackId | undefined;
}

/** @param allowed whether a job's folder can be read now; those of others are passed by until someone says `lookAgain` */
export function createQueueWalk(db: Database, allowed: (job: SoundJob) => boolean): QueueWalk {
  const suspects = new Set<TrackId>();
  let cursor: TrackId | 0 = 0;
  let passedBy = true;

  /** @returns false when the end of the queue is reached */
  async function step(found: Map<string | TrackId, SoundJob>, count: number, isFree: (job: SoundJob) => boolean): Promise<boolean> {
    const chunk = await soundQueue(db, cursor, CHUNK);
    for (const job of chunk) {
      if (found.size >= count) return true;
      cursor = job.trackId;
      if (!allowed(job)) continue;
      // Copies of one recording share its facts: the second waits until the first is through.
      const recording = job.contentKey ?? job.trackId;
      if (!isFree(job) || found.has(recording)) passedBy = true;
      else if (job.attempts > 0) suspects.add(job.trackId);
      else found.set(recording, job);
    }
    return chunk.length === CHUNK;
  }

  return {
    async next(count, isFree) {
      const found = new Map<string | TrackId, SoundJob>();
      for (let mayRestart = true; found.size < count; ) {
        if (await step(found, count, isFree)) continue;
        if (found.size > 0 || !passedBy || !mayRestart) break;
        mayRestart = false;
        passedBy = false;
        cursor = 0;
      }
      return [...found.values()];
    },
    lookAgain() {
      passedBy = true;
    },
    suspect: (trackId) => void suspects.add(trackId),
    takeSuspect() {
      const trackId = suspects.values().next().value;
      if (trackId !== undefined) suspects.delete(trackId);
      return trackId;
    },
  };
}
