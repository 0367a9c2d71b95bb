// Music at a low sample rate, for what looks at the notes only: halved again and again.
import { withoutDamage } from './damage';
import { halved } from './half-band';

/** Halving stops before the rate falls below this: the highest note heard, C7 and its half semitone above, stays clear of the filter's slope. */
const LEAST_RATE_HZ = 5500;

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
