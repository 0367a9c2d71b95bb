// Loudness against what a listener is used to.

/** Streaming services play at −14 LUFS; most released music lies within a few LU of it (EBU R 128 targets −23 for broadcast). */
const USUAL_LUFS = { from: -18, to: -10 } as const;
const QUIETEST_LUFS = -40;

export function loudnessWord(integratedLufs: number): 'quiet' | 'medium' | 'loud' {
  if (integratedLufs < USUAL_LUFS.from) return 'quiet';
  return integratedLufs > USUAL_LUFS.to ? 'loud' : 'medium';
}

/** What to write under the scale. */
export const LOUDNESS_MARKS = [-40, -30, -20, -10, 0] as const;

/** 0–1 on a scale from −40 to 0 LUFS. */
export function loudnessPlace(integratedLufs: number): number {
  return Math.min(1, Math.max(0, 1 - integratedLufs / QUIETEST_LUFS));
}
