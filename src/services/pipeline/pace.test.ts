import { expect, test } from 'vitest';
import { createPace, type PaceDeps } from './pace';
import type { Battery } from './pool-size';
import { testClock } from './testing-clock';

function paceOf(mostWorkers = 4, over: Partial<PaceDeps> = {}) {
  const clock = testClock();
  let battery: (battery: Battery | null) => void = () => undefined;
  const told: number[] = [];
  const pace = createPace({
    mostWorkers, canStayAwake: true,
    watchBattery(listener) {
      battery = listener;
      return () => undefined;
    },
    now: clock.now, after: clock.after,
    onChange: () => told.push(pace.pace().workers),
    ...over,
  });
  return { pace, clock, told, plug: (next: Battery) => battery(next) };
}

test('while somebody uses the app fewer workers run; half a minute later all do', () => {
  const { pace, clock, told } = paceOf();
  pace.feel('used');
  expect(pace.pace()).toMatchObject({ gait: 'gentle', workers: 2, brakes: ['person'] });
  clock.pass(20_000);
  pace.feel('used');
  clock.pass(29_999);
  expect(pace.pace().workers).toBe(2);
  clock.pass(1);
  expect(pace.pace()).toMatchObject({ gait: 'full', workers: 4, brakes: [] });
  expect(told).toEqual([2, 4]);
});

test('a hidden page is not in use from that moment', () => {
  const { pace } = paceOf();
  pace.feel('used');
  pace.feel('left');
  expect(pace.pace().workers).toBe(4);
});

test('pulling the plug and putting it back changes the workers at once', () => {
  const { pace, told, plug } = paceOf();
  expect(pace.pace().knowsBattery).toBe(false);
  plug({ charging: false, level: 0.8 });
  expect(pace.pace()).toMatchObject({ workers: 2, brakes: ['battery'], knowsBattery: true });
  pace.set({ onlyCharging: true });
  expect(pace.pace().workers).toBe(0);
  plug({ charging: true, level: 0.8 });
  expect(told).toEqual([2, 0, 4]);
});

test('music that stutters takes workers away, which come back slowly with nobody’s help', () => {
  const { pace, clock, told } = paceOf(3);
  pace.feel('stutter');
  clock.pass(6_000);
  pace.feel('stutter');
  expect(pace.pace()).toMatchObject({ workers: 0, brakes: ['music'] });
  clock.pass(600_000);
  expect(told).toEqual([1, 0, 1, 2, 3]);
});

test('nothing is told where nothing changes', () => {
  const { pace, clock, told } = paceOf();
  pace.feel('used');
  for (let i = 0; i < 10; i++) {
    clock.pass(5_000);
    pace.feel('used');
  }
  expect(told).toEqual([2]);
});
