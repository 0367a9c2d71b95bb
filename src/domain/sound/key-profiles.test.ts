import { describe, expect, it } from 'vitest';
import { keyOf } from './key-name';
import { EDMA, keyStrengths } from './key-profiles';

// Answers of essentia 2.1b6.dev1389: Key(profileType='edma', usePolyphony=False, useThreeChords=False, pcpSize=12), whose chroma begins at A.
const ESSENTIA = [
  { chroma: [0.8106, 0.5052, 0.0112, 0.9163, 0.0522, 0.5735, 0.0242, 0.3983, 1.0, 0.1251, 0.5285, 0.0597], key: 'Ab', scale: 'major', strength: 0.88334 },
  { chroma: [0.2203, 0.5524, 0.8629, 0.1466, 0.5441, 0.0269, 1.0, 0.611, 0.1427, 0.5042, 0.1211, 0.9832], key: 'B', scale: 'minor', strength: 0.89893 },
  { chroma: [0.1773, 0.6521, 0.9647, 0.1353, 0.4845, 0.4013, 0.3452, 1.0, 0.142, 0.5464, 0.2773, 0.8117], key: 'G', scale: 'major', strength: 0.78907 },
  { chroma: [0.0061, 1.0, 0.5597, 0.1186, 0.4255, 0.1508, 0.918, 0.237, 0.4477, 0.8435, 0.1382, 0.5162], key: 'F#', scale: 'minor', strength: 0.89414 },
  { chroma: [0.0106, 0.5971, 0.078, 0.4004, 1.0, 0.0955, 0.5483, 0.0739, 0.8392, 0.4887, 0.0841, 0.9796], key: 'E', scale: 'major', strength: 0.88642 },
] as const;

describe('the strength of a key', () => {
  it.each(ESSENTIA)('is the one that essentia gives: $key $scale', ({ chroma, key, scale, strength }) => {
    const best = keyStrengths(chroma, EDMA)[0];
    expect(best).toMatchObject({ ...keyOf(key, scale) });
    expect(best?.strength).toBeCloseTo(strength, 4);
  });

  it('is given for all 24 keys, strongest first', () => {
    const strengths = keyStrengths(ESSENTIA[0].chroma, EDMA).map((each) => each.strength);
    expect(strengths).toHaveLength(24);
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
  });

  it('is given for none where all pitch classes sound alike, or nothing is a number', () => {
    expect([keyStrengths(Array(12).fill(1), EDMA), keyStrengths(Array(12).fill(NaN), EDMA)]).toEqual([[], []]);
  });
});
