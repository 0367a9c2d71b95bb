import { expect, test } from 'vitest';
import { createRate } from './rate';

test('a rate is the mean of the last minute, or of the time since the start', () => {
  const clock = { nowMs: 5_000 };
  const rate = createRate(() => clock.nowMs);
  expect(rate.perSecond()).toBe(0);
  rate.add(10);
  expect(rate.perSecond()).toBe(10);
  clock.nowMs += 9_000;
  rate.add(10);
  expect(rate.perSecond()).toBe(2);
  clock.nowMs += 50_000;
  expect(rate.perSecond()).toBeCloseTo(20 / 60);
  clock.nowMs += 1_000;
  expect(rate.perSecond()).toBeCloseTo(10 / 60);
});

test('what is long past counts no more, however long nobody asked', () => {
  const clock = { nowMs: 0 };
  const rate = createRate(() => clock.nowMs);
  for (let second = 0; second < 200; second++) {
    clock.nowMs = second * 1_000;
    rate.add();
  }
  expect(rate.perSecond()).toBe(1);
  clock.nowMs += 3_600_000;
  expect(rate.perSecond()).toBe(0);
});
