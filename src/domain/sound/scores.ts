// Scores of a recording, each a weighted mean of named evidence. docs/scores.md tells people the same.
import { ramp, weigh, within01, type Evidence, type ScoreName, type Weight } from './evidence';
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

/**
 * The formulas. Each line: weight, evidence, and the values at which it says 0 and 1, linear between. The ranges are where music lies: of
 * loudness −30 LUFS (a quiet recording) to −7 LUFS (a loud master), of onsets 0.5 to 7 a second, and of the others about the 5th to the 95th of
 * a hundred tracks (docs/scores.md). Weights
 * follow what listeners' ratings hang on most: loudness and onsets for arousal, mode and tempo for valence (Eerola & Vuoskoski 2011;
 * Gabrielsson & Lindström 2010), regularity of beats for dancing (Streich & Herrera 2005).
 */
export function scoresOf(inputs: ScoreInputs): Scores {
  return {
    energy: plain(energy(inputs)),
    danceability: plain(danceability(inputs)),
    acousticness: plain([[0.55, heard(inputs, TAGS.acoustic)], [0.45, notHeard(inputs, TAGS.electric)]]),
    instrumentalness: plain([[0.5, notHeard(inputs, TAGS.voice, 0.25)], [0.5, heard(inputs, TAGS.voiceless, 0.2)]]),
    speechiness: plain(speechiness(inputs)),
    complexity: plain(complexity(inputs)),
    intensity: plain(intensity(inputs)),
    valence: signed(valence(inputs)),
  };
}

function energy(inputs: ScoreInputs): Weight[] {
  return [
    [0.3, ramp('loudness', inputs.integratedLufs, -30, -7)],
    [0.15, ramp('tempo', inputs.tempoBpm, 60, 170)],
    [0.2, heard(inputs, TAGS.driving)],
    [0.15, notHeard(inputs, TAGS.calm)],
    [0.2, ramp('onsetRate', inputs.onsetRateHz, 0.5, 7)],
  ];
}

function danceability(inputs: ScoreInputs): Weight[] {
  return [
    [0.35, ramp('danceFeature', inputs.danceability, 0.8, 1.5)],
    [0.3, heard(inputs, TAGS.dance)],
    [0.2, danceTempo(inputs.tempoBpm)],
    [0.15, ramp('loudnessRange', inputs.rangeLu, 15, 3)],
  ];
}

/** People like to move at 120 BPM most (Moelants 2002); an octave away there is nothing of it left. */
function danceTempo(tempoBpm: number | null | undefined): Omit<Evidence, 'share'> | null {
  const found = ramp('tempo', tempoBpm, 0, 1);
  return found && { ...found, strength: within01(1 - Math.abs(Math.log2(Math.max(1, found.value) / 120))) };
}

/** The networks know no speech: rap by its tag, else a voice without instruments and without a key. */
function speechiness(inputs: ScoreInputs): Weight[] {
  return [
    [0.4, heard(inputs, TAGS.rap)],
    [0.35, voiceAlone(inputs)],
    [0.25, ramp('keyStrength', inputs.key?.strength, 0.8, 0.3)],
  ];
}

function voiceAlone(inputs: ScoreInputs): Omit<Evidence, 'share'> | null {
  const [voice, others] = [heard(inputs, TAGS.voice), notHeard(inputs, TAGS.instruments, 0.2)];
  return voice && others && { ...voice, strength: voice.strength * others.strength };
}

function complexity(inputs: ScoreInputs): Weight[] {
  return [
    [0.25, ramp('dynamicComplexity', inputs.dynamicComplexityDb, 1, 6)],
    [0.2, ramp('loudnessRange', inputs.rangeLu, 1.5, 13)],
    [0.2, ramp('keyStrength', inputs.key?.strength, 0.95, 0.6)],
    [0.2, heard(inputs, TAGS.intricate)],
    [0.15, ramp('onsetRate', inputs.onsetRateHz, 0.5, 7)],
  ];
}

function intensity(inputs: ScoreInputs): Weight[] {
  return [
    [0.35, ramp('loudness', inputs.integratedLufs, -30, -7)],
    [0.2, heard(inputs, TAGS.hard)],
    [0.15, notHeard(inputs, TAGS.calm)],
    [0.1, ramp('loudnessRange', inputs.rangeLu, 13, 2)],
    [0.1, ramp('dissonance', inputs.dissonance, 0.47, 0.5)],
    [0.1, ramp('brightness', inputs.spectralCentroidHz, 500, 4000)],
  ];
}

function valence(inputs: ScoreInputs): Weight[] {
  return [
    [0.3, mode(inputs, -1, 1)],
    [0.25, heard(inputs, TAGS.glad)],
    [0.25, notHeard(inputs, TAGS.gloomy)],
    [0.2, ramp('tempo', inputs.tempoBpm, 60, 150)],
  ];
}

function plain(weights: readonly Weight[]): Score | null {
  const weighed = weigh(weights);
  return weighed && { value: weighed.score, confidence: weighed.confidence, reasons: weighed.reasons };
}

function signed(weights: readonly Weight[]): Score | null {
  const score = plain(weights);
  return score && { ...score, value: 2 * score.value - 1 };
}
