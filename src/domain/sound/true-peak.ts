// True peak after ITU-R BS.1770-4, Annex 2: the highest level between the samples, where a converter or a lossy encoder meets it.
import { kaiser, sinc } from './windowed-sinc';

/**
 * Samples on each side that the interpolation looks at. The filter that Annex 2 prints looks at 6; 16 under a Kaiser window keep
 * more of the highest tones: the filter's fall begins at some 0.8 of the Nyquist frequency.
 */
const HALF = 16;
const WIDTH = 2 * HALF;
/**
 * A peak is looked for only beside samples of half the highest so far or more: one 6 dB over both of its neighbours takes a signal made
 * for it, near the Nyquist frequency.
 */
const WORTH_LOOKING = 0.5;
/** Samples that are looked through together; more than `HALF`, so that an interpolation sees the chunks on both sides at most. */
const CHUNK = 64;
const [NEAR_FROM, NEAR_UNTIL] = [HALF - 4, HALF + 4];

/** Taps for one fractional position between two samples. */
interface Row {
  readonly taps: Float32Array;
  /** The eight in the middle, which hold most of it. */
  readonly nearTaps: Float64Array;
  /** Sum of the absolute values of the others. */
  readonly farSum: number;
}

export interface PeakLane {
  /** @param planes one array per channel, of which the first `frames` values count; `startFrame` is their place in the recording */
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void;
}

/** Measures one recording; parts that are decoded side by side have a lane each. */
export class TruePeakMeter {
  readonly #rows: readonly Row[];
  /** Highest absolute value of each chunk. */
  #tops = new Float64Array(0);
  #peak = 0;

  constructor(sampleRateHz: number) {
    this.#rows = interpolationRows(oversampling(sampleRateHz));
  }

  /** Highest absolute value between and on the samples so far; 1 is full scale. Nothing before the first and after the last sample is made up. */
  get peak(): number {
    return this.#peak;
  }

  lane(channels: number): PeakLane {
    const tails = Array.from({ length: channels }, () => new Tail());
    let nextFrame = -1;
    return {
      add: (planes, frames, startFrame) => {
        for (let i = 0; i < channels; i++) {
          const tail = tails[i] as Tail;
          // A hole: what lies before it is no neighbour of what comes now.
          if (startFrame !== nextFrame) tail.forget();
          this.#look(tail.extendedBy(planes[i] as Float32Array, frames), tail.length + frames);
          tail.keep(frames);
        }
        nextFrame = startFrame + frames;
      },
    };
  }

  #look(samples: Float32Array, count: number): void {
    const chunks = Math.ceil(count / CHUNK);
    if (this.#tops.length < chunks) this.#tops = new Float64Array(chunks);
    const tops = this.#tops;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const top = topOf(samples, chunk * CHUNK, Math.min(count, (chunk + 1) * CHUNK));
      tops[chunk] = top;
      if (top > this.#peak) this.#peak = top;
    }
    for (let chunk = 0; chunk < chunks; chunk++) {
      const top = tops[chunk] as number;
      if (top === 0 || top < this.#peak * WORTH_LOOKING) continue;
      const near = Math.max(top, tops[chunk - 1] ?? 0, tops[chunk + 1] ?? 0);
      this.#lookBeside(samples, Math.max(HALF, chunk * CHUNK), Math.min(count - HALF, (chunk + 1) * CHUNK), near);
    }
  }

  /** Looks before each sample from `first` to `last`. @param near highest absolute value of all that the interpolation looks at */
  #lookBeside(samples: Float32Array, first: number, last: number, near: number): void {
    let worth = this.#peak * WORTH_LOOKING;
    let before = first > 0 ? Math.abs(samples[first - 1] as number) : 0;
    for (let i = first; i <= last; i++) {
      const level = Math.abs(samples[i] as number);
      if (level >= worth || before >= worth) {
        this.#peak = this.#between(samples, i, near);
        worth = this.#peak * WORTH_LOOKING;
      }
      before = level;
    }
  }

