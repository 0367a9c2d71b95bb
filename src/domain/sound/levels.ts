// What is wrong with the samples themselves: silence at the ends, clipping, a DC offset.

/** −60 dBFS: quieter is silence (what ffmpeg's `silencedetect` and `sox silence` are used with). */
const AUDIBLE = 10 ** (-60 / 20);
/** The highest positive value that 16 bits hold is 32,767 / 32,768; less, for what a decoder rounds. */
const FULL_SCALE = 32_766 / 32_768;
/** Two samples at full scale may be a peak; three in a row are one cut off. */
const SHORTEST_RUN = 3;
/** Frames that are looked at together. */
const CHUNK = 256;

export interface Levels {
  /** Before the first sample above −60 dBFS, s; the whole length of a silent recording. */
  readonly leadingSilenceS: number;
  /** After the last sample above −60 dBFS, s; 0 for a silent recording. */
  readonly trailingSilenceS: number;
  /** Runs of at least three samples at full scale, over all channels. */
  readonly clippedRuns: number;
  /** Samples in those runs. */
  readonly clippedSamples: number;
  /** Those as a part of all samples, 0–1. */
  readonly clippedShare: number;
  /** Mean of the samples, −1…1, of the channel where it lies farthest from 0. */
  readonly dcOffset: number;
}

export interface LevelLane {
  /** @param planes one array per channel, of which the first `frames` values count; `startFrame` is their place in the recording */
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void;
}

/** Measures one recording; parts that are decoded side by side have a lane each. */
export class LevelMeter {
  readonly #sampleRateHz: number;
  readonly #sums: Float64Array;
  #frames = 0;
  #endFrame = 0;
  #firstAudible = Infinity;
  #lastAudible = -1;
  #runs = 0;
  #clipped = 0;

  constructor(sampleRateHz: number, channels: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#sums = new Float64Array(channels);
  }

  lane(): LevelLane {
    /** Samples at full scale that each channel ended with. */
    const runs = new Uint32Array(this.#sums.length);
    return { add: (planes, frames, startFrame) => this.#add(runs, planes, frames, startFrame) };
  }

  report(): Levels {
    const silent = this.#lastAudible < 0;
    const samples = this.#frames * this.#sums.length;
    return {
      leadingSilenceS: (silent ? this.#endFrame : this.#firstAudible) / this.#sampleRateHz,
      trailingSilenceS: silent ? 0 : (this.#endFrame - 1 - this.#lastAudible) / this.#sampleRateHz,
      clippedRuns: this.#runs,
      clippedSamples: this.#clipped,
      clippedShare: samples > 0 ? this.#clipped / samples : 0,
      dcOffset: this.#frames > 0 ? farthest(this.#sums) / this.#frames : 0,
    };
  }

  #add(runs: Uint32Array, planes: readonly Float32Array[], frames: number, startFrame: number): void {
    for (let channel = 0; channel < runs.length; channel++) {
      const samples = planes[channel] as Float32Array;
      for (let from = 0; from < frames; from += CHUNK) {
        const until = Math.min(frames, from + CHUNK);
        const highest = this.#sum(channel, samples, from, until);
        if (highest >= FULL_SCALE) runs[channel] = this.#clip(runs[channel] as number, samples, from, until);
        else runs[channel] = 0;
        if (highest > AUDIBLE) this.#hear(samples, from, until, startFrame);
      }
    }
    this.#frames += frames;
    this.#endFrame = Math.max(this.#endFrame, startFrame + frames);
  }

  /** @returns the highest absolute value */
  #sum(channel: number, samples: Float32Array, from: number, until: number): number {
    let highest = 0, sum = 0;
    for (let i = from; i < until; i++) {
      const x = samples[i] as number;
      sum += x;
      const level = Math.abs(x);
      if (level > highest) highest = level;
    }
    // Damaged files hold samples that are no numbers: those say nothing of an offset.
    if (Number.isFinite(sum)) this.#sums[channel] = (this.#sums[channel] as number) + sum;
    return highest;
  }

  /** @returns how many samples at full scale the chunk ends with, with those before it */
  #clip(before: number, samples: Float32Array, from: number, until: number): number {
    let run = before;
    for (let i = from; i < until; i++) {
      run = Math.abs(samples[i] as number) >= FULL_SCALE ? run + 1 : 0;
      if (run === SHORTEST_RUN) this.#runs++;
      if (run >= SHORTEST_RUN) this.#clipped += run === SHORTEST_RUN ? SHORTEST_RUN : 1;
    }
    return run;
  }

  #hear(samples: Float32Array, from: number, until: number, startFrame: number): void {
    if (startFrame + from < this.#firstAudible) {
      let i = from;
      while (!(Math.abs(samples[i] as number) > AUDIBLE)) i++;
      this.#firstAudible = Math.min(this.#firstAudible, startFrame + i);
    }
    if (startFrame + until - 1 > this.#lastAudible) {
      let i = until - 1;
      while (!(Math.abs(samples[i] as number) > AUDIBLE)) i--;
      this.#lastAudible = Math.max(this.#lastAudible, startFrame + i);
    }
  }
}

function farthest(values: Float64Array): number {
  return values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
}
