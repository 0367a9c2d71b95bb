import { expect, test } from 'vitest';
import { etaS, rateMeter } from './rate';

test('the rate is unknown before the first files and in the first seconds', () => {
  const meter = rateMeter();
  expect(meter.perSecond(0)).toBeNull();
  meter.add(0, 0);
  meter.add(3, 1_000);
  expect(meter.perSecond(1_000)).toBeNull();
});

test('the rate counts from the beginning of the work', () => {
  const meter = rateMeter();
  meter.add(0, 0);
  for (let second = 1; second <= 10; second++) meter.add(2, second * 1000);
  expect(meter.perSecond(10_000)).toBe(2);
});

test('only the last half minute counts', () => {
  const meter = rateMeter();
  meter.add(100, 0);
  for (let second = 31; second <= 60; second++) meter.add(1, second * 1000);
  expect(meter.perSecond(60_000)).toBe(1);
});

test('a reset forgets', () => {
  const meter = rateMeter();
  meter.add(5, 0);
  meter.reset();
  expect(meter.perSecond(10_000)).toBeNull();
});

test('time left is what remains over the rate, unknown without one, nothing when done', () => {
  expect(etaS(120, 2)).toBe(60);
  expect(etaS(120, null)).toBeNull();
  expect(etaS(0, null)).toBe(0);
});
