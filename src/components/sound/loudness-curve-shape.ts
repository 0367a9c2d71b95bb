// The loudness curve as a picture: LUFS upwards, the track from left to right.

/** 0 LUFS is the top; the bottom lies where the music does. */
export interface LoudnessScale {
  readonly bottomLufs: number;
  /** Written beside it. */
  readonly marks: readonly number[];
}

const STEP_LU = 10;
const LEAST_RANGE_LU = 30;
const LOWEST_LUFS = -70;

/** Quiet passages show too, but a fade-out does not push the music to the top: a twentieth of the points may lie below. */
export function loudnessScale(curve: readonly (number | null)[]): LoudnessScale {
  const heard = curve.filter((lufs) => lufs !== null).sort((a, b) => a - b);
  const low = heard[Math.floor(heard.length / 20)] ?? 0;
  const bottomLufs = Math.max(LOWEST_LUFS, Math.min(-LEAST_RANGE_LU, Math.floor((low - 2) / STEP_LU) * STEP_LU));
  const marks = Array.from({ length: -bottomLufs / STEP_LU - 1 }, (_, i) => -(i + 1) * STEP_LU);
  return { bottomLufs, marks };
}

/** 0 at the top, 1 at the bottom. */
export function loudnessY(lufs: number, { bottomLufs }: LoudnessScale): number {
  return Math.min(1, Math.max(0, lufs / bottomLufs));
}

/** Path data in a box of one unit a point and a height of 100; silence lies at the bottom. @returns the line, and the area below it */
export function loudnessPath(curve: readonly (number | null)[], scale: LoudnessScale): { readonly line: string; readonly area: string } {
  if (curve.length === 0) return { line: '', area: '' };
  const points = curve.map((lufs, i) => `${i + 0.5} ${Math.round((lufs === null ? 1 : loudnessY(lufs, scale)) * 1000) / 10}`);
  const line = `M0 ${points[0]?.split(' ')[1]}L${points.join('L')}L${curve.length} ${points.at(-1)?.split(' ')[1]}`;
  return { line, area: `${line}V100H0Z` };
}

/** The loudness at a part of the track, 0–1; null where it is silent. */
export function loudnessAt(curve: readonly (number | null)[], part: number): number | null {
  return curve[Math.min(curve.length - 1, Math.max(0, Math.floor(part * curve.length)))] ?? null;
}
