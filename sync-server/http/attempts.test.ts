import { expect, test } from 'vitest';
import { createAttempts } from './attempts';
import { createWindow } from './window';

const MINUTE_MS = 60_000;

function clockAt(nowMs: number) {
  return { nowMs };
}

test('some tries are free, then each failure doubles the wait, up to an hour', () => {
  const clock = clockAt(1_000_000);
  const attempts = createAttempts(() => clock.nowMs, 2);
  const waits: number[] = [];
  expect([attempts.begin('a'), attempts.begin('a')]).toEqual([0, 0]);
  for (let i = 0; i < 10; i++) {
    const waitMs = attempts.begin('a');
    waits.push(waitMs / MINUTE_MS);
    clock.nowMs += waitMs;
    expect(attempts.begin('a')).toBe(0);
  }
  expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('waiting makes the wait no longer: a refused try does not count', () => {
  const clock = clockAt(1_000_000);
  const attempts = createAttempts(() => clock.nowMs, 1);
  attempts.begin('a');
  expect([attempts.begin('a'), attempts.begin('a')]).toEqual([30_000, 30_000]);
});

test('a success clears what came before', () => {
  const attempts = createAttempts(() => 1_000_000, 1);
  attempts.begin('a');
  attempts.succeeded('a');
  expect(attempts.begin('a')).toBe(0);
});

test('one who fails does not hold up another', () => {
  const attempts = createAttempts(() => 1_000_000, 1);
  attempts.begin('a');
  expect([attempts.begin('a') > 0, attempts.begin('b')]).toEqual([true, 0]);
});

test('failures are forgotten after two hours', () => {
  const clock = clockAt(1_000_000);
  const attempts = createAttempts(() => clock.nowMs, 1);
  attempts.begin('a');
  clock.nowMs += 120 * MINUTE_MS;
  expect(attempts.begin('a')).toBe(0);
  expect(attempts.begin('a')).toBe(30_000);
});

test('a window lets so many through, and the next when it is over', () => {
  const clock = clockAt(1_000_000);
  const inAll = createWindow(() => clock.nowMs, 2, MINUTE_MS);
  expect([inAll.take(), inAll.take(), inAll.take()]).toEqual([0, 0, MINUTE_MS]);
  inAll.giveBack();
  expect([inAll.take(), inAll.take()]).toEqual([0, MINUTE_MS]);
  clock.nowMs += MINUTE_MS;
  expect(inAll.take()).toBe(0);
});
