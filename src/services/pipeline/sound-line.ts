// The line of files before the audio workers: fresh ones in order, what the person looks at first, files that killed a worker last and alone.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { claim, failTrack, soundJobs, soundQueue, unclaim, type SoundJob } from '../../db/work';
import type { RootId, TrackId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import type { AudioPool, PoolAnswer } from '../workers/audio-pool';
import { limitMs, MAX_ATTEMPTS, verdictOf, type Verdict } from './retry';

const CHUNK = 100;
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
  inHand(): readonly SoundJob[];
  /** Files whose attempt is counted and not answered. */
  claimed(): TrackId[];
  busy(): boolean;
}

export function createSoundLine(deps: SoundLineDeps): SoundLine {
  const { db, pool, allowed } = deps;
  const hand = new Map<TrackId, SoundJob>();
  const first = new Set<TrackId>();
  const suspects = new Set<TrackId>();
  let ready: SoundJob[] = [];
  let cursor: TrackId | 0 = 0;
  let lookAgain = true;
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
        while (open && !alone && pool.free()) {
          const job = (await next()) ?? (await nextSuspect());
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
      const jobs = (await soundJobs(db, wished)).filter(isFresh);
      ready = [...(await claimed(jobs)), ...ready];
    }
    if (ready.length === 0) ready = await claimed(await freshJobs(pool.size * CLAIMS_PER_WORKER));
    if (!open) {
      await giveBackReady();
      return null;
    }
    return ready.shift() ?? null;
  }

  async function claimed(jobs: readonly SoundJob[]): Promise<SoundJob[]> {
    return jobs.length === 0 ? [] : claim(db, jobs.map((job) => job.trackId));
  }

  /** Walks on from where the last walk ended; one more round from the start when something may have been passed by. */
  async function freshJobs(count: number): Promise<SoundJob[]> {
    const fresh = new Map<string | TrackId, SoundJob>();
    for (let rounds = 0; rounds < 2; ) {
      const chunk = await soundQueue(db, cursor, CHUNK);
      for (const job of chunk) {
        if (fresh.size >= count) return [...fresh.values()];
        cursor = job.trackId;
        if (job.attempts > 0 && allowed(job.rootId) && !hand.has(job.trackId)) suspects.add(job.trackId);
        // Copies of one recording share its facts: the second waits until the first is through.
        const recording = job.contentKey ?? job.trackId;
        if (isFresh(job) && !fresh.has(recording)) fresh.set(recording, job);
        else if (job.attempts === 0 && allowed(job.rootId)) lookAgain = true;
      }
      if (chunk.length === CHUNK) continue;
      rounds += 1;
      if (fresh.size > 0 || !lookAgain || rounds === 2) break;
      lookAgain = false;
      cursor = 0;
    }
    return [...fresh.values()];
  }

  function isFresh(job: SoundJob): boolean {
    if (job.attempts > 0 || !allowed(job.rootId) || hand.has(job.trackId)) return false;
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
        suspects.add(job.trackId);
        return;
      case 'fail':
        return fail(job, verdict);
      case 'give-back':
        await unclaim(db, [job.trackId]);
        lookAgain = true;
        if (verdict.problem) deps.onProblem(verdict.problem, job.rootId);
    }
  }

  async function fail(job: SoundJob, verdict: Extract<Verdict, { act: 'fail' }>): Promise<void> {
    await failTrack(db, job.trackId, { ...verdict.error, atMs: deps.now() });
    lookAgain = true;
    deps.onEnded();
  }

  async function giveBackReady(): Promise<void> {
    const back = ready.map((job) => job.trackId);
    ready = [];
    lookAgain = true;
    if (back.length > 0) await unclaim(db, back);
  }

  return {
    wake(fromStart) {
      open = true;
      lookAgain ||= fromStart;
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
    inHand: () => [...hand.values()],
    claimed: () => [...hand.keys(), ...ready.map((job) => job.trackId)],
    busy: () => feeding || hand.size > 0 || ready.length > 0,
  };
}
