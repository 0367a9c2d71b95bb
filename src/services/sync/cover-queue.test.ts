import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CoverHash } from '../../domain/library/ids';
import { err, ok, type Result } from '../../domain/result';
import { coverQueue } from './cover-queue';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(answer: (hash: string) => Result<boolean> = () => ok(true)) {
  const asked: string[] = [];
  const queue = coverQueue(async (hash) => {
    asked.push(hash);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return answer(hash);
  });
  const want = (...hashes: string[]): void => hashes.forEach((hash) => queue.want(hash as CoverHash, false));
  return { queue, asked, want, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

test('fetches each once, the newest first', async () => {
  const { asked, want, pass } = setUp();
  want('a', 'b', 'c', 'b', 'a');
  await pass(1_000);
  want('c');
  await pass(1_000);
  expect(asked).toEqual(['a', 'c', 'b']);
});

test('forgets what was scrolled past long ago, until it is seen again', async () => {
  const { asked, want, pass } = setUp();
  want(...Array.from({ length: 300 }, (_, i) => `c${i}`));
  await pass(10_000);
  expect([asked.length, asked.includes('c50')]).toEqual([201, false]);
  want('c50');
  await pass(100);
  expect(asked.at(-1)).toBe('c50');
});

test('asks again for what the server does not have yet, and gives up in the end', async () => {
  const { asked, want, pass } = setUp(() => ok(false));
  want('a');
  const counts: number[] = [];
  for (const ms of [1_000, 5_000, 20_000, 61_000, 600_000]) {
    await pass(ms);
    counts.push(asked.length);
  }
  expect(counts).toEqual([1, 2, 3, 4, 4]);
  want('a');
  await pass(100);
  expect(asked).toHaveLength(5);
});

test('asks again for what failed once the line is back', async () => {
  const { queue, asked, want, pass } = setUp(() => err('network'));
  want('a');
  await pass(100);
  want('a');
  queue.tryAgain();
  want('a');
  await pass(100);
  expect(asked).toEqual(['a', 'a']);
});

test('asks nothing more once ended', async () => {
  const { queue, asked, want, pass } = setUp(() => ok(false));
  want('a', 'b');
  queue.end();
  await pass(600_000);
  expect(asked.length).toBe(1);
});
