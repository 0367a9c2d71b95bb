import { describe, expect, it } from 'vitest';
import type { EvidenceInput } from '../../domain/sound/evidence';
import en from '../../locales/en';
import { factOf, verdictOf } from './reasons';

const INPUTS: readonly EvidenceInput[] = [
  'loudness', 'loudnessRange', 'tempo', 'mode', 'keyStrength', 'onsetRate', 'dynamicComplexity', 'danceFeature', 'brightness', 'dissonance', 'tag',
  'energy', 'danceability', 'acousticness', 'instrumentalness', 'speechiness', 'complexity', 'intensity', 'valence',
];

describe('reasons', () => {
  it('has words for every input, whatever its value', () => {
    const words = INPUTS.flatMap((input) => [-0.5, 0, 0.2, 0.5].map((value) => factOf({ input, value }).words));
    expect(words.filter((word) => !(word in en.sound.reason.fact))).toEqual([]);
  });

  it('says minor of a negative mode, and that a faint tag is hardly heard', () => {
    expect(factOf({ input: 'mode', value: -0.7 })).toMatchObject({ words: 'minor', value: 0.7 });
    expect(factOf({ input: 'tag', value: 0.02 }).words).toBe('tagNot');
    expect(factOf({ input: 'tag', value: 0.2 }).words).toBe('tagFaint');
    expect(factOf({ input: 'tag', value: 0.4 }).words).toBe('tag');
  });

  it('tells what speaks for from what speaks against', () => {
    expect([1, 0.7, 0.5, 0.3, 0].map(verdictOf)).toEqual(['strongly', 'rather', 'neutral', 'ratherNot', 'not']);
  });
});