  /**
   * The highest of the peak so far and what lies between samples `i - 1` and `i`. What the nearest samples make of it and the most that
   * the others can add are enough to tell that most places are lower: a tenth of the work.
   */
  #between(samples: Float32Array, i: number, near: number): number {
    const s1 = samples[i - 4] as number, s2 = samples[i - 3] as number, s3 = samples[i - 2] as number, s4 = samples[i - 1] as number;
    const s5 = samples[i] as number, s6 = samples[i + 1] as number, s7 = samples[i + 2] as number, s8 = samples[i + 3] as number;
    let highest = this.#peak;
    for (const { taps, nearTaps: t, farSum } of this.#rows) {
      const nearest = (t[0] as number) * s1 + (t[1] as number) * s2 + (t[2] as number) * s3 + (t[3] as number) * s4
        + ((t[4] as number) * s5 + (t[5] as number) * s6 + (t[6] as number) * s7 + (t[7] as number) * s8);
      if (!(Math.abs(nearest) + farSum * near > highest)) continue;
      const level = Math.abs(dot(taps, samples, i - HALF));
      if (level > highest && level < Infinity) highest = level;
    }
    return highest;
  }
}

/** Highest absolute value that is a number. */
function topOf(samples: Float32Array, from: number, until: number): number {
  let top = 0;
  for (let i = from; i < until; i++) {
    const level = Math.abs(samples[i] as number);
    if (level > top) top = level;
  }
  return top < Infinity ? top : samples.subarray(from, until).reduce((most, x) => (Math.abs(x) > most && Math.abs(x) < Infinity ? Math.abs(x) : most), 0);
}

/** The last samples of one channel, put before the next block. */
class Tail {
  length = 0;
  #samples = new Float32Array(WIDTH + 8192);

  forget(): void {
    this.length = 0;
  }

  extendedBy(samples: Float32Array, frames: number): Float32Array {
    if (this.length + frames > this.#samples.length) {
      const larger = new Float32Array(WIDTH + frames);
      larger.set(this.#samples.subarray(0, this.length));
      this.#samples = larger;
    }
    this.#samples.set(samples.subarray(0, frames), this.length);
    return this.#samples;
  }

  /** Keeps what positions that had no neighbours on the right yet will need. */
  keep(frames: number): void {
    const count = this.length + frames;
    const kept = Math.min(WIDTH - 1, count);
    this.#samples.copyWithin(0, count - kept, count);
    this.length = kept;
  }
}

/** 4 times at 44.1 and 48 kHz, so that a peak is missed by 0.17 dB at worst at half of the Nyquist frequency; less where the audio has more itself. */
function oversampling(sampleRateHz: number): 4 | 2 | 1 {
  if (sampleRateHz < 80_000) return 4;
  return sampleRateHz < 160_000 ? 2 : 1;
}

function interpolationRows(times: number): Row[] {
  return Array.from({ length: times - 1 }, (_, phase) => {
    const taps = Float64Array.from({ length: WIDTH }, (_, j) => {
      const x = j - HALF + 1 - (phase + 1) / times;
      return sinc(x) * kaiser(x / HALF);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    const even = taps.map((tap) => tap / sum);
    const far = even.filter((_, j) => j < NEAR_FROM || j >= NEAR_UNTIL);
    return { taps: Float32Array.from(even), nearTaps: even.slice(NEAR_FROM, NEAR_UNTIL), farSum: far.reduce((total, tap) => total + Math.abs(tap), 0) };
  });
}

/** Four sums at once: the additions do not wait for one another. */
function dot(taps: Float32Array, samples: Float32Array, first: number): number {
  let a = 0, b = 0, c = 0, d = 0;
  for (let j = 0; j < WIDTH; j += 4) {
    a += (taps[j] as number) * (samples[first + j] as number);
    b += (taps[j + 1] as number) * (samples[first + j + 1] as number);
    c += (taps[j + 2] as number) * (samples[first + j + 2] as number);
    d += (taps[j + 3] as number) * (samples[first + j + 3] as number);
  }
  return a + b + c + d;
}
