import { beforeAll, describe, expect, it } from 'vitest';
import type { Features } from '../../src/domain/sound/features';
import { loadEssentia, type MusicTheory } from './essentia';
import { featuresOf } from './features-stage';
import reference from './features/reference.json';
import { referenceSignals } from './features/test-signals';
import { heard } from './testing/heard';

let theory: MusicTheory;
beforeAll(async () => {
  theory = await loadEssentia();
});

function numbersOf(features: Features | null): number[] {
  return Object.values(features ?? { none: NaN }).flatMap((value: Features[keyof Features]) =>
    value === null ? [] : typeof value === 'number' ? [value] : value instanceof Float32Array ? [...value] : [value.mean, value.deviation]);
}

const signalOf = (seconds: number, rateHz: number, sample: (i: number) => number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => sample(i));

describe('rhythm and dynamics equal those of essentia’s Python build', () => {
  it.each(['chords', 'drums', 'sweep'] as const)('for %s', (name) => {
    const signal = referenceSignals[name]();
    const theirs = reference[name];
    expect(theory.onsetRateHz(signal)).toBeCloseTo(theirs.onsetRateHz, 4);
    expect(theory.dynamicComplexityDb(signal)).toBeCloseTo(theirs.dynamicComplexityDb, 3);
  });
});

describe('features of a recording', () => {
  it('are those of its sound, whatever its rate', () => {
    const chords = (rateHz: number) => signalOf(6, rateHz, (i) => {
      const timeS = i / rateHz;
      return 0.2 * Math.exp(-3 * (timeS % 0.5)) * [220, 277.18, 329.63].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * timeS), 0);
    });
    const [at44, at48] = [featuresOf(heard(chords(44100), 44100), theory), featuresOf(heard(chords(48000), 48000), theory)];
    expect(at44?.onsetRateHz).toBeCloseTo(2, 0);
    expect(at48?.onsetRateHz).toBeCloseTo(at44?.onsetRateHz ?? NaN, 1);
    expect((at48?.spectralCentroidHz.mean ?? NaN) / (at44?.spectralCentroidHz.mean ?? NaN)).toBeCloseTo(1, 1);
    // A, C♯ and E stand out of the pitch classes from A.
    const loudest = [...(at48?.chroma ?? [])].slice(0, 12).map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value).slice(0, 3).map(({ i }) => i);
    expect(loudest.sort((a, b) => a - b)).toEqual([0, 4, 7]);
  });

  it('are none for silence and for less than a second', () => {
    expect(featuresOf(heard(new Float32Array(5 * 44100), 44100), theory)).toBeNull();
    expect(featuresOf(heard(signalOf(0.9, 44100, (i) => Math.sin(i / 20)), 44100), theory)).toBeNull();
  });

  it.each([
    ['one second of sound', 1, 44100, (i: number) => Math.sin(i / 20)], ['a constant', 4, 44100, () => 0.5], ['clicks in silence', 4, 44100, (i: number) => (i % 9000 === 0 ? 1 : 0)],
    ['8 kHz', 4, 8000, (i: number) => Math.sin(i / 3) * Math.sin(i / 3000)], ['192 kHz', 2, 192000, (i: number) => Math.sin(i / 80)],
    ['a damaged float file', 4, 44100, (i: number) => (i % 40000 === 7 ? NaN : i % 30000 === 9 ? 1e30 : 0.5 * Math.sin(i / 9) * Math.sin(i / 4000))],
  ] as const)('are numbers for %s', (_, seconds, rateHz, sample) => {
    const features = featuresOf(heard(signalOf(seconds, rateHz, sample), rateHz), theory);
    expect(numbersOf(features).filter((value) => !Number.isFinite(value))).toEqual([]);
  });
});
