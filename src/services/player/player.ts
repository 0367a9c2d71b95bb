// What the rest of the app may ask of the player.
import type { TrackId } from '../../domain/library/ids';
import type { TrackView } from '../../domain/library/track-view';
import type { QueueItem, RepeatMode } from '../../domain/playback/queue';
import type { AppError } from '../../domain/result';
import type { Listenable } from '../listenable';

export type { QueueItem, RepeatMode };

/** A track that was passed over because it could not be played. */
export interface SkippedTrack {
  readonly trackId: TrackId;
  readonly title: string;
  readonly error: AppError;
}

export interface PlayerState {
  readonly status: 'stopped' | 'loading' | 'playing' | 'paused';
  readonly current: TrackView | null;
  readonly queue: readonly QueueItem[];
  /** Place of the current item in `queue`, −1 when the queue is empty. */
  readonly index: number;
  readonly positionS: number;
  readonly durationS: number;
  /** 0–1. */
  readonly volume: number;
  readonly muted: boolean;
  readonly repeat: RepeatMode;
  readonly shuffled: boolean;
  /** Why the current track does not play. */
  readonly error: AppError | null;
  /** The last track that was passed over; a new object each time, so that a screen can tell. */
  readonly skipped: SkippedTrack | null;
}

export interface Player extends Listenable<PlayerState> {
  /** Replaces the queue and plays from `startAt`. */
  playAll(trackIds: readonly TrackId[], startAt?: number): void;
  playNext(trackIds: readonly TrackId[]): void;
  addToQueue(trackIds: readonly TrackId[]): void;
  playItem(itemId: number): void;
  removeItems(itemIds: readonly number[]): void;
  moveItem(itemId: number, toIndex: number): void;
  clearQueue(): void;
  toggle(): void;
  play(): void;
  pause(): void;
  next(): void;
  /** Back to the start after 3 s, else to the item before. */
  previous(): void;
  seek(positionS: number): void;
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  setRepeat(mode: RepeatMode): void;
  setShuffled(shuffled: boolean): void;
}

export const INITIAL_PLAYER: PlayerState = {
  status: 'stopped',
  current: null,
  queue: [],
  index: -1,
  positionS: 0,
  durationS: 0,
  volume: 1,
  muted: false,
  repeat: 'off',
  shuffled: false,
  error: null,
  skipped: null,
};
