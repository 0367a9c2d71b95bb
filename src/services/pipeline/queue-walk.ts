// Walks a queue of the sound stage from the newest file to the oldest; files that were begun before and never answered are set aside as suspects.
import type { Database } from '../../db/database';
import { soundQueue, type SoundJob, type SoundQueue } from '../../db/work';
import type { TrackId } from '../../domain/library/ids';

const CHUNK = 100;

export interface QueueWalk {
  /**
   * Walks on from where the last walk ended; one more round from the start when something may have been passed by.
   * @param isFree whether nothing in work stands in the way of a job
   */
  next(count: number, isFree: (job: SoundJob) => boolean): Promise<SoundJob[]>;
  /** Rows passed by may have become free, and newer ones may have come. */
  lookAgain(): void;
}

/** Rows that remain to be walked: ids between the two, without them. */
interface Stretch {
  readonly above: number;
  readonly below: number;
}

export interface QueueWalkDeps {
  readonly db: Database;
  readonly queue: SoundQueue;
  /** Whether a job's folder can be read now; those of others are passed by until someone says `lookAgain`. */
  readonly allowed: (job: SoundJob) => boolean;
  readonly onSuspect: (trackId: TrackId) => void;
}

export function createQueueWalk({ db, queue, allowed, onSuspect }: QueueWalkDeps): QueueWalk {
  /** The newest last. */
  let stretches: Stretch[] = [{ above: 0, below: Infinity }];
  let newest = 0;
  let passedBy = false;
  let newer = false;

  async function step({ above, below }: Stretch, found: Map<string | TrackId, SoundJob>, count: number, isFree: (job: SoundJob) => boolean): Promise<void> {
    const chunk = await soundQueue(db, queue, above, below, CHUNK);
    newest = Math.max(newest, chunk[0]?.trackId ?? 0);
    let end = below;
    for (const job of chunk) {
      if (found.size >= count) break;
      end = job.trackId;
      if (!allowed(job)) continue;
      // Copies of one recording share its facts: the second waits until the first is through.
      const recording = job.contentKey ?? job.trackId;
      if (!isFree(job) || found.has(recording)) passedBy = true;
      else if (job.attempts > 0) onSuspect(job.trackId);
      else found.set(recording, job);
    }
    stretches.pop();
    if (found.size >= count || chunk.length === CHUNK) stretches.push({ above, below: end });
  }

  return {
    async next(count, isFree) {
      const found = new Map<string | TrackId, SoundJob>();
      if (newer && newest > 0) stretches.push({ above: newest, below: Infinity });
      newer = false;
      for (let mayRestart = true; found.size < count; ) {
        const stretch = stretches.at(-1);
        if (stretch) {
          await step(stretch, found, count, isFree);
          continue;
        }
        if (found.size > 0 || !passedBy || !mayRestart) break;
        mayRestart = false;
        passedBy = false;
        stretches = [{ above: 0, below: Infinity }];
      }
      return [...found.values()];
    },
    lookAgain() {
      passedBy = true;
      newer = true;
    },
  };
}
