import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBandLevels, peaksAt, unpackBandLevels } from './waveform';

const level = fc.double({ min: -95, max: 0, noNaN: true });

describe('packed band levels', () => {
  it('come back within half a step of 0.375 dB', () => {
    fc.assert(fc.property(fc.array(fc.tuple(level, level, level), { minLength: 1, maxLength: 50 }), (points) => {
      const band = (i: 0 | 1 | 2) => Float64Array.from(points, (point) => 10 ** (point[i] / 10));
      const { low, mid, high } = unpackBandLevels(packBandLevels({ low: band(0), mid: band(1), high: band(2) }));
      points.forEach((point, i) => {
        [low, mid, high].forEach((levels, b) => expect(Math.abs(20 * Math.log10(levels[i] as number) - (point[b] as number))).toBeLessThan(0.19));
      });
    }));
  });

  it('keep silence as silence and what is too loud at full scale', () => {
    const bytes = packBandLevels({ low: Float64Array.of(0), mid: Float64Array.of(9), high: Float64Array.of(NaN) });
    expect([...bytes]).toEqual([0, 255, 0]);
  });

  it('take no more than 4 KB with the peaks', () => {
    const band = new Float64Array(1000).fill(0.1);
    expect(packBandLevels({ low: band, mid: band, high: band }).length + 1000).toBe(4000);
  });

  it('are empty for bytes that are none', () => expect(unpackBandLevels(new Uint8Array(4)).low.length).toBe(0));
});

describe('peaks', () => {
  it('keep the highest of each slice, of old and new waveforms alike', () => {
    for (const points of [400, 1000]) {
      const waveform = new Uint8Array(points).fill(51);
      waveform[points / 2] = 255;
      expect(peaksAt(waveform, 4)).toEqual([51, 51, 255, 51]);
    }
  });

  it('are as many as asked for, of shorter waveforms too', () => {
    expect(peaksAt(Uint8Array.of(0, 255), 4)).toEqual([0, 0, 255, 255]);
    expect(peaksAt(new Uint8Array(0), 2)).toEqual([0, 0]);
  });
});
