// How long a track was really listened to, and when that counts as a play.

/** A play counts after half the track or this long, whichever comes first (the Last.fm scrobble rule). */
const LONGEST_WAIT_S = 240;

export interface Listening {
  readonly listenedS: number;
  /** Where the last report left off; null after a seek, so that the jump is not counted. */
  readonly lastPositionS: number | null;
  readonly counted: boolean;
}

export const NOT_LISTENED: Listening = { listenedS: 0, lastPositionS: null, counted: false };

/** After a report of the position while playing. Only time that went forwards by itself is added. */
export function listened(before: Listening, positionS: number, durationS: number): Listening {
  const deltaS = before.lastPositionS === null ? 0 : Math.max(0, positionS - before.lastPositionS);
  const listenedS = before.listenedS + deltaS;
  const enough = durationS > 0 && listenedS >= Math.min(durationS / 2, LONGEST_WAIT_S);
  return { listenedS, lastPositionS: positionS, counted: before.counted || enough };
}

/** After a jump: the next report only sets the place to count from. */
export function jumped(before: Listening): Listening {
  return { ...before, lastPositionS: null };
}
