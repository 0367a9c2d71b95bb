// The line of files before the audio workers: what the person plays or looks at, then the newest, then what is to be renewed; files that killed a worker last and alone.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { claim, failTrack, SOUND_QUEUES, soundJobs, unclaim, type SoundJob } from '../../db/work';
import type { RootId, TrackId } from '../../domain/library/ids';
import type { AppError, Result } from '../../domain/result';
import type { SoundFailure, SoundReport } from '../../domain/worker-api';
import type { AudioPool, PoolAnswer } from '../workers/audio-pool';
import { createFocus } from './focus';
import type { After } from './pace';
import type { FocusKind } from './pipeline';
import { createQueueWalk } from './queue-walk';
import { limitMs, MAX_ATTEMPTS, verdictOf, type Verdict } from './retry';

/** Claims are written in batches; a tab that dies marks at most this many files a worker as suspects. */
const CLAIMS_PER_WORKER = 2;
/** Longer is no help to anybody. */
const LONGEST_REST_MS = 5_000;

/** How a file came out of its worker. */
export interface Heard {
  readonly job: SoundJob;
  readonly tookMs: number;
  readonly answer: Result<SoundReport, AppError & Partial<SoundFailure>>;
  /** The file is dealt with: it is done, or it failed for good. */
  readonly isOver: boolean;
}

export interface SoundLineDeps {
  readonly db: Database;
  readonly pool: AudioPool;
  readonly now: () => number;
  readonly after: After;
  /** Whether a root can be read now; rows of the others wait. */
  readonly allowed: (rootId: RootId) => boolean;
  /** Rest after each file, as a part of the time that it took. */
  readonly restShare: () => number;
  readonly onChange: () => void;
  readonly onHeard: (heard: Heard) => void;
  /** Something no single file is to blame for. */
  readonly onProblem: (error: AppError, rootId: RootId | null) => void;
  /** No worker can be set up. */
  readonly onUnready: (error: AppError) => void;
}

export interface SoundLine {
  /** Begins or goes on; `fromStart` also looks at rows passed by before, and for new ones. */
  wake(fromStart: boolean): void;
  /** Takes no more files and gives back those not begun; files in hand are finished. */
  hold(): Promise<void>;
  prioritise(trackIds: readonly TrackId[]): void;
  focus(kind: FocusKind, trackIds: readonly TrackId[]): void;
  /** While this is so, only files that somebody looks at or plays are begun: the others wait for what matters more. */
  reserve(on: boolean): void;
  inHand(): readonly SoundJob[];
  /** Files whose attempt is counted and not answered. */
  claimed(): TrackId[];
  busy(): boolean;
}

