// Words for a recording, each with how well it fits, how much is known, and why.
import { ramp, weigh, weighNumber, type Evidence, type Formula, type Line, type Reading, type ScoreName } from './evidence';
import { heard, mode, type ScoreInputs } from './score-inputs';
import { valuesOfScores, type Scores, type ScoreValues } from './scores';
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

/** The names of `Labels` alone. */
export interface LabelNames {
  readonly moods: readonly Mood[];
  readonly energyLevel: EnergyLevel | null;
  readonly atmospheres: readonly Atmosphere[];
  readonly uses: readonly Use[];
}

/** From here on a label fits. */
const FITS = 0.6;
/** Energy below the first is low, from the second on high. */
const LEVELS = [0.35, 0.65] as const;
/** As far inside its level as this an energy fits fully. */
const INSIDE = 0.15;

/** What labels are read from: a recording's scores besides what those were computed from. */
interface Scored {
  readonly inputs: ScoreInputs;
  readonly scores: ScoreValues;
}
type Formulas<Name extends string> = readonly (readonly [Name, Formula<Scored>])[];

const from = (name: ScoreName, none: number, full: number): Reading<Scored> => ramp(name, ({ scores }) => scores[name], none, full);
const brightness = (none: number, full: number): Reading<Scored> => ramp('brightness', ({ inputs }) => inputs.spectralCentroidHz, none, full);
const range = (none: number, full: number): Reading<Scored> => ramp('loudnessRange', ({ inputs }) => inputs.rangeLu, none, full);

function line(weight: number, { input, value, strength, tag }: Reading<ScoreInputs>): Line<Scored> {
  return [weight, {
    input, value: ({ inputs }) => value(inputs), strength: (found, { inputs }) => strength(found, inputs),
    ...(tag && { tag: ({ inputs }: Scored) => tag(inputs) }),
  }];
}

const MOODS: Formulas<Mood> = [
  ['dark', [[0.45, from('valence', 0, -0.7)], line(0.25, mode(0, -0.8)), [0.3, brightness(2500, 700)]]],
  ['bright', [[0.45, from('valence', -0.3, 0.4)], line(0.25, mode(0, 0.8)), [0.3, brightness(1000, 3500)]]],
  ['energetic', [[0.7, from('energy', 0.3, 0.8)], [0.3, from('intensity', 0.3, 0.8)]]],
  ['chill', [[0.45, from('energy', 0.7, 0.3)], [0.2, from('intensity', 0.7, 0.3)], line(0.35, heard(TAGS.relaxed))]],
  ['melancholic', [[0.35, from('valence', 0.2, -0.4)], [0.35, from('energy', 0.6, 0.2)], line(0.3, heard(TAGS.sad, 0.25))]],
  ['aggressive', [[0.4, from('intensity', 0.5, 0.9)], line(0.4, heard(TAGS.hard)), [0.2, from('valence', 0.4, -0.3)]]],
  ['uplifting', [[0.5, from('valence', -0.2, 0.5)], [0.3, from('energy', 0.3, 0.7)], line(0.2, heard(TAGS.glad))]],
];

const ATMOSPHERES: Formulas<Atmosphere> = [
  ['dancefloor', [[0.6, from('danceability', 0.4, 0.8)], [0.25, from('energy', 0.4, 0.8)], [0.15, from('acousticness', 0.6, 0.2)]]],
  ['ambient', [line(0.45, heard(TAGS.ambient)), [0.3, from('energy', 0.6, 0.2)], [0.25, from('danceability', 0.6, 0.2)]]],
  ['intimate', [[0.4, from('acousticness', 0.3, 0.8)], [0.35, from('intensity', 0.7, 0.3)], line(0.25, heard(TAGS.small))]],
  ['epic', [line(0.4, heard(TAGS.grand)), [0.3, range(4, 14)], [0.3, from('intensity', 0.3, 0.7)]]],
];

const USES: Formulas<Use> = [
  ['workout', [[0.5, from('energy', 0.4, 0.8)], line(0.25, ramp('tempo', (inputs) => inputs.tempoBpm, 90, 130)), [0.25, from('danceability', 0.3, 0.7)]]],
  ['focus', [
    [0.3, from('instrumentalness', 0.3, 0.6)], [0.35, from('intensity', 0.6, 0.25)], [0.2, from('energy', 0.6, 0.25)], [0.15, range(15, 5)],
  ]],
  ['background', [[0.45, from('intensity', 0.6, 0.25)], [0.3, from('energy', 0.7, 0.3)], [0.25, from('complexity', 0.7, 0.3)]]],
  ['party', [[0.4, from('danceability', 0.4, 0.8)], [0.3, from('energy', 0.4, 0.8)], [0.3, from('valence', -0.3, 0.4)]]],
];

/** @param scores those of `scoresOf` for the same inputs */
export function labelsOf(inputs: ScoreInputs, scores: Scores): Labels {
  const scored = { inputs, scores: valuesOfScores(scores) };
  return { moods: fitting(MOODS, scored), energyLevel: energyLevel(scores), atmospheres: fitting(ATMOSPHERES, scored), uses: fitting(USES, scored) };
}

/**
 * As `labelsOf`, at a small part of the cost: for lists of everything.
 * @param scores those of `scoreValuesOf` for the same inputs
 */
export function labelNamesOf(inputs: ScoreInputs, scores: ScoreValues): LabelNames {
  const scored = { inputs, scores };
  return {
    moods: fittingNames(MOODS, scored), energyLevel: scores.energy === null ? null : levelOf(scores.energy),
    atmospheres: fittingNames(ATMOSPHERES, scored), uses: fittingNames(USES, scored),
  };
}

function levelOf(energy: number): EnergyLevel {
  return energy < LEVELS[0] ? 'low' : energy < LEVELS[1] ? 'medium' : 'high';
}

/** Exactly one level fits: the nearer the energy lies to its edge, the less. */
function energyLevel({ energy }: Scores): Label<EnergyLevel> | null {
  if (!energy) return null;
  const { value, confidence, reasons } = energy;
  const nearest = Math.min(...LEVELS.map((edge) => Math.abs(value - edge)));
  return { name: levelOf(value), score: 0.5 + 0.5 * Math.min(1, nearest / INSIDE), confidence, reasons };
}

function fittingNames<Name extends string>(formulas: Formulas<Name>, scored: Scored): Name[] {
  const fit: { readonly name: Name; readonly score: number }[] = [];
  for (const [name, formula] of formulas) {
    const score = weighNumber(formula, scored);
    if (score !== null && score >= FITS) fit.push({ name, score });
  }
  return fit.sort((a, b) => b.score - a.score).map(({ name }) => name);
}

function fitting<Name extends string>(formulas: Formulas<Name>, scored: Scored): Label<Name>[] {
  return formulas
    .flatMap(([name, formula]) => {
      const weighed = weigh(formula, scored);
      return weighed && weighed.score >= FITS ? [{ name, ...weighed }] : [];
    })
    .sort((a, b) => b.score - a.score);
}
