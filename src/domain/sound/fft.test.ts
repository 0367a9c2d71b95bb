import { describe, expect, it } from 'vitest';
import { Fft } from './fft';

function byDefinition(re: Float64Array, im: Float64Array): readonly [Float64Array, Float64Array] {
  const size = re.length;
  const sums = [new Float64Array(size), new Float64Array(size)] as const;
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) {
      const [c, s] = [Math.cos((2 * Math.PI * i * k) / size), -Math.sin((2 * Math.PI * i * k) / size)];
      sums[0][k] = (sums[0][k] as number) + (re[i] as number) * c - (im[i] as number) * s;
      sums[1][k] = (sums[1][k] as number) + (re[i] as number) * s + (im[i] as number) * c;
    }
  }
  return sums;
}

describe('Fourier transform', () => {
  it.each([1, 2, 4, 8, 64, 128, 512])('of %i values is that of the definition', (size) => {
    const re = Float64Array.from({ length: size }, (_, i) => Math.sin(i * 1.7) + (i % 5));
    const im = Float64Array.from({ length: size }, (_, i) => Math.cos(i * i));
    const [wantedRe, wantedIm] = byDefinition(re, im);
    new Fft(size).transform(re, im);
    const most = Math.max(...Array.from(re, (value, k) => Math.max(Math.abs(value - (wantedRe[k] as number)), Math.abs((im[k] as number) - (wantedIm[k] as number)))));
    expect(most).toBeLessThan(1e-9);
  });
});
