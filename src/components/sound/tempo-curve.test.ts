import { describe, expect, it } from 'vitest';
import { tempoPlace } from '../track/tempo-chart';
import { tempoCurve } from './tempo-curve';

const at120 = Uint8Array.from({ length: 256 }, (_, i) => (i === 90 ? 200 : 0));

describe('the curve of tempos', () => {
  it('is highest at the likeliest tempo, and nothing where none is likely', () => {
    expect(tempoCurve(at120)).toContain(`${Math.round(tempoPlace(120) * 10_000) / 10} 4L`);
    expect(tempoCurve(new Uint8Array(256))).toBe('');
  });
});
