// What is told of the pipeline: counts, rates, time left. Told a few times a second at most, counted as often as it costs little.
import type { Database } from '../../db/database';
import { outOfReach } from '../../db/out-of-reach';
import { stageCounts, type StageCounts, type Tally } from '../../db/tracks';
import { sampleLengths } from '../../db/work';
import type { OutOfReach } from '../../domain/library/progress';
import type { WorkLeft } from '../../domain/work/estimate';
import type { ScanProgress } from '../../domain/worker-api';
import { channel, type Listenable } from '../listenable';
import { INITIAL_PIPELINE, type PipelineState } from './pipeline';
import { etaS, rateMeter } from './rate';
import type { Heard } from './sound-line';
import { createSoundMeter } from './sound-meter';
import { throttled } from './throttle';
import { inHandOf, phaseOf, type Work } from './work';

const TELL_EVERY_MS = 200;
const COUNT_EVERY_MS = 500;
/** Counting takes at most a tenth of the time, however big the library. */
const COUNT_SHARE = 10;

/** What is counted at one moment. */
interface Counted {
  readonly counts: Tally;
  readonly outOfReach: readonly OutOfReach[];
}

/** Files that wait and that can be read now. */
interface Waiting {
  readonly toParse: number;
  readonly toHear: number;
  readonly toRenew: number;
}

export interface Report extends Listenable<PipelineState> {
  /** Something of the work has changed. */
  tell(): void;
  /** Something of the rows has changed. */
  recount(): void;
  scanned(progress: ScanProgress): void;
  scanEnded(): void;
  heard(heard: Heard): void;
}

export interface ReportDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly random: () => number;
  readonly look: () => Work;
}

export function createReport({ db, now, random, look }: ReportDeps): Report {
  const state = channel<PipelineState>({ ...INITIAL_PIPELINE, leader: true });
  const meter = createSoundMeter({ now, sample: (queue, count) => sampleLengths(db, queue, count, random) });
  const parseRate = rateMeter();
  let parsedBefore = 0;
  /** How often the work was said to have changed, and how much of that is told. */
  let changes = 0;
  let told = 0;
  /** Folders that could be read when files were last counted. */
  let countedFor = '';
  let last: Counted = { counts: { ...INITIAL_PIPELINE.counts, toParse: 0, toHear: 0 }, outOfReach: [] };
  const count = newest(async (): Promise<Counted> => {
    const { readable } = look();
    countedFor = readable.join();
    return { counts: await stageCounts(db), outOfReach: await outOfReach(db, readable) };
  });
  const phaseNow = (counted: Counted): PipelineState['phase'] => {
    const { toHear, toRenew } = waitingOf(counted);
    return phaseOf(look(), toHear + toRenew);
  };

  /** Who reads `idle` takes the counts beside it for final: they are read when the work is over, and again where more was done meanwhile. */
  async function finalCounts(): Promise<Counted> {
    for (;;) {
      const before = changes;
      const counted = await count();
      if (changes === before || phaseNow(counted) !== 'idle') return counted;
    }
  }

  async function leftOf({ toParse, toHear, toRenew }: Waiting, { pace, restShare }: Work): Promise<WorkLeft[]> {
    const workers = pace.workers / (1 + restShare);
    const filesPerSecond = meter.filesPerSecond();
    const kinds: WorkLeft[] = [
      { kind: 'parse', waiting: toParse, filesPerSecond: parseRate.perSecond(now()), leftS: parseRate.left(toParse, now()) },
      { kind: 'sound', waiting: toHear, filesPerSecond: toHear > 0 ? filesPerSecond : null, leftS: await meter.left('sound', toHear, workers) },
      { kind: 'renew', waiting: toRenew, filesPerSecond: toHear > 0 ? null : filesPerSecond, leftS: await meter.left('renew', toRenew, workers) },
    ];
    return kinds.filter((each) => each.waiting > 0);
  }

  const tell = throttled(async () => {
    const isAtRest = phaseNow(last) === 'idle' && changes !== told;
    if (isAtRest) last = await finalCounts();
    told = changes;
    const work = look();
    meter.follow(work.sound.busy);
    if (countedFor !== work.readable.join()) recount();
    const waiting = waitingOf(last);
    const left = await leftOf(waiting, work);
    const total = waiting.toParse + waiting.toHear + waiting.toRenew;
    const filesPerSecond = work.sound.busy ? meter.filesPerSecond() : parseRate.perSecond(now());
    const phase = phaseOf(work, waiting.toHear + waiting.toRenew);
    state.set({
      phase, left, filesPerSecond,
      counts: countsOf(last.counts),
      waiting: total,
      outOfReach: last.outOfReach,
      problem: work.problem,
      etaS: phase === 'running' ? likelyS(left) ?? etaS(total, filesPerSecond) : null,
      inHand: inHandOf(work),
      scanning: work.scan.roots,
      scans: work.scan.ended,
      emptyRoots: work.scan.emptyRoots,
      workers: work.sound.workers,
      pace: work.pace,
    });
  }, () => TELL_EVERY_MS, now);

  const recount = throttled(async () => {
    last = await count();
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
    heard: meter.heard,
  };
}

/** All kinds one after the other; null where one is not known. */
function likelyS(left: readonly WorkLeft[]): number | null {
  const times = left.map(({ leftS }) => leftS?.likely ?? null);
  return times.length === 0 || times.includes(null) ? null : times.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

function countsOf({ toParse: _, toHear: __, ...counts }: Tally): StageCounts {
  return counts;
}

function waitingOf({ counts, outOfReach: away }: Counted): Waiting {
  const without = (count: number, ...kinds: (keyof Omit<OutOfReach, 'rootId'>)[]): number =>
    Math.max(0, count - away.reduce((sum, each) => sum + kinds.reduce((all, kind) => all + each[kind], 0), 0));
  return { toParse: without(counts.toParse, 'found'), toHear: without(counts.toHear, 'parsed', 'analysed'), toRenew: without(counts.renew, 'renew') };
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
