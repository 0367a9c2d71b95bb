import { expect, test } from 'vitest';
import { lazily } from './lazily';

test('makes nothing before it is asked for, and one thing for all who ask', async () => {
  let made = 0;
  const thing = lazily(() => Promise.resolve({ number: ++made }));
  expect(made).toBe(0);
  const [first, second] = await Promise.all([thing(), thing()]);
  expect(first).toBe(second);
  expect(await thing()).toBe(first);
  expect(made).toBe(1);
});

test('tries again after a failure', async () => {
  const tries = [() => Promise.reject(new Error('the network is away')), () => Promise.resolve('made')];
  const thing = lazily(() => tries.shift()?.() ?? Promise.reject(new Error('asked too often')));
  await expect(thing()).rejects.toThrow('the network is away');
  expect(await thing()).toBe('made');
  expect(await thing()).toBe('made');
});
