import { describe, expect, it } from 'vitest';
import type { Spread } from '../../../src/domain/sound/features';
import { FrameStatistics, type FrameFeatures } from './frame-features';
import reference from './reference.json';
import { PAIR_SAMPLES } from './spectra';
import { referenceSignals } from './test-signals';

const PAIRS = 40;

function featuresOf(signal: Float32Array): FrameFeatures | null {
  const statistics = new FrameStatistics();
  for (let pair = 0; pair < PAIRS; pair++) {
    const start = Math.floor(((signal.length - PAIR_SAMPLES) * (pair + 0.5)) / PAIRS);
    statistics.add(signal.subarray(start, start + PAIR_SAMPLES));
  }
  return statistics.report();
}

const SINGLE = ['zeroCrossingRate', 'dissonance', 'spectralCentroidHz', 'spectralRolloffHz', 'spectralFlatness', 'spectralFlux'] as const;
const PACKED = ['spectralContrast', 'mfcc', 'chroma'] as const;

/** Largest difference, as a part of the largest value. */
function difference(own: ArrayLike<number>, theirs: ArrayLike<number>): number {
  const scale = Math.max(...Array.from(theirs, Math.abs));
  return Math.max(...Array.from(own, (value, i) => Math.abs(value - (theirs[i] as number)) / scale));
}

const pairOf = ({ mean, deviation }: Spread): readonly number[] => [mean, deviation];

describe.each(['chords', 'drums', 'sweep'] as const)('features of the spectra of %s', (name) => {
  const own = featuresOf(referenceSignals[name]());
  const theirs = reference[name];

  it.each(SINGLE)('%s equals essentia’s', (feature) => {
    expect(difference(pairOf(own?.[feature] ?? { mean: NaN, deviation: NaN }), pairOf(theirs[feature]))).toBeLessThan(1e-4);
  });

  it.each(PACKED)('%s equals essentia’s', (feature) => {
    expect(own?.[feature]).toHaveLength(theirs[feature].length);
    expect(difference(own?.[feature] ?? [], theirs[feature])).toBeLessThan(1e-4);
  });
});

describe('features of spectra', () => {
  it('are none for silence, for a hiss nobody hears, and for what is no number', () => {
    expect(featuresOf(new Float32Array(PAIR_SAMPLES * 3))).toBeNull();
    expect(featuresOf(Float32Array.from({ length: PAIR_SAMPLES * 3 }, (_, i) => ((i * 7919) % 13 - 6) * 1e-6))).toBeNull();
    expect(featuresOf(new Float32Array(PAIR_SAMPLES * 3).fill(NaN))).toBeNull();
  });

  it('leave pauses out: they are those of what sounds', () => {
    const drums = referenceSignals.drums().subarray(0, 2 * PAIR_SAMPLES);
    const paused = new FrameStatistics();
    const whole = new FrameStatistics();
    for (const start of [0, PAIR_SAMPLES]) {
      whole.add(drums.subarray(start, start + PAIR_SAMPLES));
      paused.add(drums.subarray(start, start + PAIR_SAMPLES));
      paused.add(new Float32Array(PAIR_SAMPLES));
    }
    expect(paused.report()).toEqual(whole.report());
  });

  it.each([
    ['a constant', () => 0.5], ['single clicks', (i: number) => (i % 5000 === 0 ? 1 : 0)], ['the loudest square wave', (i: number) => (i % 100 < 50 ? 1 : -1)],
    ['samples far beyond full scale', (i: number) => 1e6 * Math.sin(i)], ['every second sample', (i: number) => (i % 2 === 0 ? 1 : -1)],
  ] as const)('are numbers for %s', (_, sample) => {
    const own = featuresOf(Float32Array.from({ length: 3 * PAIR_SAMPLES }, (_value, i) => sample(i)));
    const values = [...SINGLE.flatMap((feature) => pairOf(own?.[feature] ?? { mean: NaN, deviation: NaN })), ...PACKED.flatMap((feature) => [...(own?.[feature] ?? [NaN])])];
    expect(values.filter((value) => !Number.isFinite(value))).toEqual([]);
  });
});
