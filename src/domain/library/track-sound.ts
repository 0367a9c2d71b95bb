// What lists show of the sound of a track besides tempo, key and loudness: scores, labels, and marks of what to look at.
import { labelsOf, type Atmosphere, type EnergyLevel, type Mood, type Use } from '../sound/labels';
import type { ScoreName } from '../sound/evidence';
import { scoreInputsOf } from '../sound/score-inputs';
import { scoresOf } from '../sound/scores';
import type { SoundRow } from '../sound/sound';
import type { EffectiveKey, EffectiveTempo } from '../sound/which-wins';

export interface TrackSound {
  /** 0–1, of valence −1–1; null where too little is known. */
  readonly scores: { readonly [name in ScoreName]: number | null };
  /** Best first, as the next two. */
  readonly moods: readonly Mood[];
  readonly atmospheres: readonly Atmosphere[];
  readonly uses: readonly Use[];
  readonly energyLevel: EnergyLevel | null;
  /** Where the sound stops short of what its rate could hold, Hz; null where it does not, or was not measured. */
  readonly bandLimitedHz: number | null;
  readonly clipped: boolean;
}

/** Scores hang on the tempo and key that are shown, so that a correction reaches them too. */
export function trackSoundOf(sound: SoundRow, tempo: EffectiveTempo | null, key: EffectiveKey | null): TrackSound {
  const inputs = scoreInputsOf({ ...sound, tempo, key });
  const scores = scoresOf(inputs);
  const { moods, atmospheres, uses, energyLevel } = labelsOf(inputs, scores);
  const value = (name: ScoreName): number | null => scores[name]?.value ?? null;
  return {
    scores: {
      energy: value('energy'), valence: value('valence'), danceability: value('danceability'), acousticness: value('acousticness'),
      instrumentalness: value('instrumentalness'), speechiness: value('speechiness'), complexity: value('complexity'), intensity: value('intensity'),
    },
    moods: moods.map(nameOf), atmospheres: atmospheres.map(nameOf), uses: uses.map(nameOf), energyLevel: energyLevel?.name ?? null,
    bandLimitedHz: sound.quality?.bandLimitedHz ?? null, clipped: (sound.quality?.clippedRuns ?? 0) > 0,
  };
}

function nameOf<Name extends string>({ name }: { readonly name: Name }): Name {
  return name;
}
