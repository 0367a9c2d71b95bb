// What scores and labels are computed from, by name. Each input may be missing; a real 0 is a value.
import type { MusicalKey, SoundRow } from './sound';
import { soundTagNames } from './sound-tags';
import { ramp, type Evidence } from './evidence';

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

/** From what is stored of a recording. A device that analysed it before features were measured leaves them out. */
export function scoreInputsOf(sound: Pick<SoundRow, 'loudness' | 'tempo' | 'key' | 'soundTags' | 'features'>): ScoreInputs {
  const { features } = sound;
  return {
    integratedLufs: sound.loudness.integratedLufs, rangeLu: sound.loudness.rangeLu, tempoBpm: sound.tempo?.tempoBpm,
    key: sound.key, soundTags: sound.soundTags,
    onsetRateHz: features?.onsetRateHz, dynamicComplexityDb: features?.dynamicComplexityDb, danceability: features?.danceability,
    spectralCentroidHz: features?.spectralCentroidHz.mean, dissonance: features?.dissonance.mean,
  };
}

const INDEXES = new Map(soundTagNames.map((name, i) => [name, i]));
/** An activation that leaves no doubt: most tags of most tracks lie below 0.1. */
const PLAIN = 0.4;

/** The strongest of some tags, as evidence for what they say; null before the tags are known. */
export function heard({ soundTags }: ScoreInputs, names: readonly string[], plain = PLAIN): Omit<Evidence, 'share'> | null {
  const [tag, value] = strongest(soundTags, names);
  const found = ramp('tag', value, 0, plain);
  return found && tag !== null ? { ...found, tag } : null;
}

/** The strongest of some tags, as evidence against what they say. */
export function notHeard(inputs: ScoreInputs, names: readonly string[], plain = PLAIN): Omit<Evidence, 'share'> | null {
  const found = heard(inputs, names, plain);
  return found && { ...found, strength: 1 - found.strength };
}

/** The key's strength, positive in major and negative in minor: a weak key says little. */
export function mode({ key }: ScoreInputs, none: number, full: number): Omit<Evidence, 'share'> | null {
  return key ? ramp('mode', key.mode === 'major' ? key.strength : -key.strength, none, full) : null;
}

function strongest(soundTags: ArrayLike<number> | null | undefined, names: readonly string[]): readonly [string | null, number | null] {
  if (!soundTags) return [null, null];
  return names.reduce<readonly [string | null, number | null]>((best, name) => {
    const activation = soundTags[INDEXES.get(name) ?? -1];
    return activation !== undefined && Number.isFinite(activation) && activation > (best[1] ?? -1) ? [name, activation] : best;
  }, [null, null]);
}
