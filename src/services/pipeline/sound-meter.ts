// Follows the analysis of files: how many a second, and how long what waits will take.
import type { SoundQueue } from '../../db/work';
import type { TimeLeft } from '../../domain/work/estimate';
import { rateMeter } from './rate';
import type { Heard } from './sound-line';
import { timeLeft, type HeardFile } from './time-left';

/** Enough to be sure, few enough to follow a change of load. */
const RECENT_FILES = 40;
const SAMPLE = 40;
/** Lengths of what waits are sampled anew when so much of it has come or gone. */
const NEW_SAMPLE_PART = 0.2;

export interface SoundMeter {
  heard(heard: Heard): void;
  /** Work goes on, or rests. */
  follow(busy: boolean): void;
  filesPerSecond(): number | null;
  /** @param waiting files of a queue @param workers that go on at once */
  left(queue: SoundQueue, waiting: number, workers: number): Promise<TimeLeft | null>;
}

export interface SoundMeterDeps {
  readonly now: () => number;
  /** Lengths of some of the files that wait, seconds. */
  readonly sample: (queue: SoundQueue, count: number) => Promise<number[]>;
}

export function createSoundMeter({ now, sample }: SoundMeterDeps): SoundMeter {
  const rate = rateMeter();
  let recent: HeardFile[] = [];
  const samples = new Map<SoundQueue, { readonly waiting: number; readonly lengthsS: readonly number[] }>();

  async function lengthsOf(queue: SoundQueue, waiting: number): Promise<readonly number[]> {
    const last = samples.get(queue);
    if (last && Math.abs(last.waiting - waiting) <= last.waiting * NEW_SAMPLE_PART) return last.lengthsS;
    const lengthsS = await sample(queue, SAMPLE);
    samples.set(queue, { waiting, lengthsS });
    return lengthsS;
  }

  return {
    heard({ job, tookMs, answer, isOver }) {
      if (isOver) rate.add(1, now());
      // A copy of what was analysed takes no time, and says nothing of the others.
      if (!answer.ok || answer.value.reused) return;
      recent = [...recent, { durationS: answer.value.decodedDurationS || job.durationS, tookS: tookMs / 1000 }].slice(-RECENT_FILES);
    },
    follow(busy) {
      if (busy) rate.add(0, now());
      else rate.reset();
    },
    filesPerSecond: () => rate.perSecond(now()),
    async left(queue, waiting, workers) {
      if (waiting === 0) return null;
      return timeLeft(recent, { count: waiting, sampleS: await lengthsOf(queue, waiting) }, workers);
    },
  };
}
