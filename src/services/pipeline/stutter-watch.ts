// Whether playing music breaks off: the player waits for sound in the middle of a track, or its position falls behind the clock.
import type { PlayerState } from '../player/player';

/** A start and a jump need a moment to read. */
const SETTLED_MS = 1_500;
/** Over less the position is too coarse to compare. */
const LEAST_MS = 2_000;
/** Of the time that went by. */
const BEHIND = 0.1;
/** Positions that leap by more than the clock are jumps. */
const JUMP_S = 0.5;

interface Playing {
  readonly trackId: number;
  readonly sinceMs: number;
  /** Where the comparison with the clock begins. */
  fromMs: number;
  fromS: number;
  lastMs: number;
  lastS: number;
}

export interface StutterWatch {
  follow(state: Pick<PlayerState, 'status' | 'current' | 'positionS' | 'durationS'>, nowMs: number): void;
}

export function createStutterWatch(onStutter: () => void): StutterWatch {
  let playing: Playing | null = null;

  function begin(trackId: number, positionS: number, nowMs: number): void {
    playing = { trackId, sinceMs: nowMs, fromMs: nowMs, fromS: positionS, lastMs: nowMs, lastS: positionS };
  }

  return {
    follow({ status, current, positionS, durationS }, nowMs) {
      // What comes from another device waits for the network.
      if (!current || current.elsewhere || (status !== 'playing' && status !== 'loading')) {
        playing = null;
        return;
      }
      const jumped = playing !== null && Math.abs(positionS - playing.lastS - (nowMs - playing.lastMs) / 1000) > JUMP_S && positionS !== playing.lastS;
      if (status === 'loading') {
        const isInTheMiddle = playing?.trackId === current.trackId && nowMs - playing.sinceMs > SETTLED_MS && !jumped && positionS < durationS - JUMP_S;
        playing = null;
        if (isInTheMiddle) onStutter();
        return;
      }
      if (playing?.trackId !== current.trackId || jumped) return begin(current.trackId, positionS, nowMs);
      playing.lastMs = nowMs;
      playing.lastS = positionS;
      if (nowMs - playing.sinceMs < SETTLED_MS) {
        playing.fromMs = nowMs;
        playing.fromS = positionS;
      }
      const wentMs = nowMs - playing.fromMs;
      if (wentMs < LEAST_MS) return;
      const heardMs = (positionS - playing.fromS) * 1000;
      playing.fromMs = nowMs;
      playing.fromS = positionS;
      if (heardMs < wentMs * (1 - BEHIND)) onStutter();
    },
  };
}
