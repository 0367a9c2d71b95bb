// What is told of the pipeline: counts, rates, time left. Told a few times a second at most, counted as often as it costs little.
import type { Database } from '../../db/database';
import { outOfReach } from '../../db/out-of-reach';
import { stageCounts, type StageCounts } from '../../db/tracks';
import type { SoundJob } from '../../db/work';
import type { RootId } from '../../domain/library/ids';
import { workable, type OutOfReach } from '../../domain/library/progress';
import type { AppError } from '../../domain/result';
import type { ScanProgress } from '../../domain/worker-api';
import { channel, type Listenable } from '../listenable';
import { INITIAL_PIPELINE, type PipelineState, type ScanOutcome, type WorkInHand } from './pipeline';
import { etaS, rateMeter } from './rate';
import { throttled } from './throttle';

const TELL_EVERY_MS = 200;
const COUNT_EVERY_MS = 500;
/** Counting takes at most a tenth of the time, however big the library. */
const COUNT_SHARE = 10;

/** The work as it stands. */
export interface Work {
  readonly mode: 'on' | 'paused' | 'stopped';
  readonly problem: AppError | null;
  /** Folders that can be read now. */
  readonly readable: readonly RootId[];
  readonly scan: { readonly busy: boolean; readonly progress: ScanProgress | null; readonly roots: readonly RootId[]; readonly ended: readonly ScanOutcome[]; readonly emptyRoots: readonly RootId[] };
  readonly sound: { readonly busy: boolean; readonly inHand: readonly SoundJob[] };
}

/** What is counted at one moment. */
interface Counted {
  readonly counts: StageCounts;
  readonly outOfReach: readonly OutOfReach[];
}

export interface Report extends Listenable<PipelineState> {
  /** Something of the work has changed. */
  tell(): void;
  /** Something of the rows has changed. */
  recount(): void;
  scanned(progress: ScanProgress): void;
  scanEnded(): void;
  soundEnded(): void;
}

export function createReport(db: Database, now: () => number, look: () => Work): Report {
  const state = channel<PipelineState>({ ...INITIAL_PIPELINE, leader: true });
  const soundRate = rateMeter();
  const parseRate = rateMeter();
  let parsedBefore = 0;
  /** How often the work was said to have changed, and how much of that is told. */
  let changes = 0;
  let told = 0;
  /** Folders that could be read when files were last counted. */
  let countedFor = '';
  const count = newest(async (): Promise<Counted> => {
    const { readable } = look();
    countedFor = readable.join();
    return { counts: await stageCounts(db), outOfReach: await outOfReach(db, readable) };
  });

  /** Who reads `idle` takes the counts beside it for final: they are read when the work is over, and again where more was done meanwhile. */
  async function finalCounts(): Promise<Counted> {
    for (;;) {
      const before = changes;
      const counted = await count();
      if (changes === before || phaseOf(look()) !== 'idle') return counted;
    }
  }

  const tell = throttled(async () => {
    const isAtRest = phaseOf(look()) === 'idle' && changes !== told;
    const { counts, outOfReach: away } = isAtRest ? await finalCounts() : state.state();
    told = changes;
    const work = look();
    if (work.sound.busy) soundRate.add(0, now());
    else soundRate.reset();
    if (countedFor !== work.readable.join()) recount();
    const here = workable(counts, away);
    const waiting = Math.max(0, here.found - here.embedded - here.failed);
    const filesPerSecond = (work.sound.busy ? soundRate : parseRate).perSecond(now());
    const phase = phaseOf(work);
    state.set({
      phase, counts, waiting, outOfReach: away, filesPerSecond,
      problem: work.problem,
      etaS: phase === 'running' ? etaS(waiting, filesPerSecond) : null,
      inHand: [...scanInHand(work.scan.progress), ...work.sound.inHand.map((job): WorkInHand => ({ step: 'sound', path: job.path }))],
      scanning: work.scan.roots,
      scans: work.scan.ended,
      emptyRoots: work.scan.emptyRoots,
    });
  }, () => TELL_EVERY_MS, now);

  const recount = throttled(async () => {
    state.set(await count());
    tell();
  }, (tookMs) => Math.max(COUNT_EVERY_MS, tookMs * COUNT_SHARE), now);

  function changed(): void {
    changes++;
    tell();
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    tell: changed,
    recount,
    scanned(progress) {
      parseRate.add(Math.max(0, progress.parsed - parsedBefore), now());
      parsedBefore = progress.phase === 'done' ? 0 : progress.parsed;
      changed();
    },
    scanEnded() {
      parsedBefore = 0;
      parseRate.reset();
      changed();
    },
    soundEnded: () => soundRate.add(1, now()),
  };
}

/** Reads that may overlap: one that answers behind a later one gives the later one's answer. */
function newest<T>(read: () => Promise<T>): () => Promise<T> {
  let begun = 0;
  let held: { readonly turn: number; readonly value: T } | null = null;
  return async () => {
    const turn = ++begun;
    const value = await read();
    if (held === null || held.turn < turn) held = { turn, value };
    return held.value;
  };
}

function phaseOf({ mode, scan, sound }: Work): PipelineState['phase'] {
  if (mode === 'paused') return 'paused';
  return mode === 'on' && (scan.busy || sound.busy) ? 'running' : 'idle';
}

function scanInHand(progress: ScanProgress | null): WorkInHand[] {
  if (!progress?.currentPath) return [];
  return [{ step: progress.phase === 'walking' ? 'scan' : 'parse', path: progress.currentPath }];
}
