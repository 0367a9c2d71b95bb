// What lists show of the sound of a track besides tempo, key and loudness: scores, labels, and marks of what to look at.
import { labelNamesOf, type LabelNames } from '../sound/labels';
import { scoreInputsOf } from '../sound/score-inputs';
import { scoreValuesOf, type ScoreValues } from '../sound/scores';
import type { SoundRow } from '../sound/sound';
import type { EffectiveKey, EffectiveTempo } from '../sound/which-wins';

/** Labels best first. */
export interface TrackSound extends LabelNames {
  /** 0–1, of valence −1–1; null where too little is known. */
  readonly scores: ScoreValues;
  /** Where the sound stops short of what its rate could hold, Hz; null where it does not, or was not measured. */
  readonly bandLimitedHz: number | null;
  readonly clipped: boolean;
}

/** Scores hang on the tempo and key that are shown, so that a correction reaches them too. */
export function trackSoundOf(sound: SoundRow, tempo: EffectiveTempo | null, key: EffectiveKey | null): TrackSound {
  const inputs = scoreInputsOf(sound, { tempo, key });
  const scores = scoreValuesOf(inputs);
  return { scores, ...labelNamesOf(inputs, scores), bandLimitedHz: sound.quality?.bandLimitedHz ?? null, clipped: (sound.quality?.clippedRuns ?? 0) > 0 };
}
