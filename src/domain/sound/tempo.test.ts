import { describe, expect, it } from 'vitest';
import { estimateTempo, tempoCandidates } from './tempo';

/** A distribution with mass at these tempos, the rest spread evenly. */
function distribution(masses: Readonly<Record<number, number>>): number[] {
  const rest = 1 - Object.values(masses).reduce((sum, mass) => sum + mass, 0);
  return Array.from({ length: 256 }, (_, i) => (masses[30 + i] ?? 0) + rest / 256);
}

const noOnsets = () => null;

describe('the candidates', () => {
  it('are peaks with the mass around them, heaviest first', () => {
    expect(tempoCandidates(distribution({ 100: 0.3, 101: 0.2, 160: 0.4 }))).toEqual([
      { tempoBpm: expect.closeTo(100, 0), weight: expect.closeTo(0.5, 1) },
      { tempoBpm: expect.closeTo(160, 0), weight: expect.closeTo(0.4, 1) },
    ]);
  });

  it('lie between classes where the mass does', () => {
    expect(tempoCandidates(distribution({ 99: 0.1, 100: 0.4, 101: 0.3 }))[0]?.tempoBpm).toBeGreaterThan(100.1);
  });
});

describe('the tempo', () => {
  it('takes its fine value from the onsets', () => {
    const tempo = estimateTempo({ distribution: distribution({ 128: 0.9 }), witnessBpm: 127.6, finest: () => 128.037 });
    expect(tempo?.tempoBpm).toBe(128.04);
  });

  it('asks the onsets only near the coarse value', () => {
    let asked: number[] = [];
    estimateTempo({ distribution: distribution({ 100: 0.9 }), witnessBpm: null, finest: (...range) => ((asked = range), null) });
    expect(asked).toEqual([expect.closeTo(97, 0), expect.closeTo(103, 0)]);
  });

  it('keeps a sure level against the witness', () => {
    expect(estimateTempo({ distribution: distribution({ 174: 0.85, 87: 0.1 }), witnessBpm: 87, finest: noOnsets })?.tempoBpm).toBeCloseTo(174, 0);
  });

  it('counts slower where the level is divided and the witness counts slower', () => {
    expect(estimateTempo({ distribution: distribution({ 160: 0.66, 80: 0.2 }), witnessBpm: 80.1, finest: noOnsets })?.tempoBpm).toBeCloseTo(80, 0);
  });

  it('is none where neither mass nor witness finds a beat', () => {
    expect(estimateTempo({ distribution: distribution({ 99: 0.07, 115: 0.06 }), witnessBpm: 71, finest: noOnsets })).toBeNull();
  });
});

describe('the confidence', () => {
  const confidence = (witnessBpm: number | null) =>
    estimateTempo({ distribution: distribution({ 120: 0.8 }), witnessBpm, finest: noOnsets })?.confidence ?? NaN;

  it('is the mass when there is no witness', () => expect(confidence(null)).toBeCloseTo(0.8, 1));
  it('grows when the witness agrees', () => expect(confidence(119)).toBeCloseTo(0.9, 1));
  it('shrinks when the witness counts at another level', () => expect(confidence(60)).toBeCloseTo(0.48, 1));
  it('shrinks most when the witness contradicts', () => expect(confidence(93)).toBeCloseTo(0.32, 1));
});
