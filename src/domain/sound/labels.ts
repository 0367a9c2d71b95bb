// Words for a recording, each with how well it fits, how much is known, and why.
import { ramp, weigh, type Evidence, type ScoreName, type Weight } from './evidence';
import { heard, mode, type ScoreInputs } from './score-inputs';
import type { Scores } from './scores';
import { TAGS } from './tag-groups';

export type Mood = 'dark' | 'bright' | 'energetic' | 'chill' | 'melancholic' | 'aggressive' | 'uplifting';
export type EnergyLevel = 'low' | 'medium' | 'high';
export type Atmosphere = 'dancefloor' | 'ambient' | 'intimate' | 'epic';
export type Use = 'workout' | 'focus' | 'background' | 'party';

export interface Label<Name extends string> {
  readonly name: Name;
  /** How well it fits, 0–1. */
  readonly score: number;
  /** How much of the evidence was there, 0–1. */
  readonly confidence: number;
  /** What speaks for it first. */
  readonly reasons: readonly Evidence[];
}

export interface Labels {
  /** Those that fit, best first; none where nothing fits, or too little is known. */
  readonly moods: readonly Label<Mood>[];
  /** The level that the energy lies in; null where the energy is not known. */
  readonly energyLevel: Label<EnergyLevel> | null;
  readonly atmospheres: readonly Label<Atmosphere>[];
  readonly uses: readonly Label<Use>[];
}

/** From here on a label fits. */
const FITS = 0.6;
/** Energy below the first is low, from the second on high. */
const LEVELS = [0.35, 0.65] as const;
/** As far inside its level as this an energy fits fully. */
const INSIDE = 0.15;

/** @param scores those of `scoresOf` for the same inputs */
export function labelsOf(inputs: ScoreInputs, scores: Scores): Labels {
  const from = evidenceFrom(scores);
  return {
    moods: fitting(moods(inputs, from)),
    energyLevel: energyLevel(scores),
    atmospheres: fitting(atmospheres(inputs, from)),
    uses: fitting(uses(inputs, from)),
  };
}

type FromScore = (name: ScoreName, none: number, full: number) => Omit<Evidence, 'share'> | null;
type Formulas<Name extends string> = { readonly [name in Name]: readonly Weight[] };

function evidenceFrom(scores: Scores): FromScore {
  return (name, none, full) => ramp(name, scores[name]?.value, none, full);
}

function moods(inputs: ScoreInputs, from: FromScore): Formulas<Mood> {
  return {
    dark: [[0.45, from('valence', 0, -0.7)], [0.25, mode(inputs, 0, -0.8)], [0.3, ramp('brightness', inputs.spectralCentroidHz, 2500, 700)]],
    bright: [[0.45, from('valence', -0.3, 0.4)], [0.25, mode(inputs, 0, 0.8)], [0.3, ramp('brightness', inputs.spectralCentroidHz, 1000, 3500)]],
    energetic: [[0.7, from('energy', 0.3, 0.8)], [0.3, from('intensity', 0.3, 0.8)]],
    chill: [[0.45, from('energy', 0.7, 0.3)], [0.2, from('intensity', 0.7, 0.3)], [0.35, heard(inputs, TAGS.relaxed)]],
    melancholic: [[0.35, from('valence', 0.2, -0.4)], [0.35, from('energy', 0.6, 0.2)], [0.3, heard(inputs, TAGS.sad, 0.25)]],
    aggressive: [[0.4, from('intensity', 0.5, 0.9)], [0.4, heard(inputs, TAGS.hard)], [0.2, from('valence', 0.4, -0.3)]],
    uplifting: [[0.5, from('valence', -0.2, 0.5)], [0.3, from('energy', 0.3, 0.7)], [0.2, heard(inputs, TAGS.glad)]],
  };
}

function atmospheres(inputs: ScoreInputs, from: FromScore): Formulas<Atmosphere> {
  return {
    dancefloor: [[0.6, from('danceability', 0.4, 0.8)], [0.25, from('energy', 0.4, 0.8)], [0.15, from('acousticness', 0.6, 0.2)]],
    ambient: [[0.45, heard(inputs, TAGS.ambient)], [0.3, from('energy', 0.6, 0.2)], [0.25, from('danceability', 0.6, 0.2)]],
    intimate: [[0.4, from('acousticness', 0.3, 0.8)], [0.35, from('intensity', 0.7, 0.3)], [0.25, heard(inputs, TAGS.small)]],
    epic: [[0.4, heard(inputs, TAGS.grand)], [0.3, ramp('loudnessRange', inputs.rangeLu, 4, 14)], [0.3, from('intensity', 0.3, 0.7)]],
  };
}

function uses(inputs: ScoreInputs, from: FromScore): Formulas<Use> {
  return {
    workout: [[0.5, from('energy', 0.4, 0.8)], [0.25, ramp('tempo', inputs.tempoBpm, 90, 130)], [0.25, from('danceability', 0.3, 0.7)]],
    focus: [
      [0.3, from('instrumentalness', 0.3, 0.6)], [0.35, from('intensity', 0.6, 0.25)], [0.2, from('energy', 0.6, 0.25)],
      [0.15, ramp('loudnessRange', inputs.rangeLu, 15, 5)],
    ],
    background: [[0.45, from('intensity', 0.6, 0.25)], [0.3, from('energy', 0.7, 0.3)], [0.25, from('complexity', 0.7, 0.3)]],
    party: [[0.4, from('danceability', 0.4, 0.8)], [0.3, from('energy', 0.4, 0.8)], [0.3, from('valence', -0.3, 0.4)]],
  };
}

/** Exactly one level fits: the nearer the energy lies to its edge, the less. */
function energyLevel({ energy }: Scores): Label<EnergyLevel> | null {
  if (!energy) return null;
  const { value, confidence, reasons } = energy;
  const name = value < LEVELS[0] ? 'low' : value < LEVELS[1] ? 'medium' : 'high';
  const nearest = Math.min(...LEVELS.map((edge) => Math.abs(value - edge)));
  return { name, score: 0.5 + 0.5 * Math.min(1, nearest / INSIDE), confidence, reasons };
}

function fitting<Name extends string>(formulas: Formulas<Name>): Label<Name>[] {
  return (Object.keys(formulas) as Name[])
    .flatMap((name) => {
      const weighed = weigh(formulas[name]);
      return weighed && weighed.score >= FITS ? [{ name, ...weighed }] : [];
    })
    .sort((a, b) => b.score - a.score);
}
