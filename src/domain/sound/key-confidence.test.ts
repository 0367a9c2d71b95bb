import { describe, expect, it } from 'vitest';
import { hasKey, keyConfidence, steadinessOf } from './key-confidence';
import type { KeyStrength } from './key-profiles';

const IN_TUNE = { semitones: 0, agreement: 0.7 };
const C_MAJOR = { tonic: 0, mode: 'major' } as const;
const strengths = (strength: number): KeyStrength[] => [{ ...C_MAJOR, strength }, { tonic: 9, mode: 'minor', strength: strength - 0.1 }];
/** A frame with the notes of a major scale from this tonic on, its triad loudest. */
const scale = (tonic: number) => [0, 2, 4, 5, 7, 9, 11].map((step) => ({ semitones: tonic + step - 9, amplitude: step === 0 || step === 4 || step === 7 ? 1 : 0.3 }));
const frames = (tonics: readonly number[], each: number) => tonics.flatMap((tonic) => Array.from({ length: each }, () => scale(tonic)));

describe('steadiness', () => {
  it('is high where all parts are in the key, and low where each leans to another', () => {
    expect(steadinessOf(frames([0, 0, 0, 0, 0, 0], 25), IN_TUNE, C_MAJOR)).toBeGreaterThan(0.9);
    expect(steadinessOf(frames([0, 2, 4, 6, 8, 10], 25), IN_TUNE, C_MAJOR)).toBeLessThan(0.2);
  });

  it('leaves silent parts out', () => {
    const pause = Array.from({ length: 25 }, () => []);
    expect(steadinessOf([...frames([0, 0], 25), ...pause, ...frames([0, 0, 0], 25)], IN_TUNE, C_MAJOR)).toBeGreaterThan(0.9);
    expect(steadinessOf(Array.from({ length: 150 }, () => []), IN_TUNE, C_MAJOR)).toBeNull();
  });

  it('is not told of less than a minute', () => expect(steadinessOf(frames([0], 149), IN_TUNE, C_MAJOR)).toBeNull());
});

describe('what has a key', () => {
  it.each([
    ['random clusters: they agree with a key on the whole, not part by part', 0.69, 0.38, 0.7, false],
    ['chromatic dance music under drums', 0.58, 0.57, 0.14, true],
    ['drums: steady, and untuned', 0.62, 0.58, 0.05, false],
    ['a short tune', 0.67, null, 0.7, true],
    ['a short twelve-tone row', 0.61, null, 0.7, false],
    ['an out-of-tune band', 0.84, 0.83, 0.03, true],
  ])('%s', (_, strength, steadiness, agreement, expected) => {
    expect(hasKey(strengths(strength), steadiness, { semitones: 0, agreement })).toBe(expected);
  });
});

describe('confidence', () => {
  it('is shared where two keys agree alike, and none is left for others where one stands out', () => {
    expect(keyConfidence([{ ...C_MAJOR, strength: 0.8 }, { tonic: 9, mode: 'minor', strength: 0.8 }])).toBeCloseTo(0.5);
    expect(keyConfidence([{ ...C_MAJOR, strength: 0.9 }, { tonic: 9, mode: 'minor', strength: 0.5 }])).toBeGreaterThan(0.99);
  });
});
