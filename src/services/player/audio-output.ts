// Two media elements: one is heard, the other holds the next track ready, so that it starts the moment the first ends.
import { messageOf, type AppError, type ErrorCode } from '../../domain/result';
import type { TrackSource } from './track-source';

export interface OutputEvents {
  onPlaying(): void;
  onPaused(): void;
  onWaiting(): void;
  onTime(): void;
  onJump(): void;
  onDuration(): void;
  onEnded(): void;
  /** @param source what failed */
  onError(error: AppError, source: TrackSource): void;
}

export interface AudioOutput {
  /** The queue item that the audible element holds, or null. */
  loaded(): number | null;
  prepared(): number | null;
  load(itemId: number, source: TrackSource, positionS: number): void;
  /** Readies the next in the silent element. */
  prepare(itemId: number, source: TrackSource): void;
  /** Makes the prepared item the audible one. @returns false when another or none is prepared */
  swapTo(itemId: number): boolean;
  unload(): void;
  /** @returns the name of the error that kept it from starting, or null */
  play(): Promise<string | null>;
  pause(): void;
  seek(positionS: number): void;
  /** Whether the audible item has come to its end. */
  ended(): boolean;
  positionS(): number;
  /** 0 while unknown. */
  durationS(): number;
  setVolume(volume: number, muted: boolean): void;
}

interface Deck {
  readonly element: HTMLAudioElement;
  itemId: number | null;
  source: TrackSource | null;
  /** Of a file, for as long as it is held. */
  objectUrl: string | null;
}

export function createAudioOutput(events: OutputEvents): AudioOutput {
  let audible = makeDeck();
  let silent = makeDeck();

  function heard(deck: Deck, tell: () => void): () => void {
    return () => {
      if (deck === audible && deck.itemId !== null) tell();
    };
  }

  function makeDeck(): Deck {
    const element = new Audio();
    element.preload = 'auto';
    const deck: Deck = { element, itemId: null, source: null, objectUrl: null };
    element.addEventListener('playing', heard(deck, events.onPlaying));
    element.addEventListener('waiting', heard(deck, events.onWaiting));
    element.addEventListener('timeupdate', heard(deck, events.onTime));
    element.addEventListener('seeking', heard(deck, events.onJump));
    element.addEventListener('durationchange', heard(deck, events.onDuration));
    element.addEventListener('ended', heard(deck, events.onEnded));
    element.addEventListener('pause', heard(deck, () => {
      if (!element.ended) events.onPaused();
    }));
    element.addEventListener('error', () => onError(deck));
    return deck;
  }

  function onError(deck: Deck): void {
    const failure = deck.element.error;
    const { source } = deck;
    if (source === null || !failure) return;
    empty(deck);
    // A silent one that fails is opened again when its turn comes, and tells its reason then.
    if (deck === audible) events.onError({ code: mediaErrorCode(failure), detail: failure.message }, source);
  }

  return {
    loaded: () => audible.itemId,
    prepared: () => silent.itemId,
    load(itemId, source, positionS) {
      fill(audible, itemId, source);
      audible.element.currentTime = positionS;
    },
    prepare(itemId, source) {
      fill(silent, itemId, source);
    },
    swapTo(itemId) {
      if (silent.itemId !== itemId) return false;
      empty(audible);
      [audible, silent] = [silent, audible];
      return true;
    },
    unload() {
      empty(audible);
    },
    play: () => audible.element.play().then(() => null, (thrown: unknown) => (thrown instanceof DOMException ? thrown.name : messageOf(thrown))),
    pause: () => audible.element.pause(),
    seek(positionS) {
      audible.element.currentTime = positionS;
    },
    ended: () => audible.element.ended,
    positionS: () => audible.element.currentTime,
    durationS: () => (Number.isFinite(audible.element.duration) ? audible.element.duration : 0),
    setVolume(volume, muted) {
      for (const { element } of [audible, silent]) {
        element.volume = volume;
        element.muted = muted;
      }
    },
  };
}

function fill(deck: Deck, itemId: number, source: TrackSource): void {
  empty(deck);
  deck.itemId = itemId;
  deck.source = source;
  deck.objectUrl = typeof source === 'string' ? null : URL.createObjectURL(source);
  // Asked for as a page of this origin: a server elsewhere answers only those that it was told to.
  deck.element.crossOrigin = typeof source === 'string' ? 'anonymous' : null;
  deck.element.src = typeof source === 'string' ? source : (deck.objectUrl ?? '');
}

function empty(deck: Deck): void {
  if (deck.source === null) return;
  deck.itemId = null;
  deck.source = null;
  deck.element.removeAttribute('src');
  deck.element.load();
  if (deck.objectUrl) URL.revokeObjectURL(deck.objectUrl);
  deck.objectUrl = null;
}

function mediaErrorCode(error: MediaError): ErrorCode {
  switch (error.code) {
    case MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED:
      return 'unsupported-format';
    case MediaError.MEDIA_ERR_DECODE:
      return 'decode-failed';
    default:
      return 'read-failed';
  }
}
