// Integrated loudness after ITU-R BS.1770-4, streaming: memory grows by one number per 100 ms of audio.

/** Analog prototypes of the two K-weighting stages, so that the filter can be made for any sample rate (BS.1770-4 tabulates 48 kHz only). */
const SHELF = { frequencyHz: 1681.974450955533, gainDb: 3.999843853973347, q: 0.7071752369554196 };
const HIGH_PASS = { frequencyHz: 38.13547087602444, q: 0.5003270373238773 };

const STEPS_PER_SECOND = 10;
/** A gating block is 400 ms, with an overlap of 75 %. */
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
/** The offset of BS.1770: a 997 Hz full-scale sine in one front channel reads −3.01 LKFS. */
const OFFSET_LU = -0.691;
/** +1.5 dB for surround channels. */
const SURROUND_WEIGHT = 1.41;
/** Below this the filter's state is silence; flushed, because arithmetic on denormal numbers is slow. */
const SILENT_STATE = 1e-20;

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Weight of each channel's power, for channels in WAVE order; the LFE channel does not count. */
function channelWeights(channels: number): readonly number[] {
  switch (channels) {
    case 4:
      return [1, 1, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 5:
      return [1, 1, 1, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 6:
      return [1, 1, 1, 0, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 8:
      return [1, 1, 1, 0, SURROUND_WEIGHT, SURROUND_WEIGHT, SURROUND_WEIGHT, SURROUND_WEIGHT];
    default:
      return new Array<number>(channels).fill(1);
  }
}

/**
 * Measures one recording. Parts of it may be decoded side by side: each goes through a lane of its own, in order,
 * and all lanes add to the same 100 ms steps.
 */
export class LoudnessMeter {
  readonly #sampleRateHz: number;
  readonly #weights: readonly number[];
  /** Weighted energy of each 100 ms step, summed over channels. */
  readonly #stepEnergies: number[] = [];
  #endFrame = 0;

  constructor(sampleRateHz: number, channels: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#weights = channelWeights(channels);
  }

  /** A new filter, for audio that comes in order. */
  lane(): LoudnessLane {
    const [shelf, highPass] = [shelfFilter(this.#sampleRateHz), highPassFilter(this.#sampleRateHz)];
    const channels = this.#weights.map((weight) => new ChannelPower(weight, shelf, highPass));
    return { add: (planes, frames, startFrame) => this.#add(channels, planes, frames, startFrame) };
  }

  /** @returns LUFS, or null when no 400 ms block passes the absolute gate */
  integratedLufs(): number | null {
    const blocks = blockPowers(this.#stepPowers()).filter((power) => lufs(power) > ABSOLUTE_GATE_LUFS);
    if (blocks.length === 0) return null;
    const relativeGate = lufs(mean(blocks)) + RELATIVE_GATE_LU;
    return lufs(mean(blocks.filter((power) => lufs(power) > relativeGate)));
  }

  #add(channels: readonly ChannelPower[], planes: readonly Float32Array[], frames: number, startFrame: number): void {
    let step = this.#stepOf(startFrame);
    for (let at = 0; at < frames; step++) {
      const until = Math.min(frames, this.#boundary(step + 1) - startFrame);
      channels.forEach((channel, i) => channel.add(planes[i] as Float32Array, at, until));
      this.#stepEnergies[step] = channels.reduce((sum, channel) => sum + channel.take(), this.#stepEnergies[step] ?? 0);
      at = until;
    }
    this.#endFrame = Math.max(this.#endFrame, startFrame + frames);
  }

  /** Power of each whole step; a step that nothing was decoded for is silent. */
  #stepPowers(): number[] {
    const count = this.#stepOf(this.#endFrame);
    return Array.from({ length: count }, (_, step) => (this.#stepEnergies[step] ?? 0) / (this.#boundary(step + 1) - this.#boundary(step)));
  }

  #stepOf(frame: number): number {
    const step = Math.floor((frame * STEPS_PER_SECOND) / this.#sampleRateHz);
    if (frame < this.#boundary(step)) return step - 1;
    return frame >= this.#boundary(step + 1) ? step + 1 : step;
  }

  /** First frame of a step, rounded from the start each time, so that rates not divisible by ten do not drift. */
  #boundary(step: number): number {
    return Math.round((step * this.#sampleRateHz) / STEPS_PER_SECOND);
  }
}

export interface LoudnessLane {
  /** @param planes one array per channel, −1…1, of which the first `frames` values count; `startFrame` is their place in the recording, from 0 */
  add(planes: readonly Float32Array[], frames: number, startFrame: number): void;
}

/** One channel's K-weighting filter and the power since it was last taken. */
class ChannelPower {
  readonly #weight: number;
  readonly #shelf: Biquad;
  readonly #highPass: Biquad;
  #sum = 0;
  #s1 = 0;
  #s2 = 0;
  #h1 = 0;
  #h2 = 0;

  constructor(weight: number, shelf: Biquad, highPass: Biquad) {
    this.#weight = weight;
    this.#shelf = shelf;
    this.#highPass = highPass;
  }

  /** Both stages in transposed direct form II, in local variables: this loop sees every sample of every track. */
  add(samples: Float32Array, from: number, until: number): void {
    if (this.#weight === 0) return;
    const { b0, b1, b2, a1, a2 } = this.#shelf;
    const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = this.#highPass;
    let s1 = this.#s1, s2 = this.#s2, h1 = this.#h1, h2 = this.#h2, sum = 0;
    for (let i = from; i < until; i++) {
      const x = samples[i] as number;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      const z = c0 * y + h1;
      h1 = c1 * y - d1 * z + h2;
      h2 = c2 * y - d2 * z;
      sum += z * z;
    }
    this.#s1 = flushed(s1);
    this.#s2 = flushed(s2);
    this.#h1 = flushed(h1);
    this.#h2 = flushed(h2);
    this.#sum += sum;
  }

  take(): number {
    const power = this.#sum * this.#weight;
    this.#sum = 0;
    return power;
  }
}

function blockPowers(steps: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let end = STEPS_PER_BLOCK; end <= steps.length; end++) blocks.push(mean(steps.slice(end - STEPS_PER_BLOCK, end)));
  return blocks;
}

function shelfFilter(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * SHELF.frequencyHz) / sampleRateHz);
  const vh = 10 ** (SHELF.gainDb / 20);
  const vb = vh ** 0.4996667741545416;
  const a0 = 1 + k / SHELF.q + k * k;
  return {
    b0: (vh + (vb * k) / SHELF.q + k * k) / a0,
    b1: (2 * (k * k - vh)) / a0,
    b2: (vh - (vb * k) / SHELF.q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / SHELF.q + k * k) / a0,
  };
}

function highPassFilter(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * HIGH_PASS.frequencyHz) / sampleRateHz);
  const a0 = 1 + k / HIGH_PASS.q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / HIGH_PASS.q + k * k) / a0 };
}

function lufs(power: number): number {
  return OFFSET_LU + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function flushed(state: number): number {
  return Math.abs(state) < SILENT_STATE ? 0 : state;
}
