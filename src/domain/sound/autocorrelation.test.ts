import { expect, it } from 'vitest';
import { autocorrelation } from './autocorrelation';

const pulses = (length: number, every: number) => Float32Array.from({ length }, (_, i) => (i % every === 0 ? 1 : 0));

it('is 1 at no lag and where a curve repeats, and less between', () => {
  const likeness = autocorrelation(pulses(20000, 50), 200);
  expect(likeness[0]).toBeCloseTo(1, 9);
  expect(likeness[50]).toBeCloseTo(1, 1);
  expect(likeness[25]).toBeCloseTo(0, 9);
});

it('is the same as sums of products', () => {
  const values = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i * i));
  const product = (lag: number) => values.reduce((sum, value, i) => sum + value * (values[i + lag] ?? 0), 0) * (300 / (300 - lag));
  expect(autocorrelation(values, 20)[7]).toBeCloseTo(product(7) / product(0), 5);
});

it('is zero for silence, and past half of a short curve', () => {
  expect([...autocorrelation(new Float32Array(100), 3)]).toEqual([0, 0, 0, 0]);
  expect(autocorrelation(pulses(100, 10), 60)[60]).toBe(0);
});
