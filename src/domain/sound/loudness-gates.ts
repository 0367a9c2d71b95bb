// What gating makes of the loudness of many blocks: one figure for a recording, and its range.
import { lufsOf } from './power';

/** BS.1770-4: blocks at or below it never count. */
export const ABSOLUTE_GATE_LUFS = -70;
/** Under the mean of what passes the absolute gate: BS.1770-4 for loudness, Tech 3342 for the range. */
export const RELATIVE_GATE_LU = -10;
const RANGE_GATE_LU = -20;
/** Tech 3342: the range spans these parts of the short-term values. */
const [LOW_PART, HIGH_PART] = [0.1, 0.95];

/**
 * Integrated loudness after ITU-R BS.1770-4, equations 5–7.
 * @param powers K-weighted mean power of 400 ms blocks, each 100 ms after the last
 * @returns LUFS, or null when no block passes the absolute gate
 */
export function integratedLufs(powers: Float64Array): number | null {
  const kept = gated(powers, RELATIVE_GATE_LU);
  return kept.length > 0 ? lufsOf(mean(kept)) : null;
}

/**
 * Loudness range after EBU Tech 3342: the distance from the 10th to the 95th percentile of the short-term values above the gates.
 * @param powers K-weighted mean power of windows of 3 s
 * @returns LU, or null when no window passes the absolute gate
 */
export function loudnessRangeLu(powers: Float64Array): number | null {
  const kept = gated(powers, RANGE_GATE_LU).sort();
  if (kept.length === 0) return null;
  const at = (part: number): number => lufsOf(kept[Math.round((kept.length - 1) * part)] as number);
  return at(HIGH_PART) - at(LOW_PART);
}

/** @param power the highest of any window @returns LUFS, or null where it is not above the absolute gate */
export function loudestLufs(power: number): number | null {
  const lufs = lufsOf(power);
  return lufs > ABSOLUTE_GATE_LUFS ? lufs : null;
}

function gated(powers: Float64Array, relativeGateLu: number): Float64Array {
  const audible = above(powers, ABSOLUTE_GATE_LUFS);
  return above(audible, lufsOf(mean(audible)) + relativeGateLu);
}

/** `filter` and `reduce` make an object of each number: of three hours 17 MB. */
function above(powers: Float64Array, gateLufs: number): Float64Array {
  const kept = new Float64Array(powers.length);
  let count = 0;
  for (const power of powers) if (lufsOf(power) > gateLufs) kept[count++] = power;
  return kept.subarray(0, count);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
