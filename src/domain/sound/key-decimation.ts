// Music at a low sample rate, for what looks at the notes only: halved again and again.
import { withoutDamage } from './damage';
import { kaiser, sinc } from './windowed-sinc';

/** Halving stops before the rate falls below this: the highest note heard, C7 and its half semitone above, stays clear of the filter's slope. */
const LEAST_RATE_HZ = 5500;
/** Weights of the samples at odd distances 1, 3 … 11; those at even ones are 0, and the middle one is ½. */
const ODD_TAPS = Array.from({ length: 6 }, (_, i) => 0.5 * sinc((2 * i + 1) / 2) * kaiser((2 * i + 1) / 12));

/** The rate at which `decimated` leaves what came at `rateHz`. */
export function decimatedRateHz(rateHz: number): number {
  return rateHz / 2 >= LEAST_RATE_HZ ? decimatedRateHz(rateHz / 2) : rateHz;
}

/**
 * Half-band filters one after the other: at 5,512 Hz, what lies below 2.1 kHz is flat within 0.1 dB and what folds back onto it is 50 dB down.
 * @param samples mono; damaged ones count as silence
 * @returns samples at `decimatedRateHz(rateHz)`
 */
export function decimated(samples: Float32Array, rateHz: number): Float32Array {
  let low = withoutDamage(samples);
  for (let hz = rateHz; hz > decimatedRateHz(rateHz); hz /= 2) low = halved(low);
  return low;
}

/** Output k lies at input 2k; outside the input there is silence. */
function halved(samples: Float32Array): Float32Array {
  const out = new Float32Array(samples.length >> 1);
  const [t1, t3, t5, t7, t9, t11] = ODD_TAPS as [number, number, number, number, number, number];
  const at = (i: number) => samples[i] ?? 0;
  const edge = (i: number) => ODD_TAPS.reduce((sum, tap, k) => sum + tap * (at(i - 2 * k - 1) + at(i + 2 * k + 1)), 0.5 * at(i));
  for (let k = 0, i = 0; k < out.length; k++, i += 2) {
    out[k] = i < 11 || i + 11 >= samples.length ? edge(i)
      : 0.5 * (samples[i] as number)
        + t1 * ((samples[i - 1] as number) + (samples[i + 1] as number)) + t3 * ((samples[i - 3] as number) + (samples[i + 3] as number))
        + t5 * ((samples[i - 5] as number) + (samples[i + 5] as number)) + t7 * ((samples[i - 7] as number) + (samples[i + 7] as number))
        + t9 * ((samples[i - 9] as number) + (samples[i + 9] as number)) + t11 * ((samples[i - 11] as number) + (samples[i + 11] as number));
  }
  return out;
}