export function createSoundLine(deps: SoundLineDeps): SoundLine {
  const { db, pool, allowed, now } = deps;
  const hand = new Map<TrackId, SoundJob>();
  const suspects = new Set<TrackId>();
  const mayRead = (job: SoundJob): boolean => allowed(job.rootId);
  const focus = createFocus(db, mayRead);
  const walks = SOUND_QUEUES.map((queue) => createQueueWalk({ db, queue, allowed: mayRead, onSuspect: (trackId) => suspects.add(trackId) }));
  let ready: SoundJob[] = [];
  let open = false;
  let alone = false;
  let reserved = false;
  let feeding = false;
  let wakeAgain = false;
  let resting = false;

  async function feed(): Promise<void> {
    wakeAgain = true;
    if (feeding) return;
    feeding = true;
    try {
      while (wakeAgain) {
        wakeAgain = false;
        while (open && !alone && !resting && pool.free()) {
          const job = (await next()) ?? (reserved ? null : await nextSuspect());
          if (!job) break;
          void work(job);
        }
        // What no worker may take for now waits in its row, where it does not count as tried.
        if (pool.limit() === 0) await giveBackReady();
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
    const wished = await focus.next(1, isFree);
    if (wished.length > 0) ready = [...(await claimed(wished)), ...ready];
    if (ready.length === 0 && !reserved) ready = await fromQueues();
    if (!open || !pool.free()) {
      await giveBackReady();
      return null;
    }
    return ready.shift() ?? null;
  }

  async function fromQueues(): Promise<SoundJob[]> {
    let jobs: SoundJob[] = [];
    for (const walk of walks) {
      if (jobs.length === 0) jobs = await walk.next(Math.max(1, pool.limit()) * CLAIMS_PER_WORKER, isFree);
    }
    if (!reserved) return claimed(jobs);
    // Reserved meanwhile.
    lookAgain();
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
      const trackId = suspects.values().next().value;
      if (trackId === undefined) return null;
      suspects.delete(trackId);
      const [job] = await soundJobs(db, [trackId]);
      if (!job || !mayRead(job)) continue;
      if (job.attempts >= MAX_ATTEMPTS) {
        const error = { code: 'worker-crashed', step: 'analyse' } as const;
        await fail(job, error);
        deps.onHeard({ job, tookMs: 0, answer: { ok: false, error }, isOver: true });
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
    const beganMs = now();
    hand.set(job.trackId, job);
    deps.onChange();
    try {
      await settle(job, await pool.run(job, limitMs(job)), now() - beganMs);
    } catch (thrown) {
      open = false;
      deps.onProblem(databaseError(thrown), null);
    } finally {
      hand.delete(job.trackId);
      if (hand.size === 0) alone = false;
      rest(now() - beganMs);
      void feed();
    }
  }

  function rest(tookMs: number): void {
    const restMs = Math.min(LONGEST_REST_MS, tookMs * deps.restShare());
    if (restMs < 1 || resting) return;
    resting = true;
    deps.after(restMs, () => {
      resting = false;
      void feed();
    });
  }

  async function settle(job: SoundJob, answer: PoolAnswer, tookMs: number): Promise<void> {
    if (answer.kind === 'unready') {
      open = false;
      await unclaim(db, [job.trackId]);
      return deps.onUnready(answer.error);
    }
    const verdict = verdictOf(answer.answer, job.attempts);
    await act(job, verdict);
    deps.onHeard({ job, tookMs, answer: answer.answer, isOver: verdict.act === 'done' || verdict.act === 'fail' });
  }

  async function act(job: SoundJob, verdict: Verdict): Promise<void> {
    switch (verdict.act) {
      case 'done':
        return;
      case 'again':
        return void suspects.add(job.trackId);
      case 'fail':
        return fail(job, verdict.error);
      case 'give-back':
        await unclaim(db, [job.trackId]);
        lookAgain();
        if (verdict.problem) deps.onProblem(verdict.problem, job.rootId);
    }
  }

  async function fail(job: SoundJob, error: Extract<Verdict, { act: 'fail' }>['error']): Promise<void> {
    await failTrack(db, job.trackId, { ...error, atMs: now() });
    lookAgain();
  }

  function lookAgain(): void {
    focus.lookAgain();
    for (const walk of walks) walk.lookAgain();
  }

  async function giveBackReady(): Promise<void> {
    const back = ready.map((job) => job.trackId);
    ready = [];
    if (back.length === 0) return;
    lookAgain();
    await unclaim(db, back);
  }

  return {
    wake(fromStart) {
      open = true;
      if (fromStart) lookAgain();
      void feed();
    },
    async hold() {
      open = false;
      lookAgain();
      await giveBackReady();
    },
    prioritise(trackIds) {
      focus.wish(trackIds);
      if (open) void feed();
    },
    focus(kind, trackIds) {
      focus.set(kind, trackIds);
      // At rest nothing waits, and scrolling costs nothing.
      if (open && (reserved || ready.length > 0 || hand.size > 0)) void feed();
    },
    reserve(on) {
      const freed = reserved && !on;
      reserved = on;
      if (!freed) return;
      lookAgain();
      if (open) void feed();
    },
    inHand: () => [...hand.values()],
    claimed: () => [...hand.keys(), ...ready.map((job) => job.trackId)],
    busy: () => feeding || hand.size > 0 || ready.length > 0 || resting,
  };
}
