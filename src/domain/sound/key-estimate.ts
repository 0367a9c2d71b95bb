// The key of a recording, how sure it is, and what else it could be.
import { meanBass, withBass } from './key-bass';
import { chromagramOf, meanChroma } from './key-chroma';
import { hasKey, keyConfidence, steadinessOf } from './key-confidence';
import { decimated, decimatedRateHz } from './key-decimation';
import { ToneFinder, type Tone } from './key-peaks';
import { HEARD, keyStrengths, type KeyStrength } from './key-profiles';
import { tuningHz, tuningOf, type Tuning } from './key-tuning';
import type { KeyName, MusicalKey } from './sound';

/** Besides those related to the key. */
const STRONGEST = 4;

export interface KeyEstimate {
  /** null for what has no tuned notes (drums, noise, speech) or none that stand out (atonal). */
  readonly key: MusicalKey | null;
  /** A column of 12 pitch classes, C first, for each look, 255 for the loudest of all; null where nothing sounds. */
  readonly chromagram: Uint8Array | null;
}

/**
 * @param heard the stretch that tells the key, mono: 90 s of the middle do as well as all of a piece, 45 s lose a point or two (MIREX weighted)
 * @param looks moments for the picture, one frame each, already at `decimatedRateHz(rateHz)`
 * @param rateHz of the stretch
 */
export function estimateKey(heard: Float32Array, looks: readonly Float32Array[], rateHz: number): KeyEstimate {
  const finder = new ToneFinder(decimatedRateHz(rateHz));
  const frames = finder.frames(decimated(heard, rateHz));
  const tuning = tuningOf(frames);
  return {
    key: keyOfTones(frames, tuning),
    chromagram: chromagramOf(looks.map((look) => finder.frame(look)), tuning.semitones),
  };
}

function keyOfTones(frames: readonly (readonly Tone[])[], tuning: Tuning): MusicalKey | null {
  const strengths = keyStrengths(meanChroma(frames, tuning.semitones), HEARD);
  const steadiness = strengths[0] ? steadinessOf(frames, tuning, strengths[0]) : null;
  return hasKey(strengths, steadiness, tuning) ? namedKey(withBass(strengths, meanBass(frames, tuning.semitones)), tuningHz(tuning)) : null;
}

function namedKey(strengths: readonly KeyStrength[], tunedHz: number): MusicalKey | null {
  const [best, ...others] = strengths.map((each) => ({ ...each, strength: Math.min(1, Math.max(0, each.strength)) }));
  if (!best) return null;
  const alternatives = others.filter((other, place) => place < STRONGEST || isRelated(best, other));
  return { ...best, confidence: keyConfidence(strengths), alternatives, tuningHz: tunedHz };
}

/** Relative, parallel, or a fifth up or down: what a key is most often taken for. */
function isRelated(key: KeyName, other: KeyName): boolean {
  const up = (other.tonic - key.tonic + 12) % 12;
  if (key.mode === other.mode) return up === 7 || up === 5;
  return up === 0 || up === (key.mode === 'major' ? 9 : 3);
}
