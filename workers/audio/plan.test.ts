import { describe, expect, it } from 'vitest';
import { middleStretch, PATCH, patchStarts } from './plan';

describe('patches', () => {
  it('are 16, evenly spaced over four minutes', () => {
    const starts = patchStarts(240);
    const room = 240 * 16000 - PATCH.samples;
    expect(starts).toEqual(Array.from({ length: 16 }, (_, i) => Math.floor((room * (i + 0.5)) / 16)));
  });

  it('never run past the end', () => {
    for (const durationS of [3.5, 10, 47, 49, 3600]) {
      expect((patchStarts(durationS).at(-1) as number) + PATCH.samples).toBeLessThanOrEqual(durationS * 16000);
    }
  });

  it('are fewer for a short recording, one for less than a patch', () => {
    expect([patchStarts(20).length, patchStarts(3).length, patchStarts(0.5).length]).toEqual([7, 1, 1]);
  });
});

describe('the middle', () => {
  it('is 90 s of a long recording', () => expect(middleStretch(240, 1000)).toEqual({ from: 75_000, frames: 90_000 }));
  it('is all of a short one', () => expect(middleStretch(30, 1000)).toEqual({ from: 0, frames: 30_000 }));
});
