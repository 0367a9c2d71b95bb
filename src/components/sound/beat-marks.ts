// Which beats a timeline marks: all of those in view where they can be told apart, else none.
import type { Beats } from '../../domain/sound/sound';
import { placeIn, spanOf, type TimeView } from './time-view';

/** Closer than this, marks are a grey haze. */
const LEAST_GAP_PX = 9;
/** From here on there is room for a line through the wave; before, marks stand at its edges. */
const LINE_GAP_PX = 28;

export interface BeatMarks {
  /** Places in the view, 0–1. */
  readonly beats: readonly number[];
  /** Of the first downbeat; null where there is none, or it is out of view. */
  readonly downbeat: number | null;
  /** Whether each may be a line through the whole picture. */
  readonly lines: boolean;
  /** There are beats, but too close together to be marked: zooming in shows them. */
  readonly hidden: boolean;
}

export function beatMarks({ timesS, firstDownbeatS }: Beats, view: TimeView, widthPx: number): BeatMarks {
  const downbeat = firstDownbeatS !== null && firstDownbeatS >= view.fromS && firstDownbeatS <= view.untilS ? placeIn(view, firstDownbeatS) : null;
  const [first, last] = [placeOf(timesS, view.fromS), placeOf(timesS, view.untilS)];
  const gapPx = ((spanOf(view) / Math.max(1, last - first)) * widthPx) / spanOf(view);
  if (gapPx < LEAST_GAP_PX || !(spanOf(view) > 0)) return { beats: [], downbeat, lines: false, hidden: timesS.length > 0 };
  return { beats: Array.from(timesS.subarray(first, last), (timeS) => placeIn(view, timeS)), downbeat, lines: gapPx >= LINE_GAP_PX, hidden: false };
}

/** How many beats lie before a time: they are in order. */
function placeOf(timesS: Float32Array, atS: number): number {
  let [from, until] = [0, timesS.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((timesS[middle] as number) < atS) from = middle + 1;
    else until = middle;
  }
  return from;
}
