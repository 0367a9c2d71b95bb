import { expect, test } from 'vitest';
import type { TrackView } from '../../domain/library/track-view';
import { channel } from '../listenable';
import { INITIAL_PLAYER } from '../player/player';
import { watchPage } from './page-signs';
import type { Sign } from './pipeline';

function page() {
  let nowMs = 0;
  let working = true;
  let tick: () => void = () => undefined;
  let longTask: (ms: number) => void = () => undefined;
  const felt: Sign[] = [];
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const player = channel({ ...INITIAL_PLAYER, current: { trackId: 1 } as TrackView, durationS: 100 });
  watchPage({
    window, document, player,
    isWorking: () => working,
    feel: (sign) => felt.push(sign),
    now: () => nowMs,
    watchLongTasks: (listener) => (longTask = listener),
    every: (_, act) => (tick = act),
  });
  return {
    felt, player, window,
    pass: (ms: number) => (nowMs += ms),
    rest: () => (working = false),
    tick: () => tick(),
    longTask: (ms: number) => longTask(ms),
    see(visibilityState: DocumentVisibilityState) {
      document.visibilityState = visibilityState;
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

test('a person at the page is told of now and then, and again at once after the page was hidden', () => {
  const { felt, window, pass, see } = page();
  for (let i = 0; i < 10; i++) {
    window.dispatchEvent(new Event('pointermove'));
    pass(1_000);
  }
  expect(felt).toEqual(['used', 'used']);
  see('hidden');
  see('visible');
  window.dispatchEvent(new Event('keydown'));
  expect(felt).toEqual(['used', 'used', 'left', 'used']);
});

test('late timers and long tasks tell of a busy page, but not of a hidden one or one without work', () => {
  const { felt, pass, tick, longTask, see, rest } = page();
  for (let i = 0; i < 3; i++) {
    pass(1_500);
    tick();
  }
  expect(felt).toEqual(['busy']);
  for (let i = 0; i < 5; i++) longTask(300);
  expect(felt).toEqual(['busy', 'busy']);
  see('hidden');
  for (let i = 0; i < 9; i++) longTask(300);
  see('visible');
  rest();
  for (let i = 0; i < 9; i++) longTask(300);
  expect(felt).toEqual(['busy', 'busy', 'left']);
});

test('music that waits in the middle of a track is told of while there is work', () => {
  const { felt, player, pass, rest } = page();
  const stumble = (): void => {
    player.set({ status: 'playing', positionS: 10 });
    pass(2_000);
    player.set({ positionS: 12 });
    pass(100);
    player.set({ status: 'loading' });
  };
  stumble();
  expect(felt).toEqual(['stutter']);
  rest();
  stumble();
  expect(felt).toEqual(['stutter']);
});
