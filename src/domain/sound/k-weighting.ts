// K-weighting after ITU-R BS.1770-4, Annex 1: what of a signal counts as loudness.

/** Analog prototypes of the two stages, so that the filter can be made for any sample rate (BS.1770-4 tabulates 48 kHz only). */
const SHELF = { frequencyHz: 1681.974450955533, gainDb: 3.999843853973347, q: 0.7071752369554196 };
const HIGH_PASS = { frequencyHz: 38.13547087602444, q: 0.5003270373238773 };
/** +1.5 dB for surround channels; for those behind as well, as other meters have it (ffmpeg's `ebur128`). */
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

/** One channel's K-weighting filter and the energy since it was last taken. */
export class ChannelEnergy {
  readonly #weight: number;
  readonly #shelf: Biquad;
  readonly #highPass: Biquad;
  #sum = 0;
  #s1 = 0;
  #s2 = 0;
  #h1 = 0;
  #h2 = 0;

  constructor(sampleRateHz: number, weight: number) {
    this.#weight = weight;
    this.#shelf = shelfFilter(sampleRateHz);
    this.#highPass = highPassFilter(sampleRateHz);
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
    const energy = this.#sum * this.#weight;
    this.#sum = 0;
    return energy;
  }
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

/** A state that a damaged file drove out of bounds begins again: one bad sample must not silence the rest. */
function flushed(state: number): number {
  return Math.abs(state) >= SILENT_STATE && Number.isFinite(state) ? state : 0;
}
