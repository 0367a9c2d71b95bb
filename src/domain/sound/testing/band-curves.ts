// Band energies of made music: strokes that sound at once and die away, over a floor of noise.
import type { BandCurve } from '../onsets';

export const CURVE_RATE_HZ = 44100 / 512;
const DECAY_S = 0.06;
const FLOOR = 1e-4;

export interface Stroke {
  readonly timeS: number;
  /** Energy in lows, mids and highs. */
  readonly energies: readonly [number, number, number];
}

export const KICK: Stroke['energies'] = [1, 0.1, 0.02];
export const SNARE: Stroke['energies'] = [0.1, 1, 0.5];
export const HAT: Stroke['energies'] = [0.001, 0.02, 0.3];

/** @param random 0–1 */
export function bandCurve(durationS: number, strokes: readonly Stroke[], random: () => number): BandCurve {
  const hops = Math.floor(durationS * CURVE_RATE_HZ);
  const bands = [0, 1, 2].map(() => Float32Array.from({ length: hops }, () => FLOOR * (0.5 + random())));
  for (const { timeS, energies } of strokes) {
    const first = Math.ceil(timeS * CURVE_RATE_HZ);
    for (let hop = first; hop < Math.min(hops, first + CURVE_RATE_HZ); hop++) {
      const level = Math.exp(-(hop / CURVE_RATE_HZ - timeS) / DECAY_S);
      energies.forEach((energy, i) => {
        const band = bands[i] as Float32Array;
        band[hop] = (band[hop] as number) + energy * level;
      });
    }
  }
  return { bands, rateHz: CURVE_RATE_HZ };
}

/** Strokes on beats, one after another, at a tempo that may change with the beat's number. */
export function beatsOf(durationS: number, tempoBpm: (beat: number) => number, fromS = 0): readonly number[] {
  const timesS: number[] = [];
  for (let timeS = fromS; timeS < durationS; timeS += 60 / tempoBpm(timesS.length - 1)) timesS.push(timeS);
  return timesS;
}

/** Numbers in 0–1, the same each time (Park and Miller). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
