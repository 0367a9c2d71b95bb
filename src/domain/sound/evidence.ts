// Scores as weighted means of evidence, in parts that a screen can put into words. What is missing has no say, and no middle value either.

/** What a piece of evidence was read from. Of `tag`, `Evidence.tag` says which one; scores themselves are evidence for labels. */
export type EvidenceInput =
  | 'loudness' | 'loudnessRange' | 'tempo' | 'mode' | 'keyStrength' | 'onsetRate' | 'dynamicComplexity' | 'danceFeature' | 'brightness' | 'dissonance' | 'tag'
  | ScoreName;

export type ScoreName = 'energy' | 'danceability' | 'acousticness' | 'instrumentalness' | 'speechiness' | 'complexity' | 'intensity' | 'valence';

/** One reason. */
export interface Evidence {
  readonly input: EvidenceInput;
  /** The tag's name in `soundTagNames`, where the input is a tag. */
  readonly tag?: string;
  /** As measured, in the input's unit. */
  readonly value: number;
  /** How strongly it speaks for the score: 0 against, 1 for. */
  readonly strength: number;
  /** Its part in the score, 0–1: those of all reasons add up to 1. */
  readonly share: number;
}

export interface Weighed {
  /** 0–1. */
  readonly score: number;
  /** 0–1: the part of all the evidence that could be had which was there. */
  readonly confidence: number;
  /** What speaks for it first. */
  readonly reasons: readonly Evidence[];
}

/** A piece of evidence before it is known what else is there; null where its input is missing. */
export type Weight = readonly [weight: number, found: Omit<Evidence, 'share'> | null];

/** With less than this part of the evidence there is no score: a guess would look like knowledge. */
const LEAST_EVIDENCE = 0.5;

/** The weighted mean of the strengths that are there, or null where they are too few. */
export function weigh(weights: readonly Weight[]): Weighed | null {
  const found = weights.flatMap(([weight, evidence]) => (evidence ? [{ weight, evidence }] : []));
  const present = found.reduce((sum, { weight }) => sum + weight, 0);
  const confidence = present / weights.reduce((sum, [weight]) => sum + weight, 0);
  if (!(confidence >= LEAST_EVIDENCE)) return null;
  const reasons = found
    .map(({ weight, evidence }) => ({ ...evidence, share: weight / present }))
    .sort((a, b) => b.share * b.strength - a.share * a.strength);
  const score = reasons.reduce((sum, { strength, share }) => sum + strength * share, 0);
  // Rounding errors of the shares: a score lies in its range.
  return { score: within01(score), confidence: within01(confidence), reasons };
}

/** Evidence that grows from 0 at `none` to 1 at `full` (which may be the lower one); null where there is no value. */
export function ramp(input: EvidenceInput, value: number | null | undefined, none: number, full: number): Omit<Evidence, 'share'> | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return { input, value, strength: within01((value - none) / (full - none)) };
}

export function within01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
