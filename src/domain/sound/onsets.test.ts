import { describe, expect, it } from 'vitest';
import { onsetCurve, strongestTempo } from './onsets';

const RATE_HZ = 11025;

/** Short decaying bursts at a tempo. */
function clicks(tempoBpm: number, seconds: number): Float32Array {
  const periodS = 60 / tempoBpm;
  return Float32Array.from({ length: seconds * RATE_HZ }, (_, i) => {
    const since = (i / RATE_HZ) % periodS;
    return 0.5 * Math.sin(2 * Math.PI * 880 * since) * Math.exp(-40 * since);
  });
}

describe('the onsets', () => {
  it.each([64.3, 97.77, 128.05, 174.4])('tell %d BPM to a twentieth of a beat', (tempoBpm) => {
    const curve = onsetCurve(clicks(tempoBpm, 60), RATE_HZ);
    expect(Math.abs((strongestTempo(curve, tempoBpm * 0.975, tempoBpm * 1.03) ?? 0) - tempoBpm)).toBeLessThan(0.05);
  });

  it('are found in soft passages beside loud ones', () => {
    const wave = clicks(100, 60).map((x, i) => (i < 30 * RATE_HZ ? x : x * 0.03));
    expect(Math.abs((strongestTempo(onsetCurve(wave, RATE_HZ), 97, 103) ?? 0) - 100)).toBeLessThan(0.05);
  });

  it('are none in silence', () => expect(strongestTempo(onsetCurve(new Float32Array(RATE_HZ * 10), RATE_HZ), 97, 103)).toBeNull());
});
