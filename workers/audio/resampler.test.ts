import { describe, expect, it } from 'vitest';
import { Resampler, type Sharpness } from './resampler';

function tone(frequencyHz: number, rateHz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rateHz * seconds) }, (_, i) => Math.sin((2 * Math.PI * frequencyHz * i) / rateHz));
}

/** RMS level in dB of a sine, relative to the one put in; the filter's edges left out. */
function gainDb(frequencyHz: number, fromHz: number, toHz: number, sharpness: Sharpness): number {
  const resampler = new Resampler(fromHz, toHz, sharpness);
  const out = resampler.run(tone(frequencyHz, fromHz, 1.2), Math.round(fromHz * 0.1), toHz);
  return 10 * Math.log10((2 * out.reduce((sum, x) => sum + x * x, 0)) / out.length);
}

const paths = [
  [44100, 16000, 24], [48000, 16000, 24], [96000, 16000, 24], [22050, 16000, 24],
  [44100, 11025, 12], [48000, 11025, 12], [48000, 44100, 8], [22050, 44100, 8],
] as const;

describe.each(paths)('%i Hz to %i Hz at sharpness %i', (fromHz, toHz, sharpness) => {
  const nyquist = Math.min(fromHz, toHz) / 2;
  const halfTransition = 2.7 / sharpness;

  it('keeps the pass band within 0.1 dB', () => {
    for (const part of [0.05, 0.3, 0.94 - halfTransition - 0.02]) {
      expect(Math.abs(gainDb(part * nyquist, fromHz, toHz, sharpness))).toBeLessThan(0.1);
    }
  });

  it('rejects what would alias by 70 dB', () => {
    const from = (0.94 + halfTransition) * nyquist;
    for (const frequencyHz of [from * 1.02, from * 1.3, from * 1.6].filter((f) => f < fromHz / 2)) {
      expect(gainDb(frequencyHz, fromHz, toHz, sharpness)).toBeLessThan(-70);
    }
  });
});

describe('the output', () => {
  it('lies where the input lay', () => {
    const out = new Resampler(44100, 16000, 24).run(tone(440, 44100, 1), 4410, 8000);
    const expected = tone(440, 16000, 1).subarray(1600, 9600);
    expect(Math.max(...out.map((x, i) => Math.abs(x - (expected[i] as number))))).toBeLessThan(2e-3);
  });

  it('is silent past the end of the input', () => {
    const out = new Resampler(44100, 16000, 24).run(tone(440, 44100, 0.1), 0, 16000);
    expect(Math.max(...out.subarray(2000).map(Math.abs))).toBe(0);
  });

  it('is the input itself at the same rate', () => {
    const wave = tone(440, 44100, 0.1);
    expect(new Resampler(44100, 44100, 8).run(wave, 10, 100)).toEqual(wave.slice(10, 110));
  });
});
