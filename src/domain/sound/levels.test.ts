import { describe, expect, it } from 'vitest';
import { LevelMeter, type Levels } from './levels';
import { feed, SILENCE_DBFS, sine } from './testing/test-tones';

function levelsOf(planes: readonly Float32Array[], sampleRateHz = 48000, blockFrames = 1000): Levels {
  const meter = new LevelMeter(sampleRateHz, planes.length);
  feed(meter.lane(), planes, blockFrames);
  return meter.report();
}

describe('silence at the ends', () => {
  it('is measured to the sample', () => {
    const wave = new Float32Array(48000 * 4);
    wave.fill(0.1, 48_123, 100_000);
    const { leadingSilenceS, trailingSilenceS } = levelsOf([wave]);
    expect(leadingSilenceS).toBe(48_123 / 48000);
    expect(trailingSilenceS).toBe((wave.length - 100_000) / 48000);
  });

  it('ends where any channel is heard', () => {
    const [left, right] = [new Float32Array(48000), new Float32Array(48000)];
    left[30_000] = 0.5;
    right[20_000] = -0.5;
    expect(levelsOf([left, right])).toMatchObject({ leadingSilenceS: 20_000 / 48000, trailingSilenceS: (47_999 - 30_000) / 48000 });
  });

  it('is noise below −60 dBFS too', () => {
    expect(levelsOf([sine([[-62, 1], [-20, 1], [-62, 2]], 48000)]).leadingSilenceS).toBeCloseTo(1, 2);
    expect(levelsOf([sine([[-58, 1], [-20, 1], [-58, 2]], 48000)]).leadingSilenceS).toBeLessThan(0.01);
  });

  it('of a silent recording is all of it, counted once', () => {
    expect(levelsOf([new Float32Array(96_000)])).toMatchObject({ leadingSilenceS: 2, trailingSilenceS: 0 });
  });

  it('is the same for parts side by side', () => {
    const wave = sine([[SILENCE_DBFS, 1], [-10, 2], [SILENCE_DBFS, 1]], 48000);
    const meter = new LevelMeter(48000, 1);
    meter.lane().add([wave.subarray(100_000)], wave.length - 100_000, 100_000);
    meter.lane().add([wave], 100_000, 0);
    expect(meter.report()).toEqual({ ...levelsOf([wave]), dcOffset: expect.closeTo(0, 6) });
  });
});

describe('clipping', () => {
  it('counts the flat tops of a clipped sine', () => {
    const wave = sine([[6, 1]], 48000, 100).map((x) => Math.max(-1, Math.min(1, x)));
    const { clippedRuns, clippedSamples, clippedShare } = levelsOf([wave, new Float32Array(wave.length)]);
    // Two tops a period; twice full scale stays above it for ⅔ of the time.
    expect(clippedRuns).toBe(200);
    expect(Math.abs(clippedSamples / wave.length - 2 / 3)).toBeLessThan(0.01);
    expect(clippedShare).toBeCloseTo(clippedSamples / wave.length / 2, 9);
  });

  it.each([[2, 0, 0], [3, 1, 3], [10, 1, 10]])('takes %i samples in a row as %i runs', (length, runs, samples) => {
    const wave = new Float32Array(5000).fill(0.5);
    wave.fill(-32_767 / 32_768, 998, 998 + length);
    // Over a boundary of blocks and of chunks alike.
    for (const blockFrames of [1000, 1001, 256]) expect(levelsOf([wave], 48000, blockFrames)).toMatchObject({ clippedRuns: runs, clippedSamples: samples });
  });

  it('finds none in a sine that just reaches full scale', () => expect(levelsOf([sine([[0, 1]], 48000)]).clippedRuns).toBe(0));
});

describe('the DC offset', () => {
  it('is that of the channel where it is farthest', () => {
    const [left, right] = [sine([[-20, 1]], 48000).map((x) => x + 0.01), sine([[-20, 1]], 48000).map((x) => x - 0.05)];
    expect(levelsOf([left, right]).dcOffset).toBeCloseTo(-0.05, 6);
  });
  it('is 0 for nothing', () => expect(new LevelMeter(48000, 2).report()).toMatchObject({ dcOffset: 0, clippedShare: 0, leadingSilenceS: 0 }));
  it('goes on after samples that are no numbers', () => {
    const wave = new Float32Array(48000).fill(0.02);
    wave[7] = NaN;
    expect(levelsOf([wave]).dcOffset).toBeCloseTo(0.02, 3);
  });
});
