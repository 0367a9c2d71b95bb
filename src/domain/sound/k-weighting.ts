// K-weighting after ITU-R BS.1770-4, Annex 1: what of a signal counts as loudness.
import { flushed } from './filter-state';

/** Analog prototypes of the two stages, so that the filter can be made for any sample rate (BS.1770-4 tabulates 48 kHz only). */
const SHELF = { frequencyHz: 1681.974450955533, gainDb: 3.999843853973347, q: 0.7071752369554196 };
const HIGH_PASS = { frequencyHz: 38.13547087602444, q: 0.5003270373238773 };
/** +1.5 dB for surround channels; for those behind as well, as other meters have it (ffmpeg's `ebur128`). */
const SURROUND_WEIGHT = 1.41;

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Weight of each channel's power, for channels in WAVE order; the LFE channel does not count. */
export function channelWeights(channels: number): readonly number[] {
  switch (channels) {
    case 4:
      return [1, 1, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 5:
      return [1, 1, 1, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 6:
      return [1, 1, 1, 0, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 7:
      return [1, 1, 1, 0, SURROUND_WEIGHT, SURROUND_WEIGHT, SURROUND_WEIGHT];
    case 8:
      return [1, 1, 1, 0, SURROUND_WEIGHT, SURROUND_WEIGHT, SURROUND_WEIGHT, SURROUND_WEIGHT];
    default:
      return new Array<number>(channels).fill(1);
  }
}

/** K-weighting filters of all channels. */
export class WeightedEnergy {
  readonly #shelf: Biquad;
  /** Its numerator is 1, −2, 1. */
  readonly #highPass: Pick<Biquad, 'a1' | 'a2'>;
  readonly #pairs: readonly ChannelPair[];

  /** @param weights of the channels' power: see `channelWeights` */
  constructor(sampleRateHz: number, weights: readonly number[]) {
    this.#shelf = shelfFilter(sampleRateHz);
    this.#highPass = highPassFilter(sampleRateHz);
    this.#pairs = pairsOf(weights);
  }

  /** @returns the weighted energy of a stretch that follows the last one, over all channels */
  of(planes: readonly Float32Array[], from: number, until: number): number {
    return this.#pairs.reduce((sum, pair) => sum + this.#filter(pair, planes[pair.left] as Float32Array, planes[pair.right] as Float32Array, from, until), 0);
  }

  /**
   * Two channels side by side: each value of a filter waits for the one before, and two filters fill each other's waits (measured: 0.6 of
   * the time). Both stages are in transposed direct form II, in local variables: this loop sees every sample of every track.
   */
  #filter({ states, leftWeight, rightWeight }: ChannelPair, left: Float32Array, right: Float32Array, from: number, until: number): number {
    const { b0, b1, b2, a1, a2 } = this.#shelf;
    const { a1: d1, a2: d2 } = this.#highPass;
    let s1 = states[0] as number, s2 = states[1] as number, h1 = states[2] as number, h2 = states[3] as number, leftSum = 0;
    let t1 = states[4] as number, t2 = states[5] as number, g1 = states[6] as number, g2 = states[7] as number, rightSum = 0;
    for (let i = from; i < until; i++) {
      const x = left[i] as number, u = right[i] as number;
      const y = b0 * x + s1, v = b0 * u + t1;
      s1 = b1 * x + s2 - a1 * y;
      t1 = b1 * u + t2 - a1 * v;
      s2 = b2 * x - a2 * y;
      t2 = b2 * u - a2 * v;
      const z = y + h1, w = v + g1;
      h1 = h2 - (y + y) - d1 * z;
      g1 = g2 - (v + v) - d1 * w;
      h2 = y - d2 * z;
      g2 = v - d2 * w;
      leftSum += z * z;
      rightSum += w * w;
    }
    states[0] = flushed(s1);
    states[1] = flushed(s2);
    states[2] = flushed(h1);
    states[3] = flushed(h2);
    states[4] = flushed(t1);
    states[5] = flushed(t2);
    states[6] = flushed(g1);
    states[7] = flushed(g2);
    return leftWeight * leftSum + (rightWeight === 0 ? 0 : rightWeight * rightSum);
  }
}

/** Two channels, by number. An odd one stands on both sides and counts once. */
interface ChannelPair {
  readonly left: number;
  readonly right: number;
  readonly leftWeight: number;
  readonly rightWeight: number;
  /** Four of each side's filters. */
  readonly states: Float64Array;
}

function pairsOf(weights: readonly number[]): ChannelPair[] {
  const heard = [...weights.keys()].filter((channel) => weights[channel] !== 0);
  return Array.from({ length: Math.ceil(heard.length / 2) }, (_, i) => {
    const left = heard[2 * i] as number;
    const right = heard[2 * i + 1] ?? left;
    return { left, right, leftWeight: weights[left] as number, rightWeight: right === left ? 0 : (weights[right] as number), states: new Float64Array(8) };
  });
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

function highPassFilter(sampleRateHz: number): Pick<Biquad, 'a1' | 'a2'> {
  const k = Math.tan((Math.PI * HIGH_PASS.frequencyHz) / sampleRateHz);
  const a0 = 1 + k / HIGH_PASS.q + k * k;
  return { a1: (2 * (k * k - 1)) / a0, a2: (1 - k / HIGH_PASS.q + k * k) / a0 };
}
