import { describe, expect, it } from 'vitest';
import { danceabilityOf } from './danceability';
import reference from './reference.json';
import { REFERENCE_RATE_HZ, referenceSignals } from './test-signals';

const RATE_HZ = 8000;

/** Noise whose level is given for each time. */
function shaped(seconds: number, levelAt: (timeS: number) => number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: seconds * RATE_HZ }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return levelAt(i / RATE_HZ) * (state / 2147483648 - 1);
  });
}

describe('danceability', () => {
  it.each(['chords', 'drums', 'sweep'] as const)('equals essentia’s Python build for %s', (name) => {
    expect((danceabilityOf(referenceSignals[name](), REFERENCE_RATE_HZ) ?? NaN) / reference[name].danceability).toBeCloseTo(1, 4);
  });

  it('is higher for a beat than for a level that drifts', () => {
    const [beat, drift] = [shaped(30, (timeS) => Math.exp(-8 * (timeS % 0.5))), shaped(30, (timeS) => 0.5 + 0.4 * Math.sin(timeS / 3))].map((samples) => danceabilityOf(samples, RATE_HZ));
    expect(beat).toBeGreaterThan(2 * (drift ?? Infinity));
  });

  it('is the same however loud the music is', () => {
    const loud = shaped(20, (timeS) => Math.exp(-3 * (timeS % 0.7)));
    expect(danceabilityOf(loud.map((x) => x / 1024), RATE_HZ)).toBeCloseTo(danceabilityOf(loud, RATE_HZ) ?? NaN, 6);
  });

  it('is none for silence, for a level that never changes, and for nothing', () => {
    for (const samples of [new Float32Array(4 * RATE_HZ), new Float32Array(4 * RATE_HZ).fill(0.5), shaped(0.3, () => 1), new Float32Array(0)]) expect(danceabilityOf(samples, RATE_HZ)).toBeNull();
  });
});
