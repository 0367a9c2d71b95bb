// The part of a track that a timeline shows: zooming, moving, following what plays.

export interface TimeView {
  readonly fromS: number;
  readonly untilS: number;
}

/** Below this a waveform of 1,000 points shows nothing more. */
const SHORTEST_S = 6;
/** One press of a key or button. */
export const ZOOM_STEP = 2;
/** Where what plays stands after the view has followed it, as a part of the view. */
const FOLLOWED_AT = 0.08;

export function wholeView(durationS: number): TimeView {
  return { fromS: 0, untilS: Math.max(0, durationS) };
}

export function spanOf({ fromS, untilS }: TimeView): number {
  return untilS - fromS;
}

export function isWhole(view: TimeView, durationS: number): boolean {
  return spanOf(view) >= durationS - 1e-6;
}

/** Nothing more is to be seen from here on. */
export function isClosest(view: TimeView): boolean {
  return spanOf(view) <= SHORTEST_S + 1e-6;
}

/** @param factor more than 1 shows less of the track, larger; @param aroundS stays where it is on the screen */
export function zoomed(view: TimeView, factor: number, aroundS: number, durationS: number): TimeView {
  const span = Math.min(durationS, Math.max(Math.min(SHORTEST_S, durationS), spanOf(view) / factor));
  const part = spanOf(view) > 0 ? placeIn(view, aroundS) : 0;
  return startingAt(aroundS - part * span, span, durationS);
}

export function moved(view: TimeView, byS: number, durationS: number): TimeView {
  return startingAt(view.fromS + byS, spanOf(view), durationS);
}

/** Turns the page when what plays leaves the view; a view that lies elsewhere stays there. */
export function following(view: TimeView, beforeS: number, nowS: number, durationS: number): TimeView {
  const wasSeen = beforeS >= view.fromS && beforeS <= view.untilS;
  const isSeen = nowS >= view.fromS && nowS <= view.untilS;
  return wasSeen && !isSeen ? startingAt(nowS - FOLLOWED_AT * spanOf(view), spanOf(view), durationS) : view;
}

/** Where a time stands in the view: 0 at its start, 1 at its end, beyond them outside. */
export function placeIn(view: TimeView, atS: number): number {
  return (atS - view.fromS) / spanOf(view);
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];
const MARK_PX = 72;

/** Round times to write below the view, s. */
export function timeMarks(view: TimeView, widthPx: number): number[] {
  const most = Math.max(1, Math.floor(widthPx / MARK_PX));
  const step = STEPS_S.find((each) => spanOf(view) / each <= most) ?? 3600 * Math.ceil(spanOf(view) / 3600 / most);
  if (!(spanOf(view) > 0)) return [];
  const first = Math.ceil(view.fromS / step);
  return Array.from({ length: Math.floor(view.untilS / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** Keys of a timeline besides those that seek; null for others. */
export function viewByKey(key: string, view: TimeView, aroundS: number, durationS: number): TimeView | null {
  switch (key) {
    case '+':
    case '=':
      return zoomed(view, ZOOM_STEP, aroundS, durationS);
    case '-':
      return zoomed(view, 1 / ZOOM_STEP, aroundS, durationS);
    case '0':
      return wholeView(durationS);
    case '[':
      return moved(view, -spanOf(view) / 4, durationS);
    case ']':
      return moved(view, spanOf(view) / 4, durationS);
    default:
      return null;
  }
}

function startingAt(fromS: number, span: number, durationS: number): TimeView {
  const from = Math.max(0, Math.min(fromS, durationS - span));
  return { fromS: from, untilS: from + span };
}
