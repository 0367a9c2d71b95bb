import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelNamesOf, labelsOf } from './labels';
import { scoreInputsOf, type ScoreInputs } from './score-inputs';
import { scoresOf, scoreValuesOf, valuesOfScores, type Scores } from './scores';
import { soundTagNames } from './sound-tags';
import { TAGS } from './tag-groups';
import type { ScoreName } from './evidence';

const NAMES: readonly ScoreName[] = ['energy', 'danceability', 'acousticness', 'instrumentalness', 'speechiness', 'complexity', 'intensity', 'valence'];

/** Activations of 100 tags: these, and hardly anything else. */
function tags(heard: Readonly<Record<string, number>>): Float32Array {
  return Float32Array.from(soundTagNames, (name) => heard[name] ?? 0.01);
}

const metal: ScoreInputs = {
  integratedLufs: -7, rangeLu: 4, tempoBpm: 160, key: { mode: 'minor', strength: 0.6 }, onsetRateHz: 6, dynamicComplexityDb: 2, danceability: 0.9,
  spectralCentroidHz: 3200, dissonance: 0.48, soundTags: tags({ metal: 0.7, 'heavy metal': 0.5, 'hard rock': 0.3, guitar: 0.3, loud: 0.2, 'male vocal': 0.2 }),
};
const ballad: ScoreInputs = {
  integratedLufs: -22, rangeLu: 12, tempoBpm: 66, key: { mode: 'minor', strength: 0.85 }, onsetRateHz: 1.5, dynamicComplexityDb: 4, danceability: 0.7,
  spectralCentroidHz: 900, dissonance: 0.35, soundTags: tags({ acoustic: 0.5, folk: 0.4, sad: 0.3, guitar: 0.5, mellow: 0.4, 'female vocal': 0.5, slow: 0.4, soft: 0.2 }),
};
const house: ScoreInputs = {
  integratedLufs: -9, rangeLu: 4, tempoBpm: 124, key: { mode: 'major', strength: 0.7 }, onsetRateHz: 5, dynamicComplexityDb: 2, danceability: 1.7,
  spectralCentroidHz: 2600, dissonance: 0.42, soundTags: tags({ house: 0.6, dance: 0.6, electronic: 0.5, beat: 0.4, party: 0.3, happy: 0.2, instrumental: 0.2 }),
};

const unknown = fc.option(fc.double({ min: -100, max: 300, noNaN: true }));
const anyInputs: fc.Arbitrary<ScoreInputs> = fc.record({
  integratedLufs: unknown, rangeLu: unknown, tempoBpm: unknown, onsetRateHz: unknown, dynamicComplexityDb: unknown, danceability: unknown,
  spectralCentroidHz: fc.option(fc.double({ min: 0, max: 20_000, noNaN: true })), dissonance: unknown,
  key: fc.option(fc.record({ mode: fc.constantFrom('major' as const, 'minor' as const), strength: fc.double({ min: 0, max: 1, noNaN: true }) })),
  soundTags: fc.option(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 100, maxLength: 100 })),
}, { requiredKeys: [] });

const valueOf = (scores: Scores, name: ScoreName): number => scores[name]?.value ?? NaN;

