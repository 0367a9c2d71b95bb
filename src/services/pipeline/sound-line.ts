// The line of files before the audio workers; files that killed a worker come last and alone.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { failTrack, unclaim, type SoundJob } from '../../db/work';
import type { RootId, TrackId } from '../../domain/library/ids';
import type { AppError, Result } from '../../domain/result';
import type { SoundFailure, SoundReport } from '../../domain/worker-api';
import type { AudioPool, PoolAnswer } from '../workers/audio-pool';
import { createBreaks } from './breaks';
import { createJobSource } from './job-source';
import type { After } from './pace';
import type { FocusKind } from './pipeline';
import { limitMs, verdictOf, type Verdict } from './retry';
import { createSuspects } from './suspects';

/** Claims are written in batches; a tab that dies marks at most this many files a worker as suspects. */
const CLAIMS_PER_WORKER = 2;

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
  const mayRead = (job: SoundJob): boolean => allowed(job.rootId);
  const source = createJobSource({ db, mayRead, inHand: () => hand.values(), onSuspect: (trackId) => suspects.add(trackId) });
  const breaks = createBreaks(deps.after, deps.restShare, () => void feed());
  const suspects = createSuspects({
    db, mayRead,
    isAlone: () => hand.size === 0 && open,
    async onGivenUp(job, error) {
      await fail(job, error);
      deps.onHeard({ job, tookMs: 0, answer: { ok: false, error }, isOver: true });
    },
  });
  let open = false;
  let alone = false;
  let feeding = false;
  let wakeAgain = false;

  async function feed(): Promise<void> {
    wakeAgain = true;
    if (feeding) return;
    feeding = true;
    try {
      while (wakeAgain) {
        wakeAgain = false;
        while (open && !alone && !breaks.isOn() && pool.free()) {
          let job = await next();
          if (!job && !source.reserved()) {
            job = await suspects.next();
            alone = job !== null;
          }
          if (!job) break;
          void work(job);
        }
        // What no worker may take for now waits in its row, where it does not count as tried.
        if (pool.limit() === 0) await source.giveBack();
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
    await source.fill(Math.max(1, pool.limit()) * CLAIMS_PER_WORKER);
    if (open && pool.free()) return source.take();
    await source.giveBack();
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
      breaks.take(now() - beganMs);
      void feed();
    }
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
        source.lookAgain();
        if (verdict.problem) deps.onProblem(verdict.problem, job.rootId);
    }
  }

  async function fail(job: SoundJob, error: Extract<Verdict, { act: 'fail' }>['error']): Promise<void> {
    await failTrack(db, job.trackId, { ...error, atMs: now() });
    source.lookAgain();
  }

  return {
    wake(fromStart) {
      open = true;
      if (fromStart) source.lookAgain();
      void feed();
    },
    async hold() {
      open = false;
      source.lookAgain();
      await source.giveBack();
    },
    prioritise(trackIds) {
      source.wish(trackIds);
      if (open) void feed();
    },
    focus(kind, trackIds) {
      source.set(kind, trackIds);
      // At rest nothing waits, and scrolling costs nothing.
      if (open && (source.reserved() || source.claimed().length > 0 || hand.size > 0)) void feed();
    },
    reserve(on) {
      if (!source.reserve(on)) return;
      source.lookAgain();
      if (open) void feed();
    },
    inHand: () => [...hand.values()],
    claimed: () => [...hand.keys(), ...source.claimed().map((job) => job.trackId)],
    busy: () => feeding || hand.size > 0 || source.claimed().length > 0 || breaks.isOn(),
  };
}
