// The tempo of taps along with the music.

/** A longer pause begins anew: 24 BPM. */
const PAUSE_MS = 2500;
/** Two intervals say little; the first tap is often early or late. */
const FEWEST_INTERVALS = 3;
/** Taps further back than this no longer count: hands settle into the beat. */
const LATEST_INTERVALS = 16;
/** An interval this far from the median is a slip. */
const SLIP = 0.15;

/** The taps with one more; after a pause, only that one. */
export function withTap(tapsMs: readonly number[], atMs: number): readonly number[] {
  const last = tapsMs.at(-1);
  if (last === undefined || atMs - last > PAUSE_MS || atMs <= last) return [atMs];
  return [...tapsMs, atMs].slice(-(LATEST_INTERVALS + 1));
}

/**
 * The mean of those intervals that lie near the median: a missed or doubled tap does not move it, and unlike the median alone it
 * gets finer with each tap. A missed tap is an interval of two beats, and counts as two.
 * @param tapsMs in order @returns BPM; null before the fourth tap
 */
export function tappedTempo(tapsMs: readonly number[]): number | null {
  const intervals = tapsMs.slice(1).map((atMs, i) => atMs - (tapsMs[i] as number));
  if (intervals.length < FEWEST_INTERVALS) return null;
  const middle = median(intervals);
  const beats = intervals.map((interval) => ({ interval, count: Math.round(interval / middle) }))
    .filter(({ interval, count }) => count >= 1 && Math.abs(interval / count / middle - 1) <= SLIP);
  const total = beats.reduce((sum, { interval }) => sum + interval, 0);
  const count = beats.reduce((sum, beat) => sum + beat.count, 0);
  return total > 0 ? (60_000 * count) / total : null;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
