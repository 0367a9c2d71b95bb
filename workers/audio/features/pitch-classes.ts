// How strongly each pitch class sounds (Gómez 2006), after essentia's HPCP.
import type { Peak } from './spectral-peaks';

export const PITCH_CLASSES = 12;
const A4_HZ = 440;
/** Lows and highs count alike, each scaled to its strongest class: else a loud bass would drown the harmony. */
const SPLIT_HZ = 500;
/** Of the window of a semitone in which a tone counts for a class. */
const REACH = 0.5;

/** @returns 12 values from A, 1 for the strongest; all 0 where there is no tone */
export function pitchClasses(peaks: readonly Peak[]): Float64Array {
  const lows = scaled(profile(peaks.filter(({ frequencyHz }) => frequencyHz < SPLIT_HZ)));
  const highs = scaled(profile(peaks.filter(({ frequencyHz }) => frequencyHz >= SPLIT_HZ)));
  return scaled(lows.map((low, i) => low + (highs[i] as number)));
}

/** A tone counts by its power for the class it is next to, less the further off (cosine, squared). */
function profile(peaks: readonly Peak[]): Float64Array {
  const classes = new Float64Array(PITCH_CLASSES);
  for (const { frequencyHz, magnitude } of peaks) {
    const position = PITCH_CLASSES * Math.log2(frequencyHz / A4_HZ);
    const nearest = Math.round(position);
    const weight = Math.cos(((Math.PI / 2) * (position - nearest)) / REACH) ** 2;
    const at = ((nearest % PITCH_CLASSES) + PITCH_CLASSES) % PITCH_CLASSES;
    classes[at] = (classes[at] as number) + weight * magnitude ** 2;
  }
  return classes;
}

function scaled(values: Float64Array): Float64Array {
  const most = values.reduce((top, value) => Math.max(top, value), 0);
  return most === 0 ? values : values.map((value) => value / most);
}
