// What a page notices that makes the work give way: a person at it, a main thread that does not keep up, music that stutters.
import type { Listenable } from '../listenable';
import type { PlayerState } from '../player/player';
import { createBusyMeter } from './busy-meter';
import type { Sign } from './pipeline';
import { createStutterWatch } from './stutter-watch';

/** Told again this often at most. */
const USED_EVERY_MS = 5_000;
/** A timer that comes late by this much more tells that other work kept the processor. */
const TICK_MS = 1_000;
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export interface PageSignsDeps {
  readonly window: Pick<Window, 'addEventListener'>;
  readonly document: Pick<Document, 'addEventListener' | 'visibilityState'>;
  readonly player: Listenable<PlayerState>;
  readonly isWorking: () => boolean;
  readonly feel: (sign: Sign) => void;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Tells how long each task took that kept the main thread for more than 50 ms; does nothing where the browser does not tell. */
  readonly watchLongTasks: (listener: (tookMs: number) => void) => void;
  readonly every: (ms: number, act: () => void) => void;
}

export function watchPage({ window, document, player, isWorking, feel, now, watchLongTasks, every }: PageSignsDeps): void {
  let usedMs = -Infinity;
  const isSeen = (): boolean => document.visibilityState === 'visible';
  const busy = createBusyMeter(() => feel('busy'));

  function used(): void {
    if (now() - usedMs < USED_EVERY_MS) return;
    usedMs = now();
    feel('used');
  }

  for (const event of ACTIVITY) window.addEventListener(event, used, { passive: true, capture: true });
  document.addEventListener('visibilitychange', () => {
    if (isSeen()) return;
    usedMs = -Infinity;
    feel('left');
  });

  watchLongTasks((tookMs) => {
    if (isSeen() && isWorking()) busy.lost(tookMs, now());
  });
  let tickedMs = now();
  every(TICK_MS, () => {
    const lateMs = now() - tickedMs - TICK_MS;
    tickedMs = now();
    // Timers of hidden pages are late on purpose.
    if (isSeen() && isWorking()) busy.late(lateMs, now());
  });

  const stutter = createStutterWatch(() => {
    if (isWorking()) feel('stutter');
  });
  player.subscribe((state) => stutter.follow(state, now()));
}
