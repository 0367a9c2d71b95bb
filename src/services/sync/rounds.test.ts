import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { err, ok, type ErrorCode, type Result } from '../../domain/result';
import type { ExchangeProgress, ExchangeSummary } from '../../domain/sync/connection';
import { createRounds, type RoundsState } from './rounds';

const DONE: ExchangeSummary = { sent: 0, received: 0, restamped: 0, refused: 0 };
const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Rounds over an exchange that answers what it is told, at once or when let go. */
function setUp() {
  const states: RoundsState[] = [];
  const world = { online: true, answer: ok(DONE) as Result<ExchangeSummary>, held: null as ((answer: Result<ExchangeSummary>) => void) | null, hold: false, count: 0, stops: 0 };
  let onProgress: (progress: ExchangeProgress) => void = () => undefined;
  const rounds = createRounds({
    exchange: (report) => {
      world.count += 1;
      onProgress = report;
      return world.hold ? new Promise((resolve) => void (world.held = resolve)) : Promise.resolve(world.answer);
    },
    stop: async () => {
      world.stops += 1;
      world.held?.(err('cancelled'));
    },
    isOnline: () => world.online, now: () => Date.now(), random: () => 1, onState: (state) => states.push(state),
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const fail = (code: ErrorCode): void => void (world.answer = err(code));
  return { rounds, world, states, pass, fail, last: () => states.at(-1), report: (progress: ExchangeProgress) => onProgress(progress) };
}

test('a burst of changes goes in one round, a second after the first', async () => {
  const { rounds, world, pass } = setUp();
  for (let i = 0; i < 5; i++) {
    rounds.soon();
    await pass(150);
  }
  expect(world.count).toBe(0);
  await pass(250);
  expect(world.count).toBe(1);
});

test('a change during a round brings another', async () => {
  const { rounds, world, pass } = setUp();
  world.hold = true;
  rounds.now();
  await pass(0);
  rounds.soon();
  world.held?.(ok(DONE));
  await pass(999);
  expect(world.count).toBe(1);
  await pass(1);
  expect(world.count).toBe(2);
});

test('comes by itself every five minutes', async () => {
  const { rounds, world, pass } = setUp();
  rounds.now();
  await pass(0);
  await pass(15 * MINUTE_MS);
  expect(world.count).toBe(4);
});

test('waits longer after each failure, and changes do not shorten that', async () => {
  const { rounds, world, pass, fail } = setUp();
  fail('server-failed');
  rounds.now();
  await pass(0);
  const counts: number[] = [];
  for (const waitMs of [1_000, 2_000, 4_000, 8_000]) {
    rounds.soon();
    rounds.now();
    await pass(waitMs - 1);
    counts.push(world.count);
    await pass(1);
  }
  expect([counts, world.count]).toEqual([[1, 2, 3, 4], 5]);
});

test('a failure is shown until a round succeeds', async () => {
  const { rounds, world, states, pass, fail } = setUp();
  fail('server-failed');
  rounds.now();
  await pass(0);
  world.answer = ok(DONE);
  await pass(1_000);
  expect(states.map((state) => [state.status, state.error?.code])).toEqual([
    ['exchanging', undefined], ['idle', 'server-failed'], ['exchanging', 'server-failed'], ['idle', undefined],
  ]);
});

test('a server out of reach is offline, and asked at once when the line is back', async () => {
  const { rounds, world, last, pass, fail } = setUp();
  fail('network');
  rounds.now();
  await pass(0);
  expect(last()).toMatchObject({ status: 'offline', error: { code: 'network' } });
  world.answer = ok(DONE);
  rounds.now();
  await pass(0);
  expect(last()).toMatchObject({ status: 'idle', error: null });
});

test('nothing is asked without a network', async () => {
  const { rounds, world, last, pass } = setUp();
  world.online = false;
  rounds.soon();
  await pass(4 * MINUTE_MS);
  expect([world.count, last()?.status]).toEqual([0, 'offline']);
});

test.each(['unauthorised', 'revoked', 'client-too-old', 'server-too-old'] as const)('after %s nothing is tried until a person asks', async (code) => {
  const { rounds, world, last, pass, fail } = setUp();
  fail(code);
  rounds.now();
  await pass(0);
  expect(last()).toMatchObject({ status: 'refused', error: { code } });
  rounds.soon();
  rounds.now();
  await pass(60 * MINUTE_MS);
  expect(world.count).toBe(1);
  world.answer = ok(DONE);
  rounds.force();
  await pass(0);
  expect([world.count, last()?.status]).toEqual([2, 'idle']);
});

test('a person does not wait for what a failure put off', async () => {
  const { rounds, world, pass, fail } = setUp();
  fail('server-failed');
  rounds.now();
  await pass(0);
  rounds.force();
  await pass(0);
  expect(world.count).toBe(2);
});

test('an interrupted round is no failure, and the next comes in five minutes, whatever changes', async () => {
  const { rounds, world, last, pass } = setUp();
  world.hold = true;
  rounds.now();
  await pass(0);
  rounds.interrupt();
  await pass(0);
  expect([world.stops, last()]).toEqual([1, { status: 'idle', progress: null, error: null }]);
  rounds.soon();
  rounds.heard();
  await pass(5 * MINUTE_MS - 1);
  expect(world.count).toBe(1);
  await pass(1);
  expect(world.count).toBe(2);
});

test('what the server has new is fetched sooner than a burst of changes is sent', async () => {
  const { rounds, world, pass } = setUp();
  rounds.soon();
  rounds.heard();
  await pass(150);
  expect(world.count).toBe(1);
});

test('shows progress five times a second, and each new phase at once', async () => {
  const { rounds, world, states, pass, report } = setUp();
  world.hold = true;
  rounds.now();
  await pass(0);
  for (let done = 0; done < 100; done++) {
    report({ phase: done < 50 ? 'sending' : 'receiving', done, total: 100 });
    await pass(10);
  }
  expect(states.flatMap((state) => state.progress?.done ?? [])).toEqual([0, 0, 20, 40, 50, 70, 90]);
});

test('when ended it stops the running round and tells no more', async () => {
  const { rounds, world, states, pass } = setUp();
  world.hold = true;
  rounds.now();
  await pass(0);
  const told = states.length;
  rounds.end();
  await pass(10 * MINUTE_MS);
  expect([world.stops, world.count, states.length]).toEqual([1, 1, told]);
});
