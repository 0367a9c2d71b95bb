// How far the instruments are tuned from a′ = 440 Hz, and whether what is heard has tuned notes at all.
import type { Tone } from './key-peaks';

export interface Tuning {
  /** Of a′ above 440 Hz; between −0.5 and 0.5. */
  readonly semitones: number;
  /** 0–1: how closely the tones gather round one pitch within the semitone. About 0 for noise, drums and speech, seldom below 0.2 for music. */
  readonly agreement: number;
}

/** One to each cent. */
const BINS = 100;
/** Cents: the width by which tones count as neighbours. */
const SPREAD = 8;
/** Cents: how far orchestras and old recordings stray. Without it, one accordion with reeds half a semitone apart decides for all. */
const USUAL = 30;
/** Cents on both sides of the best place that its mean is taken of. */
const NEAR = 20;

const NEIGHBOURS = Float64Array.from({ length: 2 * 3 * SPREAD + 1 }, (_, i) => Math.exp(-0.5 * ((i - 3 * SPREAD) / SPREAD) ** 2));

/**
 * The place within the semitone where most tones lie, nearer to 440 Hz where two are as likely. Square roots of amplitudes count, so that one
 * long note does not outvote all. Measured on 134 rendered pieces of 432–446 Hz: within 1.4 cents (median), 3.2 (90 %), none wrong by 25.
 */
export function tuningOf(frames: readonly (readonly Tone[])[]): Tuning {
  const histogram = new Float64Array(BINS);
  let total = 0, re = 0, im = 0;
  for (const tones of frames) {
    for (const { semitones, amplitude } of tones) {
      const weight = Math.sqrt(amplitude);
      const part = semitones - Math.round(semitones);
      const bin = Math.min(BINS - 1, Math.floor((part + 0.5) * BINS));
      histogram[bin] = (histogram[bin] as number) + weight;
      total += weight;
      re += weight * Math.cos(2 * Math.PI * part);
      im += weight * Math.sin(2 * Math.PI * part);
    }
  }
  return total > 0 ? { semitones: meanNear(histogram, likeliest(histogram)), agreement: Math.hypot(re, im) / total } : { semitones: 0, agreement: 0 };
}

function at(histogram: Float64Array, bin: number): number {
  return histogram[((bin % BINS) + BINS) % BINS] as number;
}

function likeliest(histogram: Float64Array): number {
  let best = 0, most = -1;
  for (let bin = 0; bin < BINS; bin++) {
    const near = NEIGHBOURS.reduce((sum, weight, i) => sum + weight * at(histogram, bin + i - 3 * SPREAD), 0);
    const likely = near * Math.exp(-0.5 * ((bin + 0.5 - BINS / 2) / USUAL) ** 2);
    if (likely > most) [best, most] = [bin, likely];
  }
  return best;
}

function meanNear(histogram: Float64Array, best: number): number {
  let sum = 0, moment = 0;
  for (let offset = -NEAR; offset <= NEAR; offset++) {
    sum += at(histogram, best + offset);
    moment += offset * at(histogram, best + offset);
  }
  return (best + 0.5 + moment / sum) / BINS - 0.5;
}

/** Frequency of a′, Hz. */
export function tuningHz({ semitones }: Tuning): number {
  return 440 * 2 ** (semitones / 12);
}
