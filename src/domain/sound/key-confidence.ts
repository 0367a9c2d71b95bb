// How sure a key is, and whether there is one at all.
import { meanChroma } from './key-chroma';
import type { Tone } from './key-peaks';
import { HEARD, keyStrengths, type KeyStrength } from './key-profiles';
import type { Tuning } from './key-tuning';
import type { KeyName } from './sound';

/**
 * Slope of the logistic regression behind the profiles: how much more likely a key is that agrees by 1 more. Set by the lowest calibration error
 * on the 154 pieces of both truths (0.048 in ten bins). Real recordings have no such list here, so for them it rests on rendered music.
 */
const SLOPE = 26;

/** Weakest agreement of a short recording with its best key. */
const LEAST_STRENGTH = 0.66;
/**
 * Weakest mean agreement of the parts of a longer one: 0.57 and more in 166 pieces. Twelve-tone rows and random clusters stay below 0.39, for
 * each part of them leans to another key, however well their sum may agree with one (up to 0.69).
 */
const LEAST_STEADINESS = 0.48;
/** What has no tuned notes gathers by less than 0.07 (drums, noise, speech), of 494 pieces one in a hundred by less than 0.1. */
const UNTUNED = 0.08;
/** Noise and drums agree with some key by up to 0.62, random clusters by up to 0.69; what agrees by this much has a key, whatever its tuning. */
const SURE_STRENGTH = 0.7;
/** Parts that are compared, and the least frames of one: nine seconds. */
const PARTS = 6;
const LEAST_FRAMES = 25;

/** @param strengths strongest first @returns 0–1, the likelihood of the first among all */
export function keyConfidence(strengths: readonly KeyStrength[]): number {
  const best = strengths[0]?.strength ?? 0;
  return 1 / strengths.reduce((sum, { strength }) => sum + Math.exp(SLOPE * (strength - best)), 0);
}

/** Whether music has a key: tuned notes, and more of some than of others, from beginning to end. */
export function hasKey(strengths: readonly KeyStrength[], steadiness: number | null, { agreement }: Tuning): boolean {
  const best = strengths[0]?.strength ?? 0;
  if (best >= SURE_STRENGTH) return true;
  return agreement >= UNTUNED && (steadiness === null ? best >= LEAST_STRENGTH : steadiness >= LEAST_STEADINESS);
}

/**
 * How well the parts of a recording agree with one key, on average; a silent part says nothing.
 * @returns −1 to 1; null for what is too short to be compared with itself (below 56 s), or silent
 */
export function steadinessOf(frames: readonly (readonly Tone[])[], { semitones }: Tuning, key: KeyName): number | null {
  if (frames.length < PARTS * LEAST_FRAMES) return null;
  const at = (part: number) => Math.floor((part * frames.length) / PARTS);
  const heard = Array.from({ length: PARTS }, (_, part) => keyStrengths(meanChroma(frames.slice(at(part), at(part + 1)), semitones), HEARD))
    .flatMap((strengths) => strengths.filter(({ tonic, mode }) => tonic === key.tonic && mode === key.mode));
  return heard.length > 0 ? heard.reduce((sum, { strength }) => sum + strength, 0) / heard.length : null;
}
