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

export interface PeakLane {
  /** @param planes one array per channel, of which the first `frames` values count; `startFrame` is their place in the recording */
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void;
}

/** Measures one recording; parts that are decoded side by side have a lane each. */
export class TruePeakMeter {
  readonly #rows: readonly Float32Array[];
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
    let peak = this.#peak, worth = peak * WORTH_LOOKING, before = 0;
    for (let i = 0; i < count; i++) {
      const level = Math.abs(samples[i] as number);
      if (level > peak && level < Infinity) {
        peak = level;
        worth = peak * WORTH_LOOKING;
      }
      if (peak > 0 && (level >= worth || before >= worth) && i >= HALF && i + HALF <= count) {
        peak = this.#between(samples, i, peak);
        worth = peak * WORTH_LOOKING;
      }
      before = level;
    }
    this.#peak = peak;
  }

  /** The highest of `peak` and what lies between samples `i - 1` and `i`. */
  #between(samples: Float32Array, i: number, peak: number): number {
    let highest = peak;
    for (const row of this.#rows) {
      const level = Math.abs(dot(row, samples, i - HALF));
      if (level > highest && level < Infinity) highest = level;
    }
    return highest;
  }
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

/** Taps for each fractional position between two samples. */
function interpolationRows(times: number): Float32Array[] {
  return Array.from({ length: times - 1 }, (_, phase) => {
    const taps = Float64Array.from({ length: WIDTH }, (_, j) => {
      const x = j - HALF + 1 - (phase + 1) / times;
      return sinc(x) * kaiser(x / HALF);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return Float32Array.from(taps, (tap) => tap / sum);
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
