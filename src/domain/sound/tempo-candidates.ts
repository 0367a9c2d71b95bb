// Which tempos come into question: what TempoCNN and the onsets name, each at the levels at which people might count it.
import { FIRST_BPM } from './tempo-distribution';

/** Tempos this near are one: the tolerance of MIREX accuracy 1. */
export const SAME_TEMPO = 0.04;
/** What slower and faster readings of a rhythm have for ratios: halves, thirds, and two against three. */
export const LEVELS = [1, 1 / 3, 1 / 2, 2 / 3, 3 / 2, 2, 3];
/** Music is counted between these. */
export const SLOWEST_BPM = 40;
export const FASTEST_BPM = 250;

const MOST_PEAKS = 3;
const SMALLEST_MASS = 0.03;
/** Where and how finely (steps of 1 %) a repeating beat is looked for. */
const BEAT_RANGE_BPM = [50, 220] as const;
const BEAT_STEP = 0.01;
const MOST_BEATS = 2;
/** A second beat lies at least this far from the first. */
const APART = 0.05;
/** A beat that repeats after two as well is a beat; at half the weight, so that the slower level does not win by it. */
const SECOND_BEAT_WEIGHT = 0.5;

/** Strength of repetition at a tempo: see `repetitionAt`. */
export type Repetition = (tempoBpm: number) => number;

/** Distinct tempos, those of the distribution's highest peaks first. */
export function tempoCandidates(distribution: ArrayLike<number>, repetition: Repetition): readonly number[] {
  const found: number[] = [];
  for (const named of [...distributionPeaks(distribution), ...strongestBeats(repetition)]) {
    for (const level of LEVELS) {
      const tempoBpm = named * level;
      if (tempoBpm >= SLOWEST_BPM && tempoBpm <= FASTEST_BPM && !found.some((other) => isSameTempo(tempoBpm, other))) found.push(tempoBpm);
    }
  }
  return found;
}

export function isSameTempo(aBpm: number, bBpm: number): boolean {
  return Math.abs(aBpm / bBpm - 1) <= SAME_TEMPO;
}

/** Centres of mass of the highest peaks. */
function distributionPeaks(distribution: ArrayLike<number>): readonly number[] {
  const left = Float64Array.from(distribution);
  const peaks: number[] = [];
  while (peaks.length < MOST_PEAKS) {
    const peak = left.reduce((best, value, i) => (value > (left[best] as number) ? i : best), 0);
    const reach = Math.floor((FIRST_BPM + peak) * SAME_TEMPO);
    let mass = 0, moment = 0;
    for (let i = Math.max(0, peak - reach); i <= Math.min(left.length - 1, peak + reach); i++) {
      mass += left[i] as number;
      moment += (left[i] as number) * (FIRST_BPM + i);
      left[i] = 0;
    }
    if (!(mass > SMALLEST_MASS)) break;
    peaks.push(moment / mass);
  }
  return peaks;
}

function strongestBeats(repetition: Repetition): readonly number[] {
  const [fromBpm, toBpm] = BEAT_RANGE_BPM;
  const tempos = Array.from({ length: Math.ceil(Math.log(toBpm / fromBpm) / BEAT_STEP) }, (_, i) => fromBpm * Math.exp(i * BEAT_STEP));
  const ranked = tempos
    .map((tempoBpm) => ({ tempoBpm, strength: repetition(tempoBpm) + SECOND_BEAT_WEIGHT * repetition(tempoBpm / 2) }))
    .sort((a, b) => b.strength - a.strength);
  const beats: number[] = [];
  for (const { tempoBpm } of ranked) {
    if (beats.length < MOST_BEATS && !beats.some((beat) => Math.abs(Math.log(tempoBpm / beat)) < APART)) beats.push(tempoBpm);
  }
  return beats;
}
