// What scores and labels are computed from, by name. Each input may be missing; a real 0 is a value.
import { isSilent } from './silence';
import type { MusicalKey, SoundRow } from './sound';
import { soundTagNames } from './sound-tags';
import { ramp, type Reading } from './evidence';

export interface ScoreInputs {
  readonly integratedLufs?: number | null;
  /** EBU Tech 3342, LU. */
  readonly rangeLu?: number | null;
  readonly tempoBpm?: number | null;
  readonly key?: Pick<MusicalKey, 'mode' | 'strength'> | null;
  /** Activations 0–1, 100 in the order of `soundTagNames`. */
  readonly soundTags?: ArrayLike<number> | null;
  /** Onsets a second (essentia's OnsetRate). */
  readonly onsetRateHz?: number | null;
  /** Mean distance from the mean level, dB (essentia's DynamicComplexity). */
  readonly dynamicComplexityDb?: number | null;
  /** essentia's Danceability: 0 to about 3. */
  readonly danceability?: number | null;
  readonly spectralCentroidHz?: number | null;
  /** essentia's Dissonance, 0–1. */
  readonly dissonance?: number | null;
}

/**
 * From what is stored of a recording. A device that analysed it before features were measured leaves them out.
 * @param shown tempo and key that are shown of it, which may be other ones
 */
export function scoreInputsOf(
  sound: Pick<SoundRow, 'loudness' | 'tempo' | 'key' | 'soundTags' | 'features'>, shown: Pick<ScoreInputs, 'key'> & { readonly tempo: { readonly tempoBpm: number } | null } = sound,
): ScoreInputs {
  const { features } = sound;
  // The networks name instruments and moods in silence too, because they must name something.
  const soundTags = isSilent(sound.loudness) ? null : sound.soundTags;
  return {
    integratedLufs: sound.loudness.integratedLufs, rangeLu: sound.loudness.rangeLu, tempoBpm: shown.tempo?.tempoBpm,
    key: shown.key, soundTags,
    onsetRateHz: features?.onsetRateHz, dynamicComplexityDb: features?.dynamicComplexityDb, danceability: features?.danceability,
    spectralCentroidHz: features?.spectralCentroidHz.mean, dissonance: features?.dissonance.mean,
  };
}

const INDEXES = new Map(soundTagNames.map((name, i) => [name, i]));
/** An activation that leaves no doubt: most tags of most tracks lie below 0.1. */
const PLAIN = 0.4;

/** The strongest of some tags, as evidence for what they say; missing before the tags are known. */
export function heard(names: readonly string[], plain = PLAIN): Reading<ScoreInputs> {
  const indexes = names.flatMap((name) => INDEXES.get(name) ?? []);
  const value = ({ soundTags }: ScoreInputs): number => activationAt(soundTags, strongest(soundTags, indexes));
  return { ...ramp('tag', value, 0, plain), tag: ({ soundTags }) => soundTagNames[strongest(soundTags, indexes)] };
}

/** The strongest of some tags, as evidence against what they say. */
export function notHeard(names: readonly string[], plain = PLAIN): Reading<ScoreInputs> {
  const found = heard(names, plain);
  return { ...found, strength: (value, inputs) => 1 - found.strength(value, inputs) };
}

/** The key's strength, positive in major and negative in minor: a weak key says little. */
export function mode(none: number, full: number): Reading<ScoreInputs> {
  return ramp('mode', ({ key }) => key && (key.mode === 'major' ? key.strength : -key.strength), none, full);
}

/** The index of the strongest of some tags, the first of equals; -1 where none is known. */
function strongest(soundTags: ScoreInputs['soundTags'], indexes: readonly number[]): number {
  let [best, highest] = [-1, -1];
  for (const index of indexes) {
    const activation = activationAt(soundTags, index);
    if (activation > highest && activation < Infinity) [best, highest] = [index, activation];
  }
  return best;
}

function activationAt(soundTags: ScoreInputs['soundTags'], index: number): number {
  return soundTags?.[index] ?? NaN;
}
