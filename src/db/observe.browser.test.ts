import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from './database';
import { observeCalmly } from './observe';

const quietly = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a query that costs runs seldom while changes come fast, never at rest, and misses no last change', async () => {
  const db = new Database(`observe ${crypto.randomUUID()}`);
  let runs = 0;
  let seen = -1;
  const end = observeCalmly(async () => {
    runs += 1;
    return db.meta.count();
  }, 300, (count) => void (seen = count));
  onTestFinished(async () => {
    end();
    await db.delete();
  });
  await vi.waitFor(() => expect(seen).toBe(0));
  for (let i = 0; i < 60; i++) {
    await db.meta.put({ key: `row ${i}`, value: i });
    await quietly(10);
  }
  await vi.waitFor(() => expect(seen).toBe(60));
  expect(runs).toBeLessThan(15);
  await quietly(700);
  const before = runs;
  await quietly(700);
  expect(runs).toBe(before);
});
