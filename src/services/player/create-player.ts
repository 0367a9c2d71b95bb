// The player: commands of the person over a pure queue and what is heard.
import type { Database } from '../../db/database';
import { loadQueue } from '../../db/play-queue';
import { watchSeq } from '../../db/sequence';
import { trackViews } from '../../db/tracks';
import { pictureOf } from '../../domain/library/cover';
import type { CoverHash, TrackId } from '../../domain/library/ids';
import * as queues from '../../domain/playback/queue';
import { channel, type Channel } from '../listenable';
import type { Preferences } from '../preferences/preferences';
import { bindMediaSession } from './media-session';
import { createPlayCounter } from './play-counter';
import { createPlayback, type Playback } from './playback';
import { INITIAL_PLAYER, type Player, type PlayerState } from './player';
import { positionMemory, type PositionMemory } from './position-memory';
import type { RemoteAudio } from './track-source';

/** Before this, "previous" goes to the item before; after it, back to the start. */
const RESTART_AFTER_S = 3;

export interface PlayerDeps {
  readonly db: Database;
  readonly preferences: Preferences;
  /** Remembers the position across reloads: localStorage. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** `navigator.mediaSession`, or null where the browser has none. */
  readonly mediaSession: MediaSession | null;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly remote: RemoteAudio;
  /** What plays goes first through the pipeline. */
  readonly onPlaying: (trackId: TrackId) => void;
}

export function createPlayer(deps: PlayerDeps): Player {
  const { db, preferences, random } = deps;
  const { volume, muted } = preferences.state();
  const state = channel<PlayerState>({ ...INITIAL_PLAYER, volume, muted });
  const memory = positionMemory(deps.storage);
  const playback = createPlayback({ db, state, memory, counter: createPlayCounter(deps), remote: deps.remote, onPlaying: deps.onPlaying });
  playback.output.setVolume(volume, muted);

  const player: Player = {
    state: state.state,
    subscribe: state.subscribe,
    ...queueCommands(playback, state, random),
    ...transport(playback, state),
    setVolume: (next) => setLoudness(Math.min(Math.max(0, next), 1), false),
    setMuted: (next) => setLoudness(state.state().volume, next),
  };

  function setLoudness(nextVolume: number, nextMuted: boolean): void {
    playback.output.setVolume(nextVolume, nextMuted);
    state.set({ volume: nextVolume, muted: nextMuted });
    preferences.set({ volume: nextVolume, muted: nextMuted });
  }

  const coverOf = async (hash: CoverHash): Promise<Blob | null> => {
    const row = await db.covers.get(hash);
    return row ? pictureOf(row, 'large') : null;
  };
  if (deps.mediaSession) bindMediaSession(player, { session: deps.mediaSession, coverOf });
  watchSeq(db, () => void refreshCurrent(db, state));
  void restore(db, playback, memory);
  return player;
}

type QueueCommands = Pick<Player,
  'playAll' | 'playNext' | 'addToQueue' | 'playItem' | 'removeItems' | 'moveItem' | 'clearQueue' | 'setRepeat' | 'setShuffled'>;

function queueCommands(playback: Playback, state: Channel<PlayerState>, random: () => number): QueueCommands {
  const { queue, setQueue } = playback;
  const add = (next: queues.PlayQueue): void => {
    const wasEmpty = queue().index < 0;
    setQueue(next);
    if (wasEmpty) void playback.show(0, 'paused');
  };
  const clearQueue = (): void => {
    playback.output.unload();
    setQueue(queues.replaceItems(queue(), [], 0, random));
    void playback.show(0, 'stopped');
  };
  return {
    playAll(trackIds, startAt = 0) {
      if (trackIds.length === 0) return clearQueue();
      playback.forgetFailures();
      setQueue(queues.replaceItems(queue(), trackIds, startAt, random));
      playback.begin(0);
    },
    playNext: (trackIds) => add(queues.insertNext(queue(), trackIds)),
    addToQueue: (trackIds) => add(queues.append(queue(), trackIds)),
    playItem(itemId) {
      playback.forgetFailures();
      const index = queue().items.findIndex((item) => item.itemId === itemId);
      if (index >= 0) playback.step(index);
    },
    removeItems(itemIds) {
      const before = queues.currentItem(queue());
      const wasPlaying = isPlaying(state.state());
      setQueue(queues.removeItems(queue(), itemIds));
      if (queues.currentItem(queue()) === before) return;
      playback.output.unload();
      if (wasPlaying && queue().index >= 0) playback.begin(0);
      else void playback.show(0, 'paused');
    },
    moveItem: (itemId, toIndex) => setQueue(queues.moveItem(queue(), itemId, toIndex)),
    clearQueue,
    setRepeat: (mode) => setQueue({ ...queue(), repeat: mode }),
    setShuffled: (shuffled) => setQueue(queues.setShuffled(queue(), shuffled, random)),
  };
}

type Transport = Pick<Player, 'toggle' | 'play' | 'pause' | 'next' | 'previous' | 'seek'>;

function transport({ output, queue, begin, step, forgetFailures }: Playback, state: Channel<PlayerState>): Transport {
  function play(): void {
    forgetFailures();
    if (output.loaded() !== null && output.loaded() === queues.currentItem(queue())?.itemId && !output.ended()) void output.play();
    else begin(state.state().positionS);
  }
  function pause(): void {
    if (output.loaded() !== null) output.pause();
    else if (queue().index >= 0) state.set({ status: 'paused' });
  }
  function seek(positionS: number): void {
    if (output.loaded() !== null) output.seek(positionS);
    else state.set({ positionS });
  }
  return {
    play,
    pause,
    seek,
    toggle: () => (isPlaying(state.state()) ? pause() : play()),
    next() {
      const to = queues.nextIndex(queue(), 'skip');
      if (to !== null) step(to);
    },
    previous() {
      const to = state.state().positionS > RESTART_AFTER_S ? null : queues.previousIndex(queue());
      if (to === null) seek(0);
      else step(to);
    },
  };
}

function isPlaying({ status }: PlayerState): boolean {
  return status === 'playing' || status === 'loading';
}

/** The queue of the last visit, paused where it was; not when the person was quicker. */
async function restore(db: Database, playback: Playback, memory: PositionMemory): Promise<void> {
  const stored = await loadQueue(db);
  if (!stored || playback.queue() !== queues.EMPTY_QUEUE) return;
  const positionS = memory.load();
  playback.setQueue(stored);
  await playback.show(positionS, 'paused');
}

/** A rating, a tag or an analysis of the current track may have changed. */
async function refreshCurrent(db: Database, state: Channel<PlayerState>): Promise<void> {
  const held = state.state().current;
  if (!held) return;
  const [current] = await trackViews(db, [held.trackId]);
  if (current && state.state().current?.trackId === current.trackId) state.set({ current });
}
