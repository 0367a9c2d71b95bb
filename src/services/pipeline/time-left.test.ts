import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread, timeLeft } from './time-left';

const heard = (...files: [durationS: number, tookS: number][]) => files.map(([durationS, tookS]) => ({ durationS, tookS }));
const STEADY = heard([240, 3], [120, 1.5], [480, 6], [240, 3]);

test('time goes with the length of what waits', () => {
  expect(timeLeft(STEADY, { count: 100, sampleS: [240, 240] }, 1)?.likely).toBeCloseTo(300);
  expect(timeLeft(STEADY, { count: 100, sampleS: [3600, 3600] }, 1)?.likely).toBeCloseTo(4500);
});

test('what a file takes whatever its length counts once a file', () => {
  // 2.5 s and a fiftieth of the length: short clips first, then music, as measured in a real library.
  const clips = heard([1, 2.52], [2, 2.54], [8, 2.66], [21, 2.92], [40, 3.3]);
  const left = timeLeft(clips, { count: 11, sampleS: [215] }, 1);
  expect(left?.likely).toBeCloseTo(11 * 6.8);
});

test('files of one length are taken to go by it', () => {
  expect(timeLeft(heard([200, 3], [200, 3], [201, 3]), { count: 10, sampleS: [400] }, 1)?.likely).toBeCloseTo(60, 0);
});

test('it is shared by the workers', () => {
  expect(timeLeft(STEADY, { count: 100, sampleS: [240, 240] }, 3)?.likely).toBeCloseTo(100);
});

test('nothing is said of too few files, and of no worker', () => {
  expect(timeLeft(STEADY.slice(0, 2), { count: 100, sampleS: [240] }, 1)).toBeNull();
  expect(timeLeft(STEADY, { count: 100, sampleS: [240] }, 0)).toBeNull();
});

test('where nothing waits there is no time left', () => {
  expect(timeLeft([], { count: 0, sampleS: [] }, 1)).toEqual({ low: 0, likely: 0, high: 0 });
});

test('times that vary, and lengths that do, make it less sure', () => {
  const width = (left: ReturnType<typeof timeLeft>) => (left ? left.high / left.low : NaN);
  const steady = width(timeLeft(STEADY, { count: 100, sampleS: [240, 240, 240] }, 1));
  const uneven = heard([240, 1], [120, 4], [480, 3], [240, 9]);
  expect(width(timeLeft(uneven, { count: 100, sampleS: [240, 240, 240] }, 1))).toBeGreaterThan(steady * 1.2);
  expect(width(timeLeft(STEADY, { count: 100, sampleS: [60, 240, 4000] }, 1))).toBeGreaterThan(steady * 1.2);
});

test('eight of ten simulated libraries end between the bounds', () => {
  // Lengths from 60 to 540 s, and times of 1/80 of them, give or take 40 %, by a fixed generator (Lehmer, 48271).
  let seed = 7;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const file = () => {
    const durationS = 60 + 480 * random();
    return { durationS, tookS: (durationS / 80) * (0.6 + 0.8 * random()) };
  };
  let inside = 0;
  for (let i = 0; i < 500; i++) {
    const waiting = Array.from({ length: 60 }, file);
    const left = timeLeft(Array.from({ length: 20 }, file), { count: 60, sampleS: waiting.slice(0, 20).map((each) => each.durationS) }, 1);
    const took = waiting.reduce((sum, each) => sum + each.tookS, 0);
    if (left && took >= left.low && took <= left.high) inside++;
  }
  expect(inside / 500).toBeGreaterThan(0.75);
});

test('the bounds lie around the likely value and above zero', () => {
  fc.assert(fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (likely, error) => {
    const { low, high } = spread(likely, error);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(likely);
    expect(high).toBeGreaterThanOrEqual(likely);
  }));
});
