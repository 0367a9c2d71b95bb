// Tempo from two witnesses: TempoCNN's distribution says which level people tap, essentia's estimate and the onsets say how fast exactly.
import type { Tempo } from './sound';

/** TempoCNN's classes: class i is 30 + i BPM. */
const FIRST_BPM = 30;
/** Values this near are one tempo: the tolerance of MIREX accuracy 1. */
const SAME_TEMPO = 0.04;
const MOST_CANDIDATES = 4;
const SMALLEST_WEIGHT = 0.02;
/** The onsets are searched this far round the coarse value; TempoCNN's classes are up to 3.3 % apart, at 30 BPM. */
const FINE_RANGE = 0.03;
/**
 * What the slower of two levels is given when the witness counts at it: TempoCNN's usual slip is to count double.
 * Sure mass still wins; the value lets two of three voices (mass, witness, slowness) outvote a mass below about 0.7.
 */
const SLOWER_BONUS = 0.25;
const WITNESS_BONUS = 0.25;
const SLOWEST_HALVED_BPM = 55;
/** Below this mass, and with the other witness against it, there is no beat to speak of. */
const BEATLESS_MASS = 0.2;

const FACTOR_AT_OTHER_LEVEL = 0.6;
const FACTOR_AGAINST = 0.4;
const RATIOS_OF_LEVELS = [1 / 3, 1 / 2, 2, 3];

export interface TempoEvidence {
  /** Mean softmax of TempoCNN, 256 classes. */
  readonly distribution: ArrayLike<number>;
  /** A second estimate by other means (essentia's Percival), or null. */
  readonly witnessBpm: number | null;
  /** The strongest periodicity of the onsets between two tempos, or null where there is none. */
  readonly finest: (fromBpm: number, toBpm: number) => number | null;
}

/**
 * The tempo people would tap.
 *
 * The level (octave) is TempoCNN's, unless its mass is divided and the slower level gains from the witness (see `byLevel`).
 * `confidence` is TempoCNN's mass within 4 % of the tempo; half of what is missing to 1 is added when the witness agrees;
 * it is cut to 0.6 when the witness counts at another level (½, 2, ⅓, 3) and to 0.4 when it contradicts.
 * @returns null where no beat was found
 */
export function estimateTempo({ distribution, witnessBpm, finest }: TempoEvidence): Tempo | null {
  const candidates = byLevel(tempoCandidates(distribution), witnessBpm);
  const [best] = candidates;
  if (!best) return null;
  const witness = relationOf(witnessBpm, best.tempoBpm);
  if (best.weight < BEATLESS_MASS && (witness === 'against' || witness === 'silent')) return null;
  const seedBpm = witness === 'same' && witnessBpm !== null ? (witnessBpm + best.tempoBpm) / 2 : best.tempoBpm;
  const tempoBpm = finest(seedBpm * (1 - FINE_RANGE), seedBpm * (1 + FINE_RANGE)) ?? seedBpm;
  return { tempoBpm: Math.round(tempoBpm * 100) / 100, confidence: confidenceOf(best.weight, witness), candidates };
}

/** Peaks of the distribution, heaviest first, each with the mass within 4 % of it. */
export function tempoCandidates(distribution: ArrayLike<number>): Candidate[] {
  const left = Float64Array.from(distribution);
  const found: Candidate[] = [];
  while (found.length < MOST_CANDIDATES) {
    const peak = left.reduce((best, value, i) => (value > (left[best] as number) ? i : best), 0);
    const weight = takeMass(left, peak);
    if (weight < SMALLEST_WEIGHT) break;
    found.push({ tempoBpm: FIRST_BPM + peak + vertex(distribution, peak), weight });
  }
  return found.sort((a, b) => b.weight - a.weight);
}

interface Candidate {
  readonly tempoBpm: number;
  readonly weight: number;
}

/** Puts the half of the heaviest candidate first when it wins the vote described at `SLOWER_BONUS`. */
function byLevel(candidates: readonly Candidate[], witnessBpm: number | null): readonly Candidate[] {
  const [best] = candidates;
  const half = best && candidates.find(({ tempoBpm }) => near(tempoBpm, best.tempoBpm / 2) && tempoBpm >= SLOWEST_HALVED_BPM);
  if (!best || !half) return candidates;
  const vote = ({ tempoBpm, weight }: Candidate) => weight + (relationOf(witnessBpm, tempoBpm) === 'same' ? WITNESS_BONUS : 0);
  return vote(half) + SLOWER_BONUS > vote(best) ? [half, ...candidates.filter((candidate) => candidate !== half)] : candidates;
}

type Relation = 'same' | 'other-level' | 'against' | 'silent';

function relationOf(witnessBpm: number | null, tempoBpm: number): Relation {
  if (witnessBpm === null || witnessBpm <= 0) return 'silent';
  if (near(witnessBpm, tempoBpm)) return 'same';
  return RATIOS_OF_LEVELS.some((ratio) => near(witnessBpm, tempoBpm * ratio)) ? 'other-level' : 'against';
}

function confidenceOf(mass: number, witness: Relation): number {
  switch (witness) {
    case 'same':
      return Math.min(1, (1 + mass) / 2);
    case 'other-level':
      return mass * FACTOR_AT_OTHER_LEVEL;
    case 'against':
      return mass * FACTOR_AGAINST;
    case 'silent':
      return mass;
  }
}

function near(aBpm: number, bBpm: number): boolean {
  return Math.abs(aBpm / bBpm - 1) <= SAME_TEMPO;
}

/** Sums and empties the classes within 4 % of a peak. */
function takeMass(left: Float64Array, peak: number): number {
  const peakBpm = FIRST_BPM + peak;
  const reach = Math.floor(peakBpm * SAME_TEMPO);
  let mass = 0;
  for (let i = Math.max(0, peak - reach); i <= Math.min(left.length - 1, peak + reach); i++) {
    mass += left[i] as number;
    left[i] = 0;
  }
  return mass;
}

/** Where a parabola through a peak and its neighbours has its top, −½…½ classes from the peak. */
function vertex(values: ArrayLike<number>, peak: number): number {
  const [before, at, after] = [values[peak - 1] ?? 0, values[peak] ?? 0, values[peak + 1] ?? 0];
  const curvature = before - 2 * at + after;
  return curvature >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature)));
}
