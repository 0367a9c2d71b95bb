import { expect, it } from 'vitest';
import { withoutDamage } from './damage';

it('samples without damage stay the same, loud ones too', () => {
  const samples = Float32Array.of(0, -1.5, 64, -64);
  expect(withoutDamage(samples)).toBe(samples);
});

it('what is no sound becomes silence, in a copy', () => {
  const samples = Float32Array.of(0.5, NaN, Infinity, -65, 0.25);
  expect([...withoutDamage(samples)]).toEqual([0.5, 0, 0, 0, 0.25]);
  expect(samples[1]).toBeNaN();
});
