import { expect, test } from 'vitest';
import type { TrackView } from '../../domain/library/track-view';
import type { PlayerState } from '../player/player';
import { createStutterWatch } from './stutter-watch';

type Heard = Pick<PlayerState, 'status' | 'current' | 'positionS' | 'durationS'>;

const view = (trackId: number, elsewhere = false) => ({ trackId, elsewhere }) as TrackView;

/** A player whose state the test says, each a quarter of a second after the last unless told otherwise. */
function player(elsewhere = false) {
  let told = 0;
  let nowMs = 0;
  let state: Heard = { status: 'playing', current: view(1, elsewhere), positionS: 0, durationS: 200 };
  const watch = createStutterWatch(() => told++);
  const say = (patch: Partial<Heard>, afterMs = 250): void => {
    nowMs += afterMs;
    state = { ...state, ...patch };
    watch.follow(state, nowMs);
  };
  const play = (seconds: number, speed = 1): void => {
    for (let i = 0; i < seconds * 4; i++) say({ positionS: state.positionS + 0.25 * speed });
  };
  watch.follow(state, nowMs);
  return { say, play, told: () => told };
}

test('music that goes on is no stutter', () => {
  const { play, told } = player();
  play(60);
  expect(told()).toBe(0);
});

test('waiting for sound in the middle of a track is one', () => {
  const { say, play, told } = player();
  play(5);
  say({ status: 'loading' });
  expect(told()).toBe(1);
});

test('a position that falls behind the clock is one', () => {
  const { play, told } = player();
  play(5);
  play(4, 0.7);
  expect(told()).toBeGreaterThan(0);
});

test('the start of a track, a jump and a pause are none', () => {
  const { say, play, told } = player();
  say({ status: 'loading' });
  say({ status: 'playing' });
  play(5);
  say({ positionS: 120 });
  say({ status: 'loading' });
  say({ status: 'playing' });
  play(5);
  say({ status: 'paused' });
  say({ status: 'playing' }, 60_000);
  play(5);
  expect(told()).toBe(0);
});

test('the next track, and the end of one, are none', () => {
  const { say, play, told } = player();
  play(5);
  say({ positionS: 199.9 });
  say({ status: 'loading' }, 2_000);
  say({ status: 'playing', current: view(2), positionS: 0 });
  play(5);
  say({ status: 'loading', current: view(3), positionS: 0 });
  expect(told()).toBe(0);
});

test('music from another device waits for the network, not for the processor', () => {
  const { say, play, told } = player(true);
  play(5);
  say({ status: 'loading' });
  expect(told()).toBe(0);
});
