// Scores of made signals, each measured as a recording is: what a signal was made for must show.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scoreInputsOf, type ScoreInputs } from '../../src/domain/sound/score-inputs';
import type { ScoreName } from '../../src/domain/sound/evidence';
import { scoresOf } from '../../src/domain/sound/scores';
import { embeddingOf } from './embed-stage';
import { loadEssentia, type MusicTheory } from './essentia';
import { featuresOf } from './features-stage';
import { loadModels, type Models } from './models';
import { heard } from './testing/heard';

const RATE_HZ = 44100;
const SECONDS = 6;

let theory: MusicTheory;
let models: Models;
beforeAll(async () => {
  [theory, models] = await Promise.all([loadEssentia(), loadModels(new URL('/', location.href).href)]);
});
afterAll(() => models.patches.release());

async function inputsOf(sample: (timeS: number) => number): Promise<ScoreInputs> {
  const measured = heard(Float32Array.from({ length: SECONDS * RATE_HZ }, (_, i) => sample(i / RATE_HZ)), RATE_HZ);
  const { soundTags } = await embeddingOf(measured, models.patches);
  // Of tempo and key nothing is known here: the scores do without.
  return scoreInputsOf({ loudness: measured.meters.report().loudness, features: featuresOf(measured, theory), tempo: null, key: null, soundTags });
}

async function valuesOf(name: ScoreName, samples: readonly ((timeS: number) => number)[]): Promise<number[]> {
  const values: number[] = [];
  for (const sample of samples) values.push(scoresOf(await inputsOf(sample))[name]?.value ?? NaN);
  return values;
}

/** −1 to 1, the same on every run. */
const noiseAt = (timeS: number): number => 2 * ((Math.abs(Math.sin(timeS * 12345.678)) * 43758.5453) % 1) - 1;
const tone = (hz: number, timeS: number): number => Math.sin(2 * Math.PI * hz * timeS);
const strings = (timeS: number): number => [220, 277.18, 329.63].reduce((sum, hz) => sum + tone(hz, timeS) + tone(2 * hz, timeS) / 4, 0) / 4;
const kick = (timeS: number, everyS: number): number => Math.exp(-16 * (timeS % everyS)) * tone(55, timeS % everyS);
const hat = (timeS: number, everyS: number): number => Math.exp(-70 * (timeS % everyS)) * noiseAt(timeS);

const growing: readonly (readonly [ScoreName, string, readonly ((timeS: number) => number)[]])[] = [
  ['energy', 'a drone, a slow beat, a fast loud one', [
    (timeS) => 0.03 * strings(timeS), (timeS) => 0.4 * kick(timeS, 1) + 0.06 * strings(timeS), (timeS) => 0.6 * kick(timeS, 0.4) + 0.35 * hat(timeS, 0.1) + 0.1 * strings(timeS),
  ]],
  ['intensity', 'soft strings, loud ones, loud noise over them', [
    (timeS) => 0.02 * strings(timeS), (timeS) => 0.4 * strings(timeS), (timeS) => 0.5 * strings(timeS) + 0.4 * noiseAt(timeS),
  ]],
  ['complexity', 'one level throughout, and one that rises and falls by 30 dB', [
    (timeS) => 0.3 * strings(timeS), (timeS) => 0.3 * strings(timeS) * 10 ** (-1.5 * Math.sin((Math.PI * timeS) / SECONDS) ** 2) + 0.1 * hat(timeS, 0.17),
  ]],
  ['danceability', 'strings, and a steady beat with hats between', [
    (timeS) => 0.1 * strings(timeS) * (0.6 + 0.4 * tone(0.13, timeS)), (timeS) => 0.6 * kick(timeS, 0.5) + 0.3 * hat(timeS + 0.25, 0.5),
  ]],
  ['acousticness', 'electronic noise and beats, and a plucked string', [
    (timeS) => 0.6 * kick(timeS, 0.46875) + 0.3 * hat(timeS, 0.117) + 0.1 * Math.sign(tone(110, timeS)), (timeS) => 0.3 * Math.exp(-3 * (timeS % 0.75)) * strings(timeS),
  ]],
];

it.each(growing)('%s grows: %s', async (name, _, samples) => {
  const values = await valuesOf(name, samples);
  expect(values.filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
  for (let i = 1; i < values.length; i++) expect((values[i] as number) - (values[i - 1] as number)).toBeGreaterThan(0.05);
});

it('are missing for silence, save what the networks say of it', async () => {
  const scores = scoresOf(await inputsOf(() => 0));
  expect([scores.energy, scores.intensity, scores.danceability, scores.complexity]).toEqual([null, null, null, null]);
});
