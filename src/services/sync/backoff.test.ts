import { expect, test } from 'vitest';
import { backOffMs } from './backoff';

test('waits twice as long after each failure, at most five minutes', () => {
  expect([1, 2, 3, 9, 10, 50].map((failures) => backOffMs(failures, 1))).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
});

test('chance takes away up to half, so that devices do not come all at once', () => {
  expect([backOffMs(3, 0), backOffMs(3, 0.5)]).toEqual([2_000, 3_000]);
});
