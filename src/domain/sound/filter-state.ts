// What recursive filters keep from one block to the next.

/** Below this it is flushed: arithmetic on denormal numbers is slow. */
const SILENT_STATE = 1e-20;

/** A state that a damaged file drove out of bounds begins again: one bad sample must not silence the rest. */
export function flushed(state: number): number {
  return Math.abs(state) >= SILENT_STATE && Number.isFinite(state) ? state : 0;
}
