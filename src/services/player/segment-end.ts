// When a track that is a part of its file has come to its end. The media element tells the time four times a second only.

/** So near to the end counts as there: a timer never fires on the sample. */
const NEAR_END_S = 0.01;
/** A timer set for longer than this would run away from an element that stalls or is sought. */
const LONGEST_LOOK_S = 0.5;

export interface SegmentEnd {
  /** Call whenever the element tells of its time. */
  look(): void;
  stop(): void;
}

/**
 * @param leftS what is left of the part, in seconds at the speed of play; null where there is no end to wait for
 * @param onEnd called once each time the end is come to
 */
export function segmentEnd(leftS: () => number | null, onEnd: () => void): SegmentEnd {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }
  function look(): void {
    stop();
    const left = leftS();
    if (left === null) return;
    if (left <= NEAR_END_S) onEnd();
    else if (left < LONGEST_LOOK_S) timer = setTimeout(look, left * 1000);
  }
  return { look, stop };
}
