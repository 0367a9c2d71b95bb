// Two media elements: one is heard, the other holds the next track ready, so that it starts the moment the first ends.
// A track that is a part of a file plays between two places of it; when the next one follows in the same file, the element just goes on.
import { messageOf, type AppError } from '../../domain/result';
import { empty, fill, follows, goOn, leftS, lengthOf, mediaErrorCode, startOf, type Deck } from './deck';
import { segmentEnd } from './segment-end';
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
    const deck: Deck = { element, itemId: null, source: null, objectUrl: null, next: null, over: false, end: segmentEnd(() => leftS(deck), () => onPartEnd(deck)) };
    element.addEventListener('playing', heard(deck, () => {
      events.onPlaying();
      deck.end.look();
    }));
    element.addEventListener('waiting', heard(deck, events.onWaiting));
    element.addEventListener('timeupdate', heard(deck, () => {
      events.onTime();
      deck.end.look();
    }));
    element.addEventListener('seeking', heard(deck, events.onJump));
    element.addEventListener('durationchange', heard(deck, events.onDuration));
    element.addEventListener('ended', heard(deck, events.onEnded));
    element.addEventListener('pause', heard(deck, () => {
      if (!element.ended && !deck.over) events.onPaused();
    }));
    element.addEventListener('error', () => onError(deck));
    return deck;
  }

  /** The next part goes on in the same element, or whoever is told makes another one heard; where neither is so, it stops. */
  function onPartEnd(deck: Deck): void {
    if (deck !== audible || deck.itemId === null) return;
    const { itemId } = deck;
    deck.over = true;
    events.onEnded();
    if (deck.itemId !== itemId || !deck.over) return;
    deck.element.pause();
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
    prepared: () => audible.next?.itemId ?? silent.itemId,
    load(itemId, source, positionS) {
      fill(audible, itemId, source);
      audible.element.currentTime = startOf(audible) + positionS;
    },
    prepare(itemId, source) {
      audible.next = follows(audible.source, source) ? { itemId, source } : null;
      if (audible.next) return empty(silent);
      fill(silent, itemId, source);
      silent.element.currentTime = startOf(silent);
    },
    swapTo(itemId) {
      if (audible.next?.itemId === itemId) return goOn(audible, audible.next);
      if (silent.itemId !== itemId) return false;
      empty(audible);
      [audible, silent] = [silent, audible];
      return true;
    },
    unload() {
      empty(audible);
    },
    play() {
      const goesOn = !audible.element.paused;
      const { itemId } = audible;
      return audible.element.play().then(() => {
        // An element that never stopped does not tell that it plays.
        if (goesOn && audible.itemId === itemId && !audible.element.paused) events.onPlaying();
        return null;
      }, (thrown: unknown) => (thrown instanceof DOMException ? thrown.name : messageOf(thrown)));
    },
    pause: () => audible.element.pause(),
    seek(positionS) {
      audible.over = false;
      audible.element.currentTime = startOf(audible) + Math.min(positionS, lengthOf(audible) || Infinity);
    },
    ended: () => audible.element.ended || audible.over,
    positionS: () => Math.min(Math.max(0, audible.element.currentTime - startOf(audible)), lengthOf(audible) || Infinity),
    durationS: () => lengthOf(audible),
    setVolume(volume, muted) {
      for (const { element } of [audible, silent]) {
        element.volume = volume;
        element.muted = muted;
      }
    },
  };
}
