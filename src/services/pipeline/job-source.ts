// Where the next file for an audio worker comes from: focus, then the newest never analysed, then what is to be renewed; claimed a few at a time.
import type { Database } from '../../db/database';
import { claim, SOUND_QUEUES, unclaim, type SoundJob } from '../../db/work';
import type { TrackId } from '../../domain/library/ids';
import { createFocus, type Focus } from './focus';
import { createQueueWalk } from './queue-walk';

export interface JobSourceDeps {
  readonly db: Database;
  /** Whether a job's folder can be read now. */
  readonly mayRead: (job: SoundJob) => boolean;
  /** Files with a worker. */
  readonly inHand: () => Iterable<SoundJob>;
  readonly onSuspect: (trackId: TrackId) => void;
}

export interface JobSource extends Pick<Focus, 'wish' | 'set'> {
  /**
   * Fills up what is claimed, focus first.
   * @param count to claim at once of the queues
   */
  fill(count: number): Promise<void>;
  /** The next that is claimed. */
  take(): SoundJob | null;
  /** Claimed and not begun. */
  claimed(): readonly SoundJob[];
  /** None of these count as tried. */
  giveBack(): Promise<void>;
  /** What was passed by may be free now, and newer files may have come. */
  lookAgain(): void;
  /** While this is so, only what is in focus is claimed. @returns whether it has just ceased to be so */
  reserve(on: boolean): boolean;
  reserved(): boolean;
}

export function createJobSource({ db, mayRead, inHand, onSuspect }: JobSourceDeps): JobSource {
  const focus = createFocus(db, mayRead);
  const walks = SOUND_QUEUES.map((queue) => createQueueWalk({ db, queue, allowed: mayRead, onSuspect }));
  let ready: SoundJob[] = [];
  let reserved = false;

  /** Neither it nor another copy of its recording is in work. */
  function isFree(job: SoundJob): boolean {
    const inWork = [...inHand(), ...ready];
    return !inWork.some((other) => other.trackId === job.trackId || (other.contentKey !== null && other.contentKey === job.contentKey));
  }

  async function claimed(jobs: readonly SoundJob[]): Promise<SoundJob[]> {
    return jobs.length === 0 ? [] : claim(db, jobs.map((job) => job.trackId));
  }

  async function fromQueues(count: number): Promise<SoundJob[]> {
    let jobs: SoundJob[] = [];
    for (const walk of walks) if (jobs.length === 0) jobs = await walk.next(count, isFree);
    if (!reserved) return claimed(jobs);
    // Reserved meanwhile.
    lookAgain();
    return [];
  }

  function lookAgain(): void {
    focus.lookAgain();
    for (const walk of walks) walk.lookAgain();
  }

  return {
    wish: focus.wish,
    set: focus.set,
    async fill(count) {
      const wished = await focus.next(1, isFree);
      if (wished.length > 0) ready = [...(await claimed(wished)), ...ready];
      if (ready.length === 0 && !reserved) ready = await fromQueues(count);
    },
    take: () => ready.shift() ?? null,
    claimed: () => ready,
    async giveBack() {
      const back = ready.map((job) => job.trackId);
      ready = [];
      if (back.length === 0) return;
      lookAgain();
      await unclaim(db, back);
    },
    lookAgain,
    reserve(on) {
      const freed = reserved && !on;
      reserved = on;
      return freed;
    },
    reserved: () => reserved,
  };
}
