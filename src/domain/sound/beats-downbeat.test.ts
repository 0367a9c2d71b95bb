import { describe, expect, it } from 'vitest';
import { firstDownbeat } from './beats-downbeat';
import { bandCurve, beatsOf, HAT, KICK, seeded, SNARE } from './testing/band-curves';

const DURATION_S = 60;
const beatsS = beatsOf(DURATION_S, () => 120, 0.5);

/** A bar that begins with a kick at this beat; @param upbeats beats before the first bar */
function bars(meter: 3 | 4, upbeats: number) {
  const strokes = beatsS.map((timeS, i) => ({ timeS, energies: (i - upbeats + meter) % meter === 0 ? KICK : meter === 4 && (i - upbeats + 4) % 2 === 0 ? HAT : SNARE }));
  return bandCurve(DURATION_S, strokes, seeded(3));
}

describe('the first downbeat', () => {
  it.each([0, 1, 2, 3])('in four is found after %d upbeats', (upbeats) => {
    expect(firstDownbeat(bars(4, upbeats), Float32Array.from(beatsS))).toBeCloseTo(beatsS[upbeats] as number, 3);
  });

  it.each([0, 1, 2])('in three is found after %d upbeats', (upbeats) => {
    expect(firstDownbeat(bars(3, upbeats), Float32Array.from(beatsS))).toBeCloseTo(beatsS[upbeats] as number, 3);
  });

  it('is none where all beats are alike', () => {
    const random = seeded(11);
    const strokes = beatsS.map((timeS) => ({ timeS, energies: KICK.map((energy) => energy * (0.5 + random())) as [number, number, number] }));
    expect(firstDownbeat(bandCurve(DURATION_S, strokes, seeded(3)), Float32Array.from(beatsS))).toBeNull();
  });

  it('is none for a few beats', () => expect(firstDownbeat(bars(4, 0), Float32Array.from(beatsS.slice(0, 8)))).toBeNull());
});
