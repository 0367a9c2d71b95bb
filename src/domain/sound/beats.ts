// Beat times over a whole recording: dynamic programming over the onsets, held to a tempo but free to drift with the players.
import type { OnsetCurve } from './onsets';
import { parabolaTop } from './onsets';

/** How dear a step of another length than the tempo's is, against onsets of a deviation of 1 (librosa's `tightness`; Ellis has 400 to 680). */
const TIGHTNESS = 100;
/** Onsets are smoothed by a bell this wide, as a part of the beat: players are not exact to the hop. */
const SMOOTHING = 1 / 32;
/** Beats before the first and after the last onsets that are this strong, against the root mean square over all beats, are dropped. */
const AUDIBLE = 0.5;

/**
 * After Ellis, Beat Tracking by Dynamic Programming (2007): the sequence of times that gains most from onsets and pays
 * `TIGHTNESS × log²(step / beat)` for each step. Runs in time proportional to the recording's length.
 * @returns seconds from the start of the curve, in order; empty where there are no onsets
 */
export function beatTimes({ values, rateHz }: OnsetCurve, tempoBpm: number): Float32Array {
  const beatHops = (60 * rateHz) / tempoBpm;
  const strengths = smoothed(values, beatHops * SMOOTHING);
  const hops = audible(bestPath(strengths, beatHops), strengths);
  return Float32Array.from(hops, (hop) => Math.max(0, hop + parabolaTop(strengths, hop)) / rateHz);
}

/** Hops of the best path, backwards from its best end within the last beat. */
function bestPath(strengths: Float32Array, beatHops: number): readonly number[] {
  const { gains, before } = paths(strengths, beatHops);
  let hop = -1;
  for (let i = Math.max(0, gains.length - Math.ceil(beatHops)); i < gains.length; i++) if (hop < 0 || (gains[i] as number) > (gains[hop] as number)) hop = i;
  const hops: number[] = [];
  for (; hop >= 0; hop = before[hop] as number) hops.push(hop);
  return hops.reverse();
}

/** For each hop the gain of the best path that ends there, and where that path was a beat before (−1: nowhere). */
function paths(strengths: Float32Array, beatHops: number): { readonly gains: Float32Array; readonly before: Int32Array } {
  const [nearest, farthest] = [Math.max(1, Math.round(beatHops / 2)), Math.round(beatHops * 2)];
  const costs = Float64Array.from({ length: farthest + 1 }, (_, step) => TIGHTNESS * Math.log(Math.max(1, step) / beatHops) ** 2);
  const gains = new Float32Array(strengths.length);
  const before = new Int32Array(strengths.length).fill(-1);
  for (let hop = 0; hop < strengths.length; hop++) {
    let most = -Infinity;
    for (let step = nearest; step <= Math.min(farthest, hop); step++) {
      const gain = (gains[hop - step] as number) - (costs[step] as number);
      if (gain > most) {
        most = gain;
        before[hop] = hop - step;
      }
    }
    gains[hop] = (strengths[hop] as number) + (before[hop] === -1 ? 0 : most);
  }
  return { gains, before };
}

/** What is smoothed, scaled to a deviation of 1. */
function smoothed(values: Float32Array, deviationHops: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2 * deviationHops));
  const bell = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / Math.max(0.5, deviationHops)) ** 2));
  const smooth = new Float32Array(values.length);
  let power = 0;
  for (let at = 0; at < values.length; at++) {
    let sum = 0;
    for (let i = 0; i < bell.length; i++) sum += (bell[i] as number) * (values[at + i - reach] ?? 0);
    smooth[at] = sum;
    power += (smooth[at] as number) ** 2;
  }
  const deviation = Math.sqrt(power / Math.max(1, smooth.length));
  for (let at = 0; deviation > 0 && at < smooth.length; at++) smooth[at] = (smooth[at] as number) / deviation;
  return smooth;
}

function audible(hops: readonly number[], strengths: Float32Array): readonly number[] {
  const strength = hops.map((hop) => Math.max(0, strengths[hop] as number));
  const least = AUDIBLE * Math.sqrt(strength.reduce((sum, each) => sum + each * each, 0) / Math.max(1, hops.length));
  const heard = (each: number) => each > 0 && each >= least;
  const first = strength.findIndex(heard);
  return first < 0 ? [] : hops.slice(first, strength.findLastIndex(heard) + 1);
}