describe('scores', () => {
  it('lie in their ranges, and their shares add up, whatever is known', () => {
    fc.assert(fc.property(anyInputs, (inputs) => {
      const scores = scoresOf(inputs);
      for (const name of NAMES) {
        const score = scores[name];
        if (!score) continue;
        expect(score.value).toBeGreaterThanOrEqual(name === 'valence' ? -1 : 0);
        expect(score.value).toBeLessThanOrEqual(1);
        expect(score.confidence).toBeGreaterThanOrEqual(0.5);
        expect(score.confidence).toBeLessThanOrEqual(1);
        expect(score.reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }
    }));
  });

  it('are missing where nothing is known, not in the middle', () => {
    for (const name of NAMES) expect(scoresOf({})[name]).toBeNull();
    expect(scoresOf({ tempoBpm: 120 }).energy).toBeNull();
    expect(scoresOf({ integratedLufs: -10, tempoBpm: 120 }).acousticness).toBeNull();
  });

  it('are computed from what is there, without what is missing', () => {
    const rest = { ...metal, onsetRateHz: undefined };
    const score = scoresOf(rest).energy;
    expect(score?.confidence).toBeCloseTo(0.8, 9);
    expect(score?.reasons.map(({ input }) => input)).not.toContain('onsetRate');
    // The missing part neither pulls to the middle nor to 0: only what is there counts.
    expect(valueOf(scoresOf({ ...rest, onsetRateHz: 0 }), 'energy')).toBeLessThan(score?.value ?? NaN);
  });

  it('keep a real 0', () => {
    const silentTags = new Float32Array(100);
    expect(scoresOf({ integratedLufs: -30, tempoBpm: 60, onsetRateHz: 0, soundTags: tags({ slow: 0.5 }) }).energy?.value).toBeLessThan(0.01);
    expect(scoresOf({ soundTags: tags({ vocals: 0.6, instrumental: 0, 'no vocals': 0, 'no vocal': 0, 'no voice': 0 }) }).instrumentalness?.value).toBe(0);
    expect(scoresOf({ soundTags: silentTags, key: { mode: 'major', strength: 0 }, tempoBpm: 105 }).valence?.reasons.some(({ input, value }) => input === 'mode' && value === 0)).toBe(true);
  });

  it('tell metal, a ballad and house apart', () => {
    const [a, b, c] = [scoresOf(metal), scoresOf(ballad), scoresOf(house)];
    expect(valueOf(a, 'intensity')).toBeGreaterThan(0.8);
    expect(valueOf(b, 'intensity')).toBeLessThan(0.4);
    expect(valueOf(b, 'acousticness')).toBeGreaterThan(0.8);
    expect(valueOf(a, 'acousticness')).toBeLessThan(0.2);
    expect(valueOf(c, 'danceability')).toBeGreaterThan(0.85);
    expect(valueOf(b, 'danceability')).toBeLessThan(0.4);
    expect(valueOf(c, 'valence')).toBeGreaterThan(0.3);
    expect(valueOf(b, 'valence')).toBeLessThan(-0.3);
    expect(valueOf(b, 'instrumentalness')).toBeLessThan(valueOf(c, 'instrumentalness'));
  });

  const growing: readonly (readonly [ScoreName, keyof ScoreInputs, 1 | -1])[] = [
    ['energy', 'integratedLufs', 1], ['energy', 'tempoBpm', 1], ['energy', 'onsetRateHz', 1], ['intensity', 'integratedLufs', 1], ['intensity', 'rangeLu', -1],
    ['intensity', 'spectralCentroidHz', 1], ['danceability', 'danceability', 1], ['danceability', 'rangeLu', -1], ['complexity', 'dynamicComplexityDb', 1],
    ['complexity', 'rangeLu', 1], ['valence', 'tempoBpm', 1],
  ];
  it.each(growing)('%s follows %s', (name, input, direction) => {
    fc.assert(fc.property(anyInputs, fc.tuple(fc.double({ min: -40, max: 200, noNaN: true }), fc.double({ min: -40, max: 200, noNaN: true })), (inputs, pair) => {
      const [low, high] = [Math.min(...pair), Math.max(...pair)];
      const [before, after] = [scoresOf({ ...inputs, [input]: low })[name], scoresOf({ ...inputs, [input]: high })[name]];
      if (before && after) expect((after.value - before.value) * direction).toBeGreaterThanOrEqual(-1e-9);
      expect(before === null).toBe(after === null);
    }));
  });

  it.each([['energy', 'loud', 1], ['danceability', 'house', 1], ['acousticness', 'acoustic', 1], ['acousticness', 'synth', -1], ['instrumentalness', 'vocals', -1],
    ['instrumentalness', 'no vocals', 1], ['speechiness', 'hip-hop', 1], ['valence', 'happy', 1], ['valence', 'sad', -1]] as const)('%s follows the tag “%s”', (name, tag, direction) => {
    const [weak, strong] = [scoresOf({ ...ballad, soundTags: tags({ [tag]: 0.05 }) }), scoresOf({ ...ballad, soundTags: tags({ [tag]: 0.4 }) })];
    expect((valueOf(strong, name) - valueOf(weak, name)) * direction).toBeGreaterThan(0.05);
  });

  it('are the same numbers without their reasons', () => {
    fc.assert(fc.property(anyInputs, (inputs) => {
      const scores = scoresOf(inputs);
      expect(scoreValuesOf(inputs)).toEqual(valuesOfScores(scores));
      for (const name of NAMES) {
        const made = scores[name]?.reasons.reduce((sum, { share, strength }) => sum + share * strength, 0);
        if (made !== undefined) expect(valueOf(scores, name)).toBeCloseTo(name === 'valence' ? 2 * made - 1 : made, 9);
      }
    }));
  });

  it('take what is stored of a recording', () => {
    const spread = { mean: 0.4, deviation: 0.1 };
    const features = {
      danceability: null, onsetRateHz: 0, dynamicComplexityDb: 3, zeroCrossingRate: spread, dissonance: spread, spectralCentroidHz: { mean: 1500, deviation: 200 },
      spectralRolloffHz: spread, spectralFlux: spread, spectralFlatness: spread, spectralContrast: new Float32Array(12), mfcc: new Float32Array(26), chroma: new Float32Array(24),
    };
    const sound = { loudness: { integratedLufs: -9, samplePeakDbfs: 0, rangeLu: 5 }, tempo: null, key: null, soundTags: null };
    expect(scoreInputsOf({ ...sound, features })).toMatchObject({
      integratedLufs: -9, rangeLu: 5, key: null, soundTags: null, danceability: null, onsetRateHz: 0, dynamicComplexityDb: 3, spectralCentroidHz: 1500, dissonance: 0.4,
    });
    // Analysed before features were, or silent: what is missing stays so.
    for (const absent of [undefined, null]) expect(scoreInputsOf({ ...sound, features: absent }).onsetRateHz).toBeUndefined();
  });

  it('take no tags of silence, in which the networks name instruments all the same', () => {
    const sound = { loudness: { integratedLufs: null, samplePeakDbfs: null }, tempo: null, key: null, soundTags: tags({ guitar: 0.3, piano: 0.2 }), features: null };
    expect(Object.values(scoresOf(scoreInputsOf(sound)))).toEqual(NAMES.map(() => null));
    expect(scoreInputsOf({ ...sound, loudness: { integratedLufs: null, samplePeakDbfs: -20 } }).soundTags).toBe(sound.soundTags);
  });

  it('name tags that the networks know', () => {
    for (const name of Object.values(TAGS).flat()) expect(soundTagNames).toContain(name);
  });
});

describe('labels', () => {
  const namesOf = (inputs: ScoreInputs) => {
    const { moods, energyLevel, atmospheres, uses } = labelsOf(inputs, scoresOf(inputs));
    return { moods: moods.map(({ name }) => name), energy: energyLevel?.name ?? null, atmospheres: atmospheres.map(({ name }) => name), uses: uses.map(({ name }) => name) };
  };

  it('say of metal that it is aggressive, of a ballad that it is melancholic and intimate, of house that it is for a party', () => {
    expect(namesOf(metal)).toMatchObject({ energy: 'high', moods: expect.arrayContaining(['aggressive', 'energetic']), uses: expect.arrayContaining(['workout']) });
    expect(namesOf(ballad)).toMatchObject({ energy: 'low', moods: expect.arrayContaining(['melancholic', 'chill']), atmospheres: expect.arrayContaining(['intimate']) });
    expect(namesOf(house)).toMatchObject({ moods: expect.arrayContaining(['uplifting']), atmospheres: expect.arrayContaining(['dancefloor']), uses: expect.arrayContaining(['party']) });
  });

  it('do not contradict themselves', () => {
    for (const inputs of [metal, ballad, house]) {
      const { moods } = namesOf(inputs);
      expect(moods.includes('dark') && moods.includes('bright')).toBe(false);
      expect(moods.includes('energetic') && moods.includes('chill')).toBe(false);
    }
  });

  it('say nothing where nothing is known', () => {
    expect(labelsOf({}, scoresOf({}))).toEqual({ moods: [], energyLevel: null, atmospheres: [], uses: [] });
  });

  it('give reasons, the strongest first, that make up the score', () => {
    fc.assert(fc.property(anyInputs, (inputs) => {
      const { moods, atmospheres, uses } = labelsOf(inputs, scoresOf(inputs));
      for (const label of [...moods, ...atmospheres, ...uses]) {
        const parts = label.reasons.map(({ share, strength }) => share * strength);
        expect(label.score).toBeGreaterThanOrEqual(0.6);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(label.score, 9);
        expect([...parts].sort((a, b) => b - a)).toEqual(parts);
      }
    }));
  });

  it('are the same names without their reasons, in the same order', () => {
    fc.assert(fc.property(anyInputs, (inputs) => {
      const { energy, ...others } = namesOf(inputs);
      expect(labelNamesOf(inputs, scoreValuesOf(inputs))).toEqual({ ...others, energyLevel: energy });
    }));
  });

  it('put every energy in one level, surer away from the edges', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
      const level = labelsOf({}, { ...scoresOf({}), energy: { value, confidence: 1, reasons: [] } }).energyLevel;
      expect(level?.name).toBe(value < 0.35 ? 'low' : value < 0.65 ? 'medium' : 'high');
      expect(level?.score).toBeGreaterThanOrEqual(0.5);
    }));
  });
});
