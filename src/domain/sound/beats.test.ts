import { describe, expect, it } from 'vitest';
import { beatTimes } from './beats';
import { onsetCurve } from './onsets';
import { bandCurve, beatsOf, CURVE_RATE_HZ, HAT, KICK, seeded, SNARE, type Stroke } from './testing/band-curves';

const DURATION_S = 60;
const TOLERANCE_S = 0.07;

/** MIREX's F of beats within 70 ms. */
function agreement(foundS: ArrayLike<number>, trueS: readonly number[]): number {
  const hits = trueS.filter((timeS) => Array.from(foundS).some((each) => Math.abs(each - timeS) <= TOLERANCE_S)).length;
  return (2 * hits) / (foundS.length + trueS.length);
}

/** Kick and snare in turn, hats between at a part of the beat. */
function drums(beatsS: readonly number[], hatAt: number | null): readonly Stroke[] {
  return beatsS.flatMap((timeS, i) => {
    const next = beatsS[i + 1] ?? timeS;
    const hats: Stroke[] = hatAt === null ? [] : [{ timeS: timeS + hatAt * (next - timeS), energies: HAT }];
    return [{ timeS, energies: i % 2 === 0 ? KICK : SNARE }, ...hats];
  });
}

const curveOf = (strokes: readonly Stroke[]) => onsetCurve(bandCurve(DURATION_S, strokes, seeded(7)));

describe('the beats', () => {
  it.each([50, 72.5, 97.3, 120, 143.9, 175, 210])('of %d BPM lie on the strokes', (tempoBpm) => {
    const beatsS = beatsOf(DURATION_S, () => tempoBpm, 0.31);
    expect(agreement(beatTimes(curveOf(drums(beatsS, null)), tempoBpm), beatsS)).toBeGreaterThan(0.98);
  });

  it.each([['straight', 1 / 2], ['swung', 2 / 3]])('stay on the beat with %s hats between', (_, hatAt) => {
    const beatsS = beatsOf(DURATION_S, () => 110, 0.2);
    expect(agreement(beatTimes(curveOf(drums(beatsS, hatAt)), 110), beatsS)).toBeGreaterThan(0.98);
  });

  it('follow players who drift from 104 to 96 BPM', () => {
    const beatsS = beatsOf(DURATION_S, (beat) => 104 - (8 * beat) / 100);
    expect(agreement(beatTimes(curveOf(drums(beatsS, 1 / 2)), 100), beatsS)).toBeGreaterThan(0.95);
  });

  it('go on through a break', () => {
    const beatsS = beatsOf(DURATION_S, () => 120);
    const played = beatsS.filter((timeS) => timeS < 20 || timeS > 28);
    expect(agreement(beatTimes(curveOf(drums(played, null)), 120), beatsS)).toBeGreaterThan(0.97);
  });

  it('begin and end with the music', () => {
    const found = beatTimes(curveOf(drums(beatsOf(50, () => 120, 10), null)), 120);
    expect(found[0]).toBeCloseTo(10, 1);
    expect(found.at(-1)).toBeLessThan(50.1);
  });

  it('rise', () => {
    const found = beatTimes(curveOf(drums(beatsOf(DURATION_S, () => 133), 1 / 2)), 133);
    expect(Array.from(found).every((timeS, i) => i === 0 || timeS > (found[i - 1] as number))).toBe(true);
  });

  it('are none in silence and in nothing', () => {
    expect(beatTimes({ values: new Float32Array(5000), rateHz: CURVE_RATE_HZ }, 120)).toHaveLength(0);
    expect(beatTimes({ values: new Float32Array(0), rateHz: CURVE_RATE_HZ }, 120)).toHaveLength(0);
  });
});
