// What is heard: follows the current item of the queue, readies the next, passes over what does not play.
import type { Database } from '../../db/database';
import { saveQueue } from '../../db/play-queue';
import { trackViews } from '../../db/tracks';
import type { TrackId } from '../../domain/library/ids';
import { currentItem, EMPTY_QUEUE, nextIndex, type PlayQueue } from '../../domain/playback/queue';
import type { AppError } from '../../domain/result';
import type { Channel } from '../listenable';
import { createAudioOutput, type AudioOutput } from './audio-output';
import type { PlayCounter } from './play-counter';
import type { PlayerState } from './player';
import type { PositionMemory } from './position-memory';
import { openSource, type RemoteAudio, type TrackSource } from './track-source';

/** A folder that is gone would otherwise be tried track by track. */
const MAX_FAILURES_IN_A_ROW = 10;

export interface PlaybackDeps {
  readonly db: Database;
  readonly state: Channel<PlayerState>;
  readonly memory: PositionMemory;
  readonly counter: PlayCounter;
  readonly remote: RemoteAudio;
  readonly onPlaying: (trackId: TrackId) => void;
}

export interface Playback {
  readonly output: AudioOutput;
  queue(): PlayQueue;
  /** Replaces the queue without touching what is heard. */
  setQueue(queue: PlayQueue): void;
  /** Makes a place of the queue the current one and plays it. */
  step(index: number): void;
  /** Plays the current item. */
  begin(positionS: number): void;
  /** Shows the current item without opening its file. */
  show(positionS: number, status: PlayerState['status']): Promise<void>;
  /** A person's start: earlier failures no longer count. */
  forgetFailures(): void;
}

export function createPlayback({ db, state, memory, counter, remote, onPlaying }: PlaybackDeps): Playback {
  let queue = EMPTY_QUEUE;
  /** Grows when another item becomes the current one; answers that come for an older turn are dropped. */
  let turn = 0;
  let failures = 0;

  const output = createAudioOutput({
    onPlaying() {
      failures = 0;
      state.set({ status: 'playing', error: null });
      void prepareNext();
    },
    onPaused() {
      state.set({ status: 'paused' });
      memory.save(output.positionS());
    },
    onWaiting: () => state.set({ status: 'loading' }),
    onTime: hear,
    onJump() {
      counter.jumped();
      state.set({ positionS: output.positionS() });
    },
    onDuration() {
      if (output.durationS() > 0) state.set({ durationS: output.durationS() });
    },
    onEnded() {
      hear();
      const to = nextIndex(queue, 'ended');
      if (to === null) state.set({ status: 'stopped', positionS: 0 });
      else step(to);
    },
    onError: (error, source) => void fail(error, source),
  });

  function hear(): void {
    const positionS = output.positionS();
    state.set({ positionS });
    memory.saveNowAndThen(positionS);
    counter.heard(state.state().current?.contentKey ?? null, positionS, output.durationS());
  }

  function setQueue(next: PlayQueue): void {
    queue = next;
    state.set({ queue: queue.items, index: queue.index, repeat: queue.repeat, shuffled: queue.unshuffled !== null });
    void saveQueue(db, queue);
    if (state.state().status === 'playing') void prepareNext();
  }

  function step(index: number): void {
    setQueue({ ...queue, index });
    void begin(0);
  }

  async function show(positionS: number, status: PlayerState['status']): Promise<void> {
    const mine = ++turn;
    counter.restart();
    memory.save(positionS);
    const trackId = currentItem(queue)?.trackId;
    state.set({ status: trackId === undefined ? 'stopped' : status, positionS, error: null });
    const [current] = trackId === undefined ? [] : await trackViews(db, [trackId]);
    if (mine === turn) state.set({ current: current ?? null, durationS: output.durationS() || (current?.durationS ?? 0) });
  }

  async function begin(positionS: number): Promise<void> {
    const item = currentItem(queue);
    if (!item) return;
    const loaded = output.loaded() === item.itemId;
    const ready = loaded || output.swapTo(item.itemId);
    // What was readied stands at its start; a seek would break a segment that just goes on.
    if (loaded || (ready && positionS > 0)) output.seek(positionS);
    else if (!ready) output.unload();
    const shown = show(positionS, 'loading');
    const mine = turn;
    onPlaying(item.trackId);
    // The sound does not wait for the row to be read: a prepared item follows without a gap.
    if (!ready && !(await load(item.itemId, item.trackId, positionS, mine))) return;
    if (state.state().status !== 'paused') await startSound();
    await shown;
  }

  /** @returns whether the sound is in the audible element and its turn has not passed */
  async function load(itemId: number, trackId: TrackId, positionS: number, mine: number): Promise<boolean> {
    const source = await openSource(db, remote, trackId);
    if (mine !== turn) return false;
    if (source.ok) output.load(itemId, source.value, positionS);
    else passOver(source.error);
    return source.ok;
  }

  /** What came from another device failed for reasons that only the server can tell. */
  async function fail(error: AppError, source: TrackSource): Promise<void> {
    const mine = turn;
    const reason = typeof source.media === 'string' ? await remote.explain(source.media) : null;
    if (mine === turn) passOver(reason ?? error);
  }

  async function startSound(): Promise<void> {
    const refused = await output.play();
    if (refused === 'NotAllowedError') state.set({ status: 'paused' });
  }

  /** Goes on to the next track; stops where that would only fail again. */
  function passOver(error: AppError): void {
    failures += 1;
    const trackId = currentItem(queue)?.trackId;
    const to = nextIndex(queue, 'skip');
    const hopeless = error.code === 'permission-denied' || failures >= Math.min(queue.items.length, MAX_FAILURES_IN_A_ROW);
    if (to === null || hopeless || trackId === undefined) return state.set({ status: 'stopped', error });
    void tellSkipped(trackId, error);
    step(to);
  }

  async function tellSkipped(trackId: TrackId, error: AppError): Promise<void> {
    const [track] = await trackViews(db, [trackId]);
    state.set({ skipped: { trackId, title: track?.title ?? '', error } });
  }

  async function prepareNext(): Promise<void> {
    const upcoming = () => queue.items[nextIndex(queue, 'ended') ?? -1];
    const item = upcoming();
    if (!item || item.itemId === output.prepared() || item.itemId === output.loaded()) return;
    const source = await openSource(db, remote, item.trackId);
    if (source.ok && upcoming()?.itemId === item.itemId) output.prepare(item.itemId, source.value);
  }

  return {
    output,
    queue: () => queue,
    setQueue,
    step,
    begin: (positionS) => void begin(positionS),
    show,
    forgetFailures() {
      failures = 0;
    },
  };
}
