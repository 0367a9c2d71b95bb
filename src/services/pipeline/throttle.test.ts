import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from './throttle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first call acts at once, a burst acts once more at the end', async () => {
  let acted = 0;
  const call = throttled(() => acted++, () => 100, () => Date.now());
  call();
  expect(acted).toBe(1);
  call();
  call();
  await vi.advanceTimersByTimeAsync(100);
  expect(acted).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(acted).toBe(2);
});

test('the wait follows from how long the act took', async () => {
  const begun: number[] = [];
  const slow = () => {
    begun.push(Date.now());
    return new Promise((resolve) => setTimeout(resolve, 50));
  };
  const call = throttled(slow, (tookMs) => tookMs * 10, () => Date.now());
  const startMs = Date.now();
  call();
  call();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun.map((ms) => ms - startMs)).toEqual([0, 550]);
});

test('an act that fails does not end the calls', async () => {
  let acted = 0;
  const call = throttled(() => {
    acted++;
    return acted === 1 ? Promise.reject(new Error('once')) : undefined;
  }, () => 10, () => Date.now());
  call();
  call();
  await vi.advanceTimersByTimeAsync(50);
  expect(acted).toBe(2);
});
