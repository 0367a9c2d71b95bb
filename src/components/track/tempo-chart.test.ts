import { describe, expect, it } from 'vitest';
import { tempoBars, tempoPlace } from './tempo-chart';

describe('tempo chart', () => {
  it('lets the best candidate stand tallest and marks its whole peak as chosen', () => {
    const candidates = [{ tempoBpm: 120, weight: 0.6 }, { tempoBpm: 122, weight: 0.2 }, { tempoBpm: 60, weight: 0.1 }];
    const bars = tempoBars({ tempoBpm: 120.4, confidence: 0.9, candidates });
    expect(bars.map((bar) => bar.height)).toEqual([1, expect.closeTo(1 / 3), expect.closeTo(1 / 6)]);
    expect(bars.map((bar) => bar.chosen)).toEqual([true, true, false]);
  });

  it('counts a doubling as the same distance anywhere', () => {
    expect(tempoPlace(240) - tempoPlace(120)).toBeCloseTo(tempoPlace(80) - tempoPlace(40));
  });

  it('keeps what is out of range on the chart', () => {
    expect(tempoPlace(10)).toBe(0);
    expect(tempoPlace(1000)).toBe(1);
  });
});
