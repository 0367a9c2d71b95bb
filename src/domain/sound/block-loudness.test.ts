import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { albumLoudness, packBlocks } from './block-loudness';
import { LoudnessMeter } from './loudness';
import { integratedLufs } from './loudness-gates';
import { powerOf } from './power';
import { feed, sine, type Stretch } from './testing/test-tones';

const loudness = fc.double({ min: -80, max: 5, noNaN: true });
const track = fc.array(loudness, { minLength: 1, maxLength: 400 }).map((values) => Float64Array.from(values, powerOf));

describe('the loudness of an album from its tracks', () => {
  it('is what one meter over all of them reads', () => {
    const tracks: Stretch[][] = [[[-20, 60]], [[-26, 60], [-14, 9]], [[-45, 60]]];
    const whole = sine(tracks.flat(), 8000);
    const meter = new LoudnessMeter(8000, 1);
    feed(meter.lane(), [whole]);
    const packed = tracks.map((stretches) => {
      const each = new LoudnessMeter(8000, 1);
      feed(each.lane(), [sine(stretches, 8000)]);
      return each.report().blocks;
    });
    // Blocks over the joins are in the whole alone.
    expect(Math.abs((albumLoudness(packed) ?? NaN) - (meter.report().integratedLufs ?? NaN))).toBeLessThan(0.05);
  });

  it('is that of all blocks, within what the bin at the gate makes', () => {
    fc.assert(fc.property(fc.array(track, { minLength: 1, maxLength: 5 }), (tracks) => {
      const all = Float64Array.from(tracks.flatMap((powers) => [...powers]));
      const [album, exact] = [albumLoudness(tracks.map(packBlocks)), integratedLufs(all)];
      if (exact === null) {
        expect(album).toBeNull();
        return;
      }
      // The relative gate may lie inside one bin: its blocks then count or not.
      const gates = [-0.1, 0.1].map((shift) => gatedLufs(all, shift));
      expect(album).toBeGreaterThan(Math.min(exact, ...gates) - 0.001);
      expect(album).toBeLessThan(Math.max(exact, ...gates) + 0.001);
    }));
  });

  it('does not depend on the order of the tracks', () => {
    fc.assert(fc.property(fc.array(track, { minLength: 2, maxLength: 4 }), (tracks) => {
      const packed = tracks.map(packBlocks);
      const [forth, back] = [albumLoudness(packed), albumLoudness([...packed].reverse())];
      expect(forth ?? 0).toBeCloseTo(back ?? 0, 9);
    }));
  });

  it('of one track is the loudness of the track', () => {
    const powers = Float64Array.from({ length: 2400 }, (_, i) => powerOf(-20 + 6 * Math.sin(i / 37)));
    expect(albumLoudness([packBlocks(powers)])).toBeCloseTo(integratedLufs(powers) ?? NaN, 3);
    expect(packBlocks(powers).length).toBeLessThan(700);
  });

  it('has no value without blocks', () => {
    expect(albumLoudness([])).toBeNull();
    expect(albumLoudness([packBlocks(Float64Array.of(0, powerOf(-71)))])).toBeNull();
  });

  it('reads whatever another device sends', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const album = albumLoudness([bytes]);
      expect(album === null || Number.isFinite(album)).toBe(true);
    }));
  });
});

/** Integrated loudness with the relative gate shifted by this many LU. */
function gatedLufs(powers: Float64Array, shiftLu: number): number {
  const audible = powers.filter((power) => power > powerOf(-70));
  const gate = audible.reduce((sum, power) => sum + power, 0) / audible.length * 10 ** ((-10 + shiftLu) / 10);
  return integratedLufs(audible.filter((power) => power > gate)) ?? NaN;
}
