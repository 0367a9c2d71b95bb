import { describe, expect, it } from 'vitest';
import { packBandLevels } from '../../domain/sound/waveform';
import { barsOf, waveSource } from './wave-bars';

/** Four points of equal loudness: lows alone, mids alone, highs alone, silence. */
const apart = waveSource({
  waveform: Uint8Array.of(255, 255, 255, 0),
  bandLevels: packBandLevels({ low: Float64Array.of(0.25, 0, 0, 0), mid: Float64Array.of(0, 0.25, 0, 0), high: Float64Array.of(0, 0, 0.25, 0) }),
});

describe('bars of a waveform', () => {
  it('keeps the peak of each slice and lets the loudest fill the height', () => {
    const bars = barsOf(waveSource({ waveform: Uint8Array.of(10, 50, 100, 0) }), 0, 1, 2);
    expect([...bars.peak]).toEqual([expect.closeTo(0.5 ** 0.7), 1]);
  });

  it('shares the RMS level out among the bands that make it', () => {
    const { low, mid, high } = barsOf(apart, 0, 1, 4);
    const at = (i: number) => [low[i], mid[i], high[i]].map((value) => Math.round(((value as number) ** (1 / 0.7)) * 20) / 20);
    expect([0, 1, 2, 3].map(at)).toEqual([[0.5, 0.5, 0.5], [0, 0.5, 0.5], [0, 0, 0.5], [0, 0, 0]]);
  });

  it('never lets RMS stand out of the peaks', () => {
    const bars = barsOf(waveSource({ waveform: Uint8Array.of(20, 255), bandLevels: packBandLevels({ low: Float64Array.of(1, 0), mid: Float64Array.of(1, 0), high: Float64Array.of(1, 0) }) }), 0, 1, 2);
    expect(bars.high[0]).toBeCloseTo(bars.peak[0] as number);
  });

  it('shows a part, drawn between the points where it is narrower than they are', () => {
    const source = waveSource({ waveform: Uint8Array.of(0, 100, 0, 100) });
    expect([...barsOf(source, 0.5, 1, 2).peak]).toEqual([0, 1]);
    expect(barsOf(source, 0.24, 0.26, 1).peak[0]).toBeCloseTo(0.5 ** 0.7);
  });

  it('takes rows of 400 peaks and no bands, and bytes that are none of ours', () => {
    const old = waveSource({ waveform: new Uint8Array(400).fill(9) });
    expect(old.bands).toBeNull();
    expect(barsOf(old, 0, 1, 3)).toEqual({ peak: Float32Array.of(1, 1, 1), low: new Float32Array(3), mid: new Float32Array(3), high: new Float32Array(3) });
    expect(waveSource({ waveform: new Uint8Array(4), bandLevels: new Uint8Array(5) }).bands).toBeNull();
    expect(barsOf(waveSource({ waveform: new Uint8Array(0) }), 0, 1, 2).peak).toEqual(new Float32Array(2));
  });
});
