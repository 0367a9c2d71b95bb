// The first beat of a bar: where accents come back every four or every three beats.
import { loudestOf, type BandCurve } from './onsets';

/** Bars that are looked for, in beats. */
const METERS = [4, 3] as const;
/** Bass and kick mark downbeats, and cymbals some; the snare marks the beats between. */
const BAND_WEIGHTS = [1, 0, 0.3];
/** Fewer beats than this show no bars. */
const LEAST_BEATS = 24;
/**
 * By so many standard errors the accented place of the bar must stand above the others. On 90 rendered pieces whose beats are right, 45 pass,
 * and 37 of these are right; with 3.5, 58 pass and 45 are right.
 */
const CLEAR = 6;
/** An onset is heard from a beat to this long after it, and compared with as long before. */
const REACH_S = 0.12;
/** As the onsets': soft accents count beside loud ones. */
const COMPRESSION = 1000;

/** @returns seconds, or null where no bar stands out */
export function firstDownbeat(curve: BandCurve, timesS: Float32Array): number | null {
  if (timesS.length < LEAST_BEATS) return null;
  const loudest = curve.bands.map(loudestOf);
  const accents = Array.from(timesS, (timeS) => accentAt(curve, loudest, timeS));
  const found = METERS.flatMap((meter) => Array.from({ length: meter }, (_, place) => ({ place, clearness: clearness(accents, meter, place) })));
  const best = found.reduce((a, b) => (b.clearness > a.clearness ? b : a));
  return best.clearness >= CLEAR ? (timesS[best.place] as number) : null;
}

/** How much louder each band gets from before a time to after it, on the scale of its loudest moment. */
function accentAt({ bands, rateHz }: BandCurve, loudest: readonly number[], timeS: number): number {
  const at = Math.round(timeS * rateHz);
  const reach = Math.max(1, Math.round(REACH_S * rateHz));
  return bands.reduce((sum, band, i) => {
    const level = (from: number) => Math.log1p((COMPRESSION * meanOf(band, from, from + reach)) / ((loudest[i] as number) || 1));
    return sum + (BAND_WEIGHTS[i] ?? 0) * Math.max(0, level(at) - level(at - reach));
  }, 0);
}

/** Difference between the mean accent at a place of the bar and elsewhere, over its standard error (Welch). */
function clearness(accents: readonly number[], meter: number, place: number): number {
  const [there, elsewhere] = [accents.filter((_, i) => i % meter === place), accents.filter((_, i) => i % meter !== place)];
  const error = Math.sqrt(variance(there) / there.length + variance(elsewhere) / elsewhere.length);
  const difference = mean(there) - mean(elsewhere);
  return error > 0 ? difference / error : difference > 0 ? Infinity : 0;
}

function meanOf(band: Float32Array, from: number, until: number): number {
  const [first, end] = [Math.max(0, from), Math.min(band.length, until)];
  let sum = 0;
  for (let i = first; i < end; i++) sum += band[i] as number;
  return sum / Math.max(1, end - first);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}
