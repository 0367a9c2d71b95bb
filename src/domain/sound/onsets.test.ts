import { describe, expect, it } from 'vitest';
import { onsetCurve, strongestTempo } from './onsets';
import { bandCurve, beatsOf, CURVE_RATE_HZ, KICK, seeded } from './testing/band-curves';

const clicks = (tempoBpm: number, seconds: number, loudness: (timeS: number) => number = () => 1) => onsetCurve(bandCurve(
  seconds,
  beatsOf(seconds, () => tempoBpm).map((timeS) => ({ timeS, energies: KICK.map((energy) => energy * loudness(timeS)) as [number, number, number] })),
  seeded(1),
));

describe('the onsets', () => {
  it.each([64.3, 97.77, 128.05, 174.4])('tell %d BPM to a twentieth of a beat', (tempoBpm) => {
    expect(Math.abs((strongestTempo(clicks(tempoBpm, 60), tempoBpm * 0.975, tempoBpm * 1.03) ?? 0) - tempoBpm)).toBeLessThan(0.05);
  });

  it('are found in soft passages beside loud ones', () => {
    const curve = clicks(100, 60, (timeS) => (timeS < 30 ? 1 : 0.03));
    expect(Math.abs((strongestTempo(curve, 97, 103) ?? 0) - 100)).toBeLessThan(0.05);
  });

  it('lie where the energy rises', () => {
    const { values } = onsetCurve(bandCurve(10, [{ timeS: 4, energies: KICK }], seeded(1)));
    expect(values.indexOf(Math.max(...values)) / CURVE_RATE_HZ).toBeCloseTo(4, 1);
  });

  it('take no longer for three hours than for two minutes to tell a tempo', () => {
    const long = { values: new Float32Array(Math.floor(3 * 3600 * CURVE_RATE_HZ)).fill(0), rateHz: CURVE_RATE_HZ };
    const short = clicks(120, 120);
    long.values.set(short.values, Math.floor((long.values.length - short.values.length) / 2));
    expect(strongestTempo(long, 117, 123)).toBeCloseTo(120, 1);
  });

  it('are none in silence', () => {
    const silent = { bands: [new Float32Array(1000), new Float32Array(1000), new Float32Array(1000)], rateHz: CURVE_RATE_HZ };
    expect(strongestTempo(onsetCurve(silent), 97, 103)).toBeNull();
  });
});
