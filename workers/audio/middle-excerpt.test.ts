import { describe, expect, it } from 'vitest';
import { halved } from '../../src/domain/sound/half-band';
import { MiddleExcerpt } from './middle-excerpt';

/** Repeatable noise. */
function noise(frames: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Given block by block; the second half first, as two lanes may. */
function middleOf(recording: Float32Array, stretch: { from: number; frames: number }, rateHz: number): MiddleExcerpt {
  const middle = new MiddleExcerpt(stretch, rateHz);
  const blocks = Array.from({ length: Math.ceil(recording.length / 4096) }, (_, i) => i * 4096);
  const half = Math.floor(blocks.length / 2);
  for (const at of [...blocks.slice(half), ...blocks.slice(0, half)]) {
    const block = recording.subarray(at, at + 4096);
    middle.add(block, block.length, at);
  }
  return middle;
}

describe('the middle of a recording', () => {
  it.each([[8_000, 8_000], [44_100, 44_100], [48_000, 48_000], [64_000, 64_000], [88_200, 44_100], [96_000, 48_000], [176_400, 44_100], [192_000, 48_000], [352_800, 44_100], [384_000, 48_000]])(
    'of %i Hz is kept at %i Hz', (rateHz, keptHz) => expect(new MiddleExcerpt({ from: 0, frames: 0 }, rateHz).rateHz).toBe(keptHz));

  it('is untouched at rates that are not high', () => {
    const recording = noise(200_000);
    expect(middleOf(recording, { from: 12_345, frames: 150_001 }, 48_000).samples()).toEqual(recording.slice(12_345, 162_346));
  });

  it.each([[96_000, 1], [192_000, 2], [384_000, 3]])('of %i Hz is what halving all of the recording %i times gives', (rateHz, times) => {
    const recording = noise(1_000_000);
    const [from, frames] = [80_000, 900_000];
    let whole = recording;
    for (let i = 0; i < times; i++) whole = halved(whole);
    const factor = 2 ** times;
    expect(middleOf(recording, { from, frames }, rateHz).samples()).toEqual(whole.slice(from / factor, (from + frames) / factor));
  });

  it('is silent in holes, also of damaged samples', () => {
    const middle = new MiddleExcerpt({ from: 0, frames: 400_000 }, 192_000);
    middle.add(Float32Array.from({ length: 1000 }, () => NaN), 1000, 0);
    middle.add(Float32Array.from({ length: 100_000 }, () => 0.5), 100_000, 200_000);
    const samples = middle.samples();
    expect([samples.length, samples[0], samples[40_000], samples[60_000], samples[90_000]]).toEqual([100_000, 0, 0, expect.closeTo(0.5, 3), 0]);
  });

  it('holds no more than three seconds at the high rate beside what it keeps', () => {
    let most = 0;
    const middle = new MiddleExcerpt({ from: 0, frames: 90 * 192_000 }, 192_000);
    const block = new Float32Array(4096);
    for (let at = 0; at < 90 * 192_000; at += 4096) {
      middle.add(block, 4096, at);
      most = Math.max(most, middle.heldFrames);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(3.01 * 192_000);
    expect(middle.samples()).toHaveLength(90 * 48_000);
  });
});
