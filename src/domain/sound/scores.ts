// Scores of a recording, each a weighted mean of named evidence. docs/scores.md tells people the same.
import { ramp, weigh, weighNumber, within01, type Evidence, type Formula, type Reading, type ScoreName } from './evidence';
import { heard, mode, notHeard, type ScoreInputs } from './score-inputs';
import { TAGS } from './tag-groups';

export interface Score {
  /** 0–1; −1–1 of valence. */
  readonly value: number;
  /** 0–1: the part of the evidence that was there. */
  readonly confidence: number;
  /** What speaks for it first. */
  readonly reasons: readonly Evidence[];
}

/** null where less than half of the evidence is there. */
export type Scores = { readonly [name in ScoreName]: Score | null };

/** The values of `Scores` alone. */
export type ScoreValues = { readonly [name in ScoreName]: number | null };

const loudness = (none: number, full: number): Reading<ScoreInputs> => ramp('loudness', (inputs) => inputs.integratedLufs, none, full);
const range = (none: number, full: number): Reading<ScoreInputs> => ramp('loudnessRange', (inputs) => inputs.rangeLu, none, full);
const tempo = (none: number, full: number): Reading<ScoreInputs> => ramp('tempo', (inputs) => inputs.tempoBpm, none, full);
const keyStrength = (none: number, full: number): Reading<ScoreInputs> => ramp('keyStrength', (inputs) => inputs.key?.strength, none, full);
const onsetRate = ramp<ScoreInputs>('onsetRate', (inputs) => inputs.onsetRateHz, 0.5, 7);

/**
 * The formulas. Each line: weight, evidence, and the values at which it says 0 and 1, linear between. The ranges are where music lies: of
 * loudness −30 LUFS (a quiet recording) to −7 LUFS (a loud master), of onsets 0.5 to 7 a second, and of the others about the 5th to the 95th of
 * a hundred tracks (docs/scores.md). Weights
 * follow what listeners' ratings hang on most: loudness and onsets for arousal, mode and tempo for valence (Eerola & Vuoskoski 2011;
 * Gabrielsson & Lindström 2010), regularity of beats for dancing (Streich & Herrera 2005).
 */
const FORMULAS: { readonly [name in ScoreName]: Formula<ScoreInputs> } = {
  energy: [[0.3, loudness(-30, -7)], [0.15, tempo(60, 170)], [0.2, heard(TAGS.driving)], [0.15, notHeard(TAGS.calm)], [0.2, onsetRate]],
  danceability: [
    [0.35, ramp('danceFeature', (inputs) => inputs.danceability, 0.8, 1.5)], [0.3, heard(TAGS.dance)], [0.2, danceTempo()], [0.15, range(15, 3)],
  ],
  acousticness: [[0.55, heard(TAGS.acoustic)], [0.45, notHeard(TAGS.electric)]],
  instrumentalness: [[0.5, notHeard(TAGS.voice, 0.25)], [0.5, heard(TAGS.voiceless, 0.2)]],
  // The networks know no speech: rap by its tag, else a voice without instruments and without a key.
  speechiness: [[0.4, heard(TAGS.rap)], [0.35, voiceAlone()], [0.25, keyStrength(0.8, 0.3)]],
  complexity: [
    [0.25, ramp('dynamicComplexity', (inputs) => inputs.dynamicComplexityDb, 1, 6)], [0.2, range(1.5, 13)], [0.2, keyStrength(0.95, 0.6)],
    [0.2, heard(TAGS.intricate)], [0.15, onsetRate],
  ],
  intensity: [
    [0.35, loudness(-30, -7)], [0.2, heard(TAGS.hard)], [0.15, notHeard(TAGS.calm)], [0.1, range(13, 2)],
    [0.1, ramp('dissonance', (inputs) => inputs.dissonance, 0.47, 0.5)], [0.1, ramp('brightness', (inputs) => inputs.spectralCentroidHz, 500, 4000)],
  ],
  valence: [[0.3, mode(-1, 1)], [0.25, heard(TAGS.glad)], [0.25, notHeard(TAGS.gloomy)], [0.2, tempo(60, 150)]],
};

export function scoresOf(inputs: ScoreInputs): Scores {
  return each((name) => {
    const weighed = weigh(FORMULAS[name], inputs);
    return weighed && { value: scaled(name, weighed.score), confidence: weighed.confidence, reasons: weighed.reasons };
  });
}

/** As `scoresOf`, at a small part of the cost: for lists of everything. */
export function scoreValuesOf(inputs: ScoreInputs): ScoreValues {
  return each((name) => {
    const score = weighNumber(FORMULAS[name], inputs);
    return score === null ? null : scaled(name, score);
  });
}

export function valuesOfScores(scores: Scores): ScoreValues {
  return each((name) => scores[name]?.value ?? null);
}

function each<T>(of: (name: ScoreName) => T): { readonly [name in ScoreName]: T } {
  return {
    energy: of('energy'), danceability: of('danceability'), acousticness: of('acousticness'), instrumentalness: of('instrumentalness'),
    speechiness: of('speechiness'), complexity: of('complexity'), intensity: of('intensity'), valence: of('valence'),
  };
}

function scaled(name: ScoreName, score: number): number {
  return name === 'valence' ? 2 * score - 1 : score;
}

/** People like to move at 120 BPM most (Moelants 2002); an octave away there is nothing of it left. */
function danceTempo(): Reading<ScoreInputs> {
  return { ...tempo(0, 1), strength: (tempoBpm) => within01(1 - Math.abs(Math.log2(Math.max(1, tempoBpm) / 120))) };
}

/** A voice, as far as no instruments are heard with it. */
function voiceAlone(): Reading<ScoreInputs> {
  const [voice, others] = [heard(TAGS.voice), notHeard(TAGS.instruments, 0.2)];
  return {
    ...voice,
    value: (inputs) => (Number.isFinite(others.value(inputs)) ? voice.value(inputs) : NaN),
    strength: (value, inputs) => voice.strength(value, inputs) * others.strength(others.value(inputs), inputs),
  };
}
