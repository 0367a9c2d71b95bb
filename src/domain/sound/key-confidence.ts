// How sure a key is, and whether there is one at all.
import type { KeyStrength } from './key-profiles';
import type { Tuning } from './key-tuning';

/**
 * Slope of the logistic regression behind the profile: how much more likely a key is that agrees by 1 more. Set by the lowest calibration error
 * on the 154 pieces of both truths (0.046 in ten bins). Said / right there: 0.52 / 0.60 (15), 0.70 / 0.82 (22), 0.87 / 1.00 (13), 0.94 / 0.90 (29),
 * 0.99 / 1.00 (74). Real recordings have no such list here, so for them it rests on rendered music.
 */
const SLOPE = 22;

/** Weakest agreement with the best key: 0.67 and more in 153 of 154 pieces; twelve-tone rows and random clusters below 0.64, but one with 0.69. */
const LEAST_STRENGTH = 0.66;
/** What has no tuned notes gathers by less than 0.07 (drums, noise, speech), of 494 pieces one in a hundred by less than 0.1. */
const UNTUNED = 0.08;
/** Noise and drums agree with some key by up to 0.62; what agrees by this much has notes, whatever their tuning. */
const SURE_STRENGTH = 0.75;

/** @param strengths strongest first @returns 0–1, the likelihood of the first among all */
export function keyConfidence(strengths: readonly KeyStrength[]): number {
  const best = strengths[0]?.strength ?? 0;
  return 1 / strengths.reduce((sum, { strength }) => sum + Math.exp(SLOPE * (strength - best)), 0);
}

/** Whether music has a key: tuned notes, and more of some than of others. */
export function hasKey(strengths: readonly KeyStrength[], { agreement }: Tuning): boolean {
  const best = strengths[0]?.strength ?? 0;
  return best >= SURE_STRENGTH || (best >= LEAST_STRENGTH && agreement >= UNTUNED);
}
