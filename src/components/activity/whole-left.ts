// The time left of all kinds of work together.
import type { TimeLeft, WorkLeft } from '../../domain/work/estimate';

/**
 * Kinds go on one after the other, so their times add up; the ends of the span add up too, which is a little too careful.
 * @returns null where the time of any kind that waits is unknown
 */
export function wholeLeft(left: readonly WorkLeft[]): TimeLeft | null {
  const waiting = left.filter(({ waiting: files }) => files > 0);
  if (waiting.length === 0) return null;
  let whole: TimeLeft = { low: 0, likely: 0, high: 0 };
  for (const { leftS } of waiting) {
    if (!leftS) return null;
    whole = { low: whole.low + leftS.low, likely: whole.likely + leftS.likely, high: whole.high + leftS.high };
  }
  return whole;
}
