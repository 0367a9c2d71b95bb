import { describe, expect, it } from 'vitest';
import { meanBass, withBass } from './key-bass';
import type { KeyStrength } from './key-profiles';

const A_FLAT_MAJOR: KeyStrength = { tonic: 8, mode: 'major', strength: 0.88 };
const F_MINOR: KeyStrength = { tonic: 5, mode: 'minor', strength: 0.865 };
const B_MINOR: KeyStrength = { tonic: 11, mode: 'minor', strength: 0.4 };

const tone = (semitones: number, amplitude: number) => ({ semitones, amplitude });
const bassOn = (...tonics: number[]) => Array.from({ length: 12 }, (_, pitchClass) => (tonics.includes(pitchClass) ? 1 : 0));

describe('what the bass adds', () => {
  it('decides between a key and its relative, which share their notes', () => {
    const bestOver = (bass: readonly number[]) => withBass([A_FLAT_MAJOR, F_MINOR, B_MINOR], bass)[0];
    expect(bestOver(bassOn(5))).toMatchObject({ tonic: 5, mode: 'minor' });
    expect(bestOver(bassOn(8))).toMatchObject({ tonic: 8, mode: 'major' });
  });

  it('makes no key of one that the notes speak against', () => {
    for (let tonic = 0; tonic < 12; tonic++) expect(withBass([A_FLAT_MAJOR, F_MINOR, B_MINOR], bassOn(tonic))[2]).toMatchObject({ tonic: 11 });
  });

  it('is nothing where there is no bass', () => {
    expect(withBass([A_FLAT_MAJOR, F_MINOR], Array(12).fill(0))).toEqual([A_FLAT_MAJOR, F_MINOR]);
  });
});

describe('the bass', () => {
  it('is what sounds to G3, and a soft frame counts as much as a loud one', () => {
    // A2 and, higher than a bass, a′; then E2 softly, and G♯3, which is one semitone too high.
    const bass = meanBass([[tone(-24, 1), tone(0, 1)], [tone(-29, 0.01), tone(-13, 0.01)]], 0);
    expect([...bass]).toEqual([0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0, 0]);
  });
});
