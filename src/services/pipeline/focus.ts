// What a person plays, has open or sees, and what was wished for once: before all that waits, in this order.
import type { Database } from '../../db/database';
import { soundJobs, type SoundJob } from '../../db/work';
import type { TrackId } from '../../domain/library/ids';
import type { FocusKind } from './pipeline';

/** In the order that they matter; a wish is what was just looked at. */
const KINDS = ['playing', 'open', 'visible'] as const satisfies readonly FocusKind[];
/** More than fit on a screen are not seen. */
const MOST_OF_A_KIND = 200;

export interface Focus {
  /** Once: it is forgotten when its turn has come. */
  wish(trackIds: readonly TrackId[]): void;
  /** Takes the place of what was in focus in this way. */
  set(kind: FocusKind, trackIds: readonly TrackId[]): void;
  /** The next of these that wait. Reads rows only where something came into focus since. */
  next(count: number, isFree: (job: SoundJob) => boolean): Promise<SoundJob[]>;
  /** What was passed by may be free now. */
  lookAgain(): void;
}

/** @param allowed whether a job can be worked on now */
export function createFocus(db: Database, allowed: (job: SoundJob) => boolean): Focus {
  const wishes = new Set<TrackId>();
  const kept: Record<FocusKind, readonly TrackId[]> = { playing: [], open: [], visible: [] };
  let changed = false;
  let waiting: SoundJob[] = [];

  async function look(): Promise<void> {
    changed = false;
    const ids = new Set([...kept.playing, ...wishes, ...kept.open, ...kept.visible]);
    waiting = (await soundJobs(db, [...ids])).filter((job) => job.attempts === 0 && allowed(job));
    const found = new Set(waiting.map((job) => job.trackId));
    for (const trackId of wishes) if (!found.has(trackId)) wishes.delete(trackId);
  }

  return {
    wish(trackIds) {
      for (const trackId of trackIds) wishes.add(trackId);
      changed = true;
    },
    set(kind, trackIds) {
      const next = trackIds.slice(0, MOST_OF_A_KIND);
      if (next.join() === kept[kind].join()) return;
      // What leaves the screen is nobody's wish any more; what comes may wait already.
      kept[kind] = next;
      changed = true;
    },
    async next(count, isFree) {
      if (changed) await look();
      const jobs: SoundJob[] = [];
      while (jobs.length < count) {
        const at = waiting.findIndex((job) => isFree(job) && !jobs.some((other) => other.contentKey !== null && other.contentKey === job.contentKey));
        const [job] = at < 0 ? [] : waiting.splice(at, 1);
        if (!job) break;
        wishes.delete(job.trackId);
        jobs.push(job);
      }
      return jobs;
    },
    lookAgain() {
      changed = wishes.size > 0 || KINDS.some((kind) => kept[kind].length > 0);
    },
  };
}
