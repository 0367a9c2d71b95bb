// What speaks for counting a rhythm at one tempo rather than at another.
import { isSameTempo, type Repetition } from './tempo-candidates';

/** Of which a level's mass is the logarithm: a class that TempoCNN rules out altogether is not worth minus infinity. */
const LEAST_MASS = 0.01;
/** People tap about here; powers of two away from it. */
const MIDDLE_BPM = 105;
const SLOW_BPM = 70;
const FAST_BPM = 160;

export interface LevelEvidence {
  /** TempoCNN's mass near a tempo, 0–1. */
  readonly massAt: (tempoBpm: number) => number;
  /** How alike the onsets are to themselves one beat of a tempo later. */
  readonly repetition: Repetition;
  /** essentia's estimate, or null. */
  readonly percivalBpm: number | null;
}

type Weight = readonly [level: number, weight: number];

/**
 * Fitted by maximum likelihood (L2 0.005 on standardised evidence) on 242 pieces of known tempo: 7 real ones, weighted tenfold, as there are few
 * of what people own; 20 rendered from scores, threefold; 81 rendered from game music, folk tunes and dance grooves at the tempos of their kind,
 * 1.5-fold; 134 rendered at tempos drawn by chance, half or 0.7. See docs/accuracy.md.
 */
const WEIGHTS = {
  /** Logarithm of TempoCNN's mass at multiples of the candidate. */
  logMass: [[1, 1.07], [1 / 2, 0.2], [2, 0.43], [3 / 2, -0.19]] satisfies Weight[],
  /** Repetition after a beat of multiples of the candidate. */
  repetition: [[1, 2.69], [1 / 2, 0.26], [1 / 4, 0.39], [2, -1.45], [3, 3.01]] satisfies Weight[],
  /** Percival's estimate is that multiple. */
  percival: [[1, 0.87], [1 / 2, 0.82], [2, 0.61], [3 / 2, -0.13], [2 / 3, 0.13]] satisfies Weight[],
  octaves: 0.81,
  octavesSquared: -1.32,
  octavesBelowSlow: -3.74,
  octavesAboveFast: 3.47,
  /** A fast beat that is divided throughout is half a beat; */
  dividedFast: -3.25,
  /** a slow one that is divided in four throughout is none too slow. */
  dividedSlow: 0.67,
} as const;
const MODERATE_BPM = 120;
/** What repeats less is noise: a share of it would be too. */
const LEAST_REPETITION = 0.05;
const MOST_DIVIDED = 1.2;

/** Utility in the sense of a choice model: differences between candidates are log odds. */
export function tempoUtility(tempoBpm: number, { massAt, repetition, percivalBpm }: LevelEvidence): number {
  const octaves = Math.log2(tempoBpm / MIDDLE_BPM);
  return sum(WEIGHTS.logMass, (level) => Math.log(massAt(tempoBpm * level) + LEAST_MASS))
    + sum(WEIGHTS.repetition, (level) => repetition(tempoBpm * level))
    + sum(WEIGHTS.percival, (level) => (percivalBpm !== null && isSameTempo(percivalBpm, tempoBpm * level) ? 1 : 0))
    + WEIGHTS.octaves * octaves
    + WEIGHTS.octavesSquared * octaves ** 2
    + WEIGHTS.octavesBelowSlow * Math.max(0, Math.log2(SLOW_BPM / tempoBpm))
    + WEIGHTS.octavesAboveFast * Math.max(0, Math.log2(tempoBpm / FAST_BPM))
    + WEIGHTS.dividedFast * divided(repetition, tempoBpm, 2) * Math.max(0, Math.log2(tempoBpm / MODERATE_BPM))
    + WEIGHTS.dividedSlow * divided(repetition, tempoBpm, 4) * Math.max(0, Math.log2(MODERATE_BPM / tempoBpm));
}

/** How strongly parts of the beat repeat beside the beat itself. */
function divided(repetition: Repetition, tempoBpm: number, parts: number): number {
  const share = repetition(tempoBpm * parts) / Math.max(LEAST_REPETITION, repetition(tempoBpm));
  return Math.min(MOST_DIVIDED, Math.max(0, share));
}

function sum(weights: readonly Weight[], evidence: (level: number) => number): number {
  return weights.reduce((total, [level, weight]) => total + weight * evidence(level), 0);
}
