import { expect, it } from 'vitest';
import { throttled } from './throttled';

/** A delay that ends when the test says so. */
function heldDelay() {
  const waiting: (() => void)[] = [];
  const settle = async () => {
    waiting.splice(0).forEach((end) => end());
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { delay: () => new Promise<void>((resolve) => waiting.push(resolve)), settle };
}

it('runs at once', () => {
  let runs = 0;
  throttled(() => { runs += 1; }, 100, heldDelay().delay)();
  expect(runs).toBe(1);
});

it('makes one run of many calls during a rest', async () => {
  const { delay, settle } = heldDelay();
  let runs = 0;
  const ask = throttled(() => { runs += 1; }, 100, delay);
  for (let i = 0; i < 5; i++) ask();
  await settle();
  await settle();
  expect(runs).toBe(2);
});

it('runs again after it came to rest', async () => {
  const { delay, settle } = heldDelay();
  let runs = 0;
  const ask = throttled(() => { runs += 1; }, 100, delay);
  ask();
  await settle();
  await settle();
  ask();
  await settle();
  expect(runs).toBe(2);
});

it('rests for as long as it is told after each run', async () => {
  const { delay, settle } = heldDelay();
  let [runs, rests] = [0, 0];
  const ask = throttled(() => { runs += 1; }, () => {
    rests += 1;
    return delay();
  }, delay);
  ask();
  ask();
  await settle();
  await settle();
  expect([runs, rests]).toEqual([2, 2]);
});
