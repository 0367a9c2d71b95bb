// The outline of a recording, without knowing its length beforehand: peak of equal slices, and their power in three bands.
import { packBandLevels, WAVEFORM_POINTS } from '../../src/domain/sound/waveform';
import { BandTrace } from './band-trace';
import { ThreeBands, type BandEnergies } from './three-bands';

const FIRST_BIN_FRAMES = 256;
/** Bins merge in pairs when there are this many, so a bin is never more than a tenth of a point. */
const MOST_BINS = WAVEFORM_POINTS * 20;
const NAMES = ['low', 'mid', 'high'] as const;

export interface WaveformLane {
  /**
   * @param planes one array per channel, of which the first `frames` values count; their place in the recording is `startFrame`
   * @param mono the same, mixed
   */
  add(planes: readonly Float32Array[], mono: Float32Array, frames: number, startFrame: number): void;
}

/** Outlines one recording; parts that are decoded side by side have a lane each. */
export class WaveformTrace {
  readonly #sampleRateHz: number;
  readonly #peaks = new Float32Array(MOST_BINS);
  readonly #energies = { low: new Float64Array(MOST_BINS), mid: new Float64Array(MOST_BINS), high: new Float64Array(MOST_BINS) };
  /** The same energies in steps that stay as fine as they are first. */
  readonly bands: BandTrace;
  #binFrames = FIRST_BIN_FRAMES;
  #endFrame = 0;
  #peak = 0;

  /** @param plannedS how long the recording is said to be, s: memory is laid out for it */
  constructor(sampleRateHz: number, plannedS = 0) {
    this.#sampleRateHz = sampleRateHz;
    this.bands = new BandTrace(sampleRateHz, FIRST_BIN_FRAMES, plannedS);
  }

  /** Highest absolute sample so far, over all channels. */
  get peak(): number {
    return this.#peak;
  }

  /** A new filter, for audio that comes in order. */
  lane(): WaveformLane {
    const bands = new ThreeBands(this.#sampleRateHz);
    return { add: (planes, mono, frames, startFrame) => this.#add(bands, planes, mono, frames, startFrame) };
  }

  /** @returns 1,000 points, 0–255, linear; 255 is full scale */
  points(): Uint8Array {
    return Uint8Array.from({ length: WAVEFORM_POINTS }, (_, i) => {
      const { from, until } = this.#binsOf(i);
      return Math.round(255 * Math.min(1, this.#peaks.subarray(from, until).reduce((most, bin) => Math.max(most, bin), 0)));
    });
  }

  /** @returns the three bands at the same points, packed: see `packBandLevels` */
  bandLevels(): Uint8Array {
    const band = (name: (typeof NAMES)[number]) => Float64Array.from({ length: WAVEFORM_POINTS }, (_, i) => this.#powerAt(this.#energies[name], i));
    return packBandLevels({ low: band('low'), mid: band('mid'), high: band('high') });
  }

  #add(bands: ThreeBands, planes: readonly Float32Array[], mono: Float32Array, frames: number, startFrame: number): void {
    this.#reach(startFrame + frames);
    const { low, mid, high } = this.#energies;
    const energies: BandEnergies = { low: 0, mid: 0, high: 0 };
    for (let at = 0; at < frames; ) {
      const step = Math.floor((startFrame + at) / FIRST_BIN_FRAMES);
      const until = Math.min(frames, (step + 1) * FIRST_BIN_FRAMES - startFrame);
      // Bins are whole steps.
      const bin = Math.floor((step * FIRST_BIN_FRAMES) / this.#binFrames);
      const peak = peakOf(planes, at, until);
      if (peak > (this.#peaks[bin] as number)) this.#peaks[bin] = peak;
      if (peak > this.#peak) this.#peak = peak;
      bands.measure(mono, at, until, energies);
      this.bands.add(step, energies);
      low[bin] = (low[bin] as number) + energies.low;
      mid[bin] = (mid[bin] as number) + energies.mid;
      high[bin] = (high[bin] as number) + energies.high;
      at = until;
    }
  }

  #powerAt(energies: Float64Array, point: number): number {
    const { from, until } = this.#binsOf(point);
    const frames = Math.min(until * this.#binFrames, this.#endFrame) - from * this.#binFrames;
    return frames > 0 ? energies.subarray(from, until).reduce((sum, energy) => sum + energy, 0) / frames : 0;
  }

  #binsOf(point: number): { readonly from: number; readonly until: number } {
    const bins = this.#endFrame / this.#binFrames;
    const from = Math.floor((point * bins) / WAVEFORM_POINTS);
    return { from, until: Math.max(from + 1, Math.ceil(((point + 1) * bins) / WAVEFORM_POINTS)) };
  }

  #reach(endFrame: number): void {
    this.#endFrame = Math.max(this.#endFrame, endFrame);
    while (this.#endFrame > MOST_BINS * this.#binFrames) {
      mergePairs(this.#peaks, Math.max);
      for (const name of NAMES) mergePairs(this.#energies[name], (a, b) => a + b);
      this.#binFrames *= 2;
    }
  }
}

function mergePairs(bins: Float32Array | Float64Array, merge: (a: number, b: number) => number): void {
  const half = bins.length / 2;
  for (let i = 0; i < half; i++) bins[i] = merge(bins[2 * i] as number, bins[2 * i + 1] as number);
  bins.fill(0, half);
}

function peakOf(planes: readonly Float32Array[], from: number, until: number): number {
  let peak = 0;
  for (const plane of planes) {
    for (let i = from; i < until; i++) {
      const level = Math.abs(plane[i] as number);
      if (level > peak && level < Infinity) peak = level;
    }
  }
  return peak;
}
