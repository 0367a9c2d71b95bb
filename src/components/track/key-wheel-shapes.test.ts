import { describe, expect, it } from 'vitest';
import { wheelSlices } from './key-wheel-shapes';

describe('the picture of the wheel', () => {
  it('shows each of the 24 keys once', () => {
    expect(new Set(wheelSlices().map((slice) => slice.code)).size).toBe(24);
  });

  it('has 12 at the top, 3 at the right and minor inside', () => {
    const at = (code: string) => wheelSlices().find((slice) => slice.code === code);
    expect(at('12B')).toMatchObject({ labelX: 0, labelY: -82.5 });
    expect(at('3A')).toMatchObject({ labelX: 51, labelY: 0 });
  });
});
