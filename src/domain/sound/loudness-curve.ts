// The loudness of a recording over its length, small enough to be kept with it and drawn.
import { lufsOf } from './power';

const POINTS = 200;
const STEP_LU = 0.3;
/** The loudness of the value 1; 0 stands for less. */
const LOWEST_LUFS = -70;

/**
 * Short-term loudness (EBU Tech 3341, 3 s) round the middle of 200 equal slices.
 * @param powers mean power of windows of 3 s from the start to the end, evenly spaced
 * @param lead from the start of the recording to the middle of the first window, as a part of its length; the same at the end
 * @returns one byte a point: 0 at or below −70 LUFS, else −70 LUFS + 0.3 LU × (value − 1); empty for a recording shorter than 3 s
 */
export function packLoudnessCurve(powers: Float64Array, lead: number): Uint8Array {
  if (powers.length === 0) return new Uint8Array(0);
  return Uint8Array.from({ length: POINTS }, (_, i) => {
    const part = (i + 0.5) / POINTS;
    const along = lead < 0.5 ? (part - lead) / (1 - 2 * lead) : 0;
    const at = Math.round(Math.min(1, Math.max(0, along)) * (powers.length - 1));
    const lufs = lufsOf(powers[at] as number);
    return lufs > LOWEST_LUFS ? Math.min(255, 1 + Math.round((lufs - LOWEST_LUFS) / STEP_LU)) : 0;
  });
}

/** LUFS at each point, within 0.15 LU; null where it is at or below −70 LUFS. */
export function unpackLoudnessCurve(bytes: Uint8Array): (number | null)[] {
  return Array.from(bytes, (value) => (value === 0 ? null : LOWEST_LUFS + STEP_LU * (value - 1)));
}
