import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tappedTempo, withTap } from './tap-tempo';

const taps = (intervalsMs: readonly number[]) => intervalsMs.reduce<readonly number[]>((all, interval) => withTap(all, (all.at(-1) ?? 0) + interval), withTap([], 0));

describe('tapping along', () => {
  it('needs four taps', () => {
    expect(tappedTempo(taps([500, 500]))).toBeNull();
    expect(tappedTempo(taps([500, 500, 500]))).toBeCloseTo(120);
  });

  it('is not moved by a missed tap, a doubled one or a slip', () => {
    expect(tappedTempo(taps([500, 500, 1000, 500, 500]))).toBeCloseTo(120);
    expect(tappedTempo(taps([500, 500, 120, 500, 500]))).toBeCloseTo(120);
    expect(tappedTempo(taps([500, 500, 800, 500, 500]))).toBeCloseTo(120);
  });

  it('evens out what hands do', () => {
    expect(tappedTempo(taps([480, 520, 495, 505, 510, 490]))).toBeCloseTo(120);
  });

  it('begins anew after a pause', () => {
    expect(tappedTempo(taps([300, 300, 300, 4000, 600, 600, 600]))).toBeCloseTo(100);
  });

  it('goes with the hand when it settles on another tempo', () => {
    expect(tappedTempo(taps([...Array(10).fill(500), ...Array(16).fill(400)] as number[]))).toBeCloseTo(150);
  });

  it('says a tempo between the slowest and the fastest pair of taps, or none', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 150, max: 2400 }), { minLength: 3, maxLength: 16 }), (intervals) => {
      const bpm = tappedTempo(taps(intervals));
      return bpm === null || (bpm >= 60_000 / Math.max(...intervals) - 1e-6 && bpm <= (60_000 / Math.min(...intervals)) * 1.34);
    }));
  });
});
