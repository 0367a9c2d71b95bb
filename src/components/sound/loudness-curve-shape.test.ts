import { describe, expect, it } from 'vitest';
import { loudnessAt, loudnessPath, loudnessScale, loudnessY } from './loudness-curve-shape';

describe('the loudness curve', () => {
  it('shows 30 LU at least, and more where the music is quiet', () => {
    expect(loudnessScale([-9, -10, -11])).toEqual({ bottomLufs: -30, marks: [-10, -20] });
    expect(loudnessScale([-20, -45, -44])).toEqual({ bottomLufs: -50, marks: [-10, -20, -30, -40] });
    expect(loudnessScale([null])).toEqual({ bottomLufs: -30, marks: [-10, -20] });
  });

  it('leaves a fade-out at the bottom', () => {
    const curve = [...Array<number>(99).fill(-12), -60];
    expect(loudnessScale(curve).bottomLufs).toBe(-30);
    expect(loudnessY(-60, loudnessScale(curve))).toBe(1);
  });

  it('draws silence at the bottom, and nothing of nothing', () => {
    const scale = { bottomLufs: -40, marks: [] };
    expect(loudnessPath([-20, null], scale)).toEqual({ line: 'M0 50L0.5 50L1.5 100L2 100', area: 'M0 50L0.5 50L1.5 100L2 100V100H0Z' });
    expect(loudnessPath([], scale).line).toBe('');
  });

  it('tells the loudness at a place', () => {
    expect([0, 0.5, 1].map((part) => loudnessAt([-20, null, -10], part))).toEqual([-20, null, -10]);
  });
});
