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

/** What a line of a formula reads of its subject, and how that speaks for the score. Numbers alone and reasons are both made of it, so that they agree. */
export interface Reading<Subject> {
  readonly input: EvidenceInput;
  /** In the input's unit; NaN where it is missing. */
  readonly value: (subject: Subject) => number;
  /** Of a value that is there: 0 against, 1 for. */
  readonly strength: (value: number, subject: Subject) => number;
  /** Which tag it is, where the input is a tag. */
  readonly tag?: (subject: Subject) => string | undefined;
}

export type Line<Subject> = readonly [weight: number, reading: Reading<Subject>];
export type Formula<Subject> = readonly Line<Subject>[];

/** With less than this part of the evidence there is no score: a guess would look like knowledge. */
const LEAST_EVIDENCE = 0.5;

/** The weighted mean of the strengths that are there, 0–1, or null where they are too few. */
export function weighNumber<Subject>(formula: Formula<Subject>, subject: Subject): number | null {
  let [all, present, sum] = [0, 0, 0];
  for (const [weight, { value, strength }] of formula) {
    all += weight;
    const found = value(subject);
    if (!Number.isFinite(found)) continue;
    present += weight;
    sum += weight * strength(found, subject);
  }
  // Rounding errors of the sums: a score lies in its range.
  return present / all >= LEAST_EVIDENCE ? within01(sum / present) : null;
}

/** As `weighNumber`, with how much is known, and why. */
export function weigh<Subject>(formula: Formula<Subject>, subject: Subject): Weighed | null {
  const score = weighNumber(formula, subject);
  if (score === null) return null;
  const found = formula.flatMap(([weight, reading]) => {
    const value = reading.value(subject);
    return Number.isFinite(value) ? [{ weight, reading, value }] : [];
  });
  const present = found.reduce((sum, { weight }) => sum + weight, 0);
  const confidence = within01(present / formula.reduce((sum, [weight]) => sum + weight, 0));
  const reasons = found.map(({ weight, reading, value }) => evidenceOf(reading, value, subject, weight / present));
  return { score, confidence, reasons: reasons.sort((a, b) => b.share * b.strength - a.share * a.strength) };
}

function evidenceOf<Subject>({ input, strength, tag }: Reading<Subject>, value: number, subject: Subject, share: number): Evidence {
  const name = tag?.(subject);
  return { input, ...(name !== undefined && { tag: name }), value, strength: strength(value, subject), share };
}

/** Evidence that grows from 0 at `none` to 1 at `full` (which may be the lower one). */
export function ramp<Subject>(input: EvidenceInput, read: (subject: Subject) => number | null | undefined, none: number, full: number): Reading<Subject> {
  return { input, value: (subject) => read(subject) ?? NaN, strength: (value) => within01((value - none) / (full - none)) };
}

export function within01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
