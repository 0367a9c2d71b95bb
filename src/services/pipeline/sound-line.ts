// The line of files before the audio workers: fresh ones in order, what the person looks at first, files that killed a worker last and alone.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { claim, failTrack, soundJobs, unclaim, type SoundJob } from '../../db/work';
import type { RootId, TrackId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import type { AudioPool, PoolAnswer } from '../workers/audio-pool';
import { createQueueWalk } from './queue-walk';
import { limitMs, MAX_ATTEMPTS, verdictOf, type Verdict } from './retry';

/** Claims are written in batches; a tab that dies marks at most this many files a worker as suspects. */
const CLAIMS_PER_WORKER = 2;

export interface SoundLineDeps {
  readonly db: Database;
  readonly pool: AudioPool;
  readonly now: () => number;
  /** Whether a root can be read now; rows of the others wait. */
  readonly allowed: (rootId: RootId) => boolean;
  readonly onChange: () => void;
  /** A file came to an end, good or bad. */
  readonly onEnded: () => void;
  /** Something no single file is to blame for. */
  readonly onProblem: (error: AppError, rootId: RootId | null) => void;
  /** No worker can be set up. */
  readonly onUnready: (error: AppError) => void;
}

export interface SoundLine {
  /** Begins or goes on; `fromStart` also looks at rows passed by before. */
  wake(fromStart: boolean): void;
  /** Takes no more files and gives back those not begun; files in hand are finished. */
  hold(): Promise<void>;
  prioritise(trackIds: readonly TrackId[]): void;
  /** While this is so, only files that somebody looks at or plays are begun: the others wait for what matters more. */
  reserve(on: boolean): void;
  inHand(): readonly SoundJob[];
  /** Files whose attempt is counted and not answered. */
  claimed(): TrackId[];
  busy(): boolean;
}

export function createSoundLine(deps: SoundLineDeps): SoundLine {
  const { db, pool, allowed } = deps;
  const hand = new Map<TrackId, SoundJob>();
  const first = new Set<TrackId>();
  const walk = createQueueWalk(db, (job) => allowed(job.rootId));
  let ready: SoundJob[] = [];
  let open = false;
  let alone = false;
  let reserved = false;
  let feeding = false;
  let wakeAgain = false;

  async function feed(): Promise<void> {
    wakeAgain = true;
    if (feeding) return;
    feeding = true;
    try {
      while (wakeAgain) {
        wakeAgain = false;
        while (open && !alone && pool.free()) {
          const job = (await next()) ?? (reserved ? null : await nextSuspect());
          if (!job) break;
          void work(job);
        }
      }
    } catch (thrown) {
      open = false;
      deps.onProblem(databaseError(thrown), null);
    } finally {
      feeding = false;
      deps.onChange();
    }
  }

  async function next(): Promise<SoundJob | null> {
    if (first.size > 0) {
      const wished = [...first];
      first.clear();
      const jobs = (await soundJobs(db, wished)).filter((job) => job.attempts === 0 && allowed(job.rootId) && isFree(job));
      ready = [...(await claimed(jobs)), ...ready];
    }
    if (ready.length === 0 && !reserved) ready = await fromQueue();
    if (!open) {
      await giveBackReady();
      return null;
    }
    return ready.shift() ?? null;
  }

  async function fromQueue(): Promise<SoundJob[]> {
    const jobs = await walk.next(pool.size * CLAIMS_PER_WORKER, isFree);
    if (!reserved) return claimed(jobs);
    // Reserved meanwhile.
    walk.lookAgain();
    return [];
  }

  async function claimed(jobs: readonly SoundJob[]): Promise<SoundJob[]> {
    return jobs.length === 0 ? [] : claim(db, jobs.map((job) => job.trackId));
  }

  /** Neither it nor another copy of its recording is in work. */
  function isFree(job: SoundJob): boolean {
    const inWork = [...hand.values(), ...ready];
    return !inWork.some((other) => other.trackId === job.trackId || (other.contentKey !== null && other.contentKey === job.contentKey));
  }

  /** A suspect runs when nothing else does: if the tab dies, it is known by whose fault. */
  async function nextSuspect(): Promise<SoundJob | null> {
    while (hand.size === 0 && open) {
      const trackId = walk.takeSuspect();
      if (trackId === undefined) return null;
      const [job] = await soundJobs(db, [trackId]);
      if (!job || !allowed(job.rootId)) continue;
      if (job.attempts >= MAX_ATTEMPTS) {
        await fail(job, { act: 'fail', error: { code: 'worker-crashed', step: 'analyse' } });
        continue;
      }
      const [counted] = await claim(db, [trackId]);
      if (!counted) continue;
      alone = true;
      return counted;
    }
    return null;
  }

  async function work(job: SoundJob): Promise<void> {
    hand.set(job.trackId, job);
    deps.onChange();
    try {
      await settle(job, await pool.run(job.trackId, limitMs(job.durationS)));
    } catch (thrown) {
      open = false;
      deps.onProblem(databaseError(thrown), null);
    } finally {
      hand.delete(job.trackId);
      if (hand.size === 0) alone = false;
      void feed();
    }
  }

  async function settle(job: SoundJob, answer: PoolAnswer): Promise<void> {
    if (answer.kind === 'unready') {
      open = false;
      await unclaim(db, [job.trackId]);
      return deps.onUnready(answer.error);
    }
    const verdict = verdictOf(answer.answer, job.attempts);
    switch (verdict.act) {
      case 'done':
        deps.onEnded();
        return;
      case 'again':
        walk.suspect(job.trackId);
        return;
      case 'fail':
        return fail(job, verdict);
      case 'give-back':
        await unclaim(db, [job.trackId]);
        walk.lookAgain();
        if (verdict.problem) deps.onProblem(verdict.problem, job.rootId);
    }
  }

  async function fail(job: SoundJob, verdict: Extract<Verdict, { act: 'fail' }>): Promise<void> {
    await failTrack(db, job.trackId, { ...verdict.error, atMs: deps.now() });
    walk.lookAgain();
    deps.onEnded();
  }

  async function giveBackReady(): Promise<void> {
    const back = ready.map((job) => job.trackId);
    ready = [];
    walk.lookAgain();
    if (back.length > 0) await unclaim(db, back);
  }

  return {
    wake(fromStart) {
      open = true;
      if (fromStart) walk.lookAgain();
      void feed();
    },
    async hold() {
      open = false;
      await giveBackReady();
    },
    prioritise(trackIds) {
      for (const trackId of trackIds) first.add(trackId);
      if (open) void feed();
    },
    reserve(on) {
      const freed = reserved && !on;
      reserved = on;
      if (!freed) return;
      walk.lookAgain();
      if (open) void feed();
    },
    inHand: () => [...hand.values()],
    claimed: () => [...hand.keys(), ...ready.map((job) => job.trackId)],
    busy: () => feeding || hand.size > 0 || ready.length > 0,
  };
}
