import { expect, test } from 'vitest';
import { lanes } from './lanes';

test('no more tasks run at once than there are lanes, and each gets its turn, also behind one that fails', async () => {
  const inLane = lanes(2);
  let running = 0;
  let most = 0;
  const task = (value: number) => async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    if (value === 2) throw new Error('two');
    return value;
  };
  const ended = await Promise.allSettled([0, 1, 2, 3, 4].map((value) => inLane(task(value))));
  expect(ended.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([0, 1, 'failed', 3, 4]);
  expect(most).toBe(2);
});
