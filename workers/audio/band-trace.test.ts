import { expect, it } from 'vitest';
import { BandTrace } from './band-trace';

const STEP = 256;
const ones = { low: 1, mid: 2, high: 3 };

it.each([[8000, 31.25], [22050, 86.13], [44100, 86.13], [48000, 93.75], [96000, 93.75], [192000, 83.33]])('at %d Hz gives %d values a second', (sampleRateHz, rateHz) => {
  expect(new BandTrace(sampleRateHz, STEP).curve().rateHz).toBeCloseTo(rateHz, 1);
});

it('adds the steps of a hop, in whatever order parts of the recording come', () => {
  const trace = new BandTrace(44100, STEP);
  for (const step of [2, 3, 0, 1, 1]) trace.add(step, ones);
  expect(trace.curve().bands.map((band) => [...band])).toEqual([[3, 2], [6, 4], [9, 6]]);
});

it('holds three hours, and passes over times that no recording has', () => {
  const trace = new BandTrace(44100, STEP);
  const steps = Math.floor((3 * 3600 * 44100) / STEP);
  trace.add(steps, ones);
  trace.add(1e12, ones);
  expect(trace.curve().bands[0]?.length).toBe(Math.floor(steps / 2) + 1);
});

it('is laid out for a planned length: it takes what that needs, not what doubling would', () => {
  const [planned, unplanned] = [new BandTrace(44100, STEP, 3 * 3600), new BandTrace(44100, STEP)];
  for (let step = 0; step < (3 * 3600 * 44100) / STEP; step++) {
    planned.add(step, ones);
    unplanned.add(step, ones);
  }
  const [laidOut, grown] = [planned, unplanned].map((trace) => trace.curve().bands[0] ?? new Float32Array(0)) as [Float32Array, Float32Array];
  expect(laidOut.length).toBe(grown.length);
  expect(laidOut.every((energy, i) => energy === grown[i])).toBe(true);
  expect(laidOut.buffer.byteLength).toBeLessThan(3.8e6);
  for (const lie of [NaN, -1, Infinity, 1e30]) expect(new BandTrace(44100, STEP, lie).curve().bands[0]?.buffer.byteLength).toBeLessThan(8e6);
});

it('leaves out what a damaged file holds for sound', () => {
  const trace = new BandTrace(44100, STEP);
  trace.add(0, ones);
  for (const energy of [1e38, NaN, Infinity]) trace.add(2, { low: energy, mid: 0, high: 0 });
  expect(trace.curve().bands[0]).toEqual(Float32Array.from([1, 0]));
});
