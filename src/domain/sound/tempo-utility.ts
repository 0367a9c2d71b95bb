// What speaks for counting a rhythm at one tempo rather than at another.
import type { Repetition } from './tempo-candidates';

/** Of which a level's mass is the logarithm: a class that TempoCNN rules out altogether is not worth minus infinity. */
const LEAST_MASS = 0.01;
/** Hardly any music is counted more slowly, */
const SLOW_BPM = 63;
/** and little is faster; a quarter of an octave above it a tempo is fast altogether. */
const FAST_BPM = 140;
const FAST_OCTAVES = 0.25;
/** What repeats less is noise: a share of it would be too. */
const LEAST_REPETITION = 0.05;
const MOST_DIVIDED = 1.2;

export interface LevelEvidence {
  /** TempoCNN's mass near a tempo, 0–1. */
  readonly massAt: (tempoBpm: number) => number;
  /** How alike the onsets are to themselves one beat of a tempo later. */
  readonly repetition: Repetition;
  /** The same of the low band's onsets alone: bass and kick. */
  readonly lowRepetition: Repetition;
}

/**
 * Fitted by maximum likelihood on 242 pieces of known tempo (7 real, 235 rendered), each kind weighted by the root of its number, with an L2
 * of 0.02 on standardised evidence that draws towards TempoCNN alone. Few terms on purpose: more fitted better and held worse on kinds of
 * music that were left out. See docs/accuracy.md.
 */
const WEIGHTS = { logMass: 1.107, repetition: 1.753, octavesBelowSlow: -4.149, halfBeat: -4.157 } as const;

/** Utility in the sense of a choice model: differences between candidates are log odds. */
export function tempoUtility(tempoBpm: number, evidence: LevelEvidence): number {
  return WEIGHTS.logMass * Math.log(evidence.massAt(tempoBpm) + LEAST_MASS)
    + WEIGHTS.repetition * evidence.repetition(tempoBpm)
    + WEIGHTS.octavesBelowSlow * Math.max(0, Math.log2(SLOW_BPM / tempoBpm))
    + WEIGHTS.halfBeat * halfBeat(tempoBpm, evidence);
}

/** 0–1.2: a fast tempo whose halves repeat as strongly as itself, while the bass does not repeat with it, is half of a beat. */
function halfBeat(tempoBpm: number, { repetition, lowRepetition }: LevelEvidence): number {
  const own = Math.max(LEAST_REPETITION, repetition(tempoBpm));
  const divided = within(repetition(2 * tempoBpm) / own, MOST_DIVIDED);
  const fast = within(Math.log2(tempoBpm / FAST_BPM) / FAST_OCTAVES, 1);
  const withoutBass = within(1 - 2 * within(lowRepetition(tempoBpm) / own, MOST_DIVIDED), 1);
  return divided * fast * withoutBass;
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
