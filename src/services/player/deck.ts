// One media element with what it holds: a file or an address, and the part of it that is the track.
import type { ErrorCode } from '../../domain/result';
import type { SegmentEnd } from './segment-end';
import type { TrackSource } from './track-source';

export interface Deck {
  readonly element: HTMLAudioElement;
  itemId: number | null;
  source: TrackSource | null;
  /** Of a file, for as long as it is held. */
  objectUrl: string | null;
  /** The part of the same file that follows without a gap. */
  next: { readonly itemId: number; readonly source: TrackSource } | null;
  /** It has played to the end of its part, and was stopped there. */
  over: boolean;
  readonly end: SegmentEnd;
}

/** Two places of a file are one: sheets count in 75ths of a second. */
const SAME_PLACE_S = 1 / 150;
/** Where the element stands when the next part begins: nearer than this, it just goes on. */
const GOING_ON_S = 0.3;

export function startOf({ source }: Deck): number {
  return source?.segment?.startS ?? 0;
}

/** In seconds; 0 while unknown. */
export function lengthOf(deck: Deck): number {
  const { duration } = deck.element;
  const fileEndS = Number.isFinite(duration) ? duration : 0;
  const endS = deck.source?.segment?.endS ?? fileEndS;
  return Math.max(0, Math.min(endS, fileEndS || endS) - startOf(deck));
}

/** What is left of a part that plays; null where the end of the file is its end. */
export function leftS({ element, source, over }: Deck): number | null {
  const endS = source?.segment?.endS ?? null;
  return endS === null || element.paused || element.seeking || over ? null : (endS - element.currentTime) / element.playbackRate;
}

/** Whether a part begins where the one before ends, in the same file. */
export function follows(before: TrackSource | null, next: TrackSource): boolean {
  const [first, second] = [before?.segment, next.segment];
  return Boolean(first && second && first.endS !== null && first.fileId === second.fileId && Math.abs(first.endS - second.startS) < SAME_PLACE_S);
}

/** The element becomes that of the next part without being touched, unless somebody skipped there. */
export function goOn(deck: Deck, { itemId, source }: NonNullable<Deck['next']>): true {
  const fromS = source.segment?.startS ?? 0;
  Object.assign(deck, { itemId, source, next: null, over: false } satisfies Partial<Deck>);
  if (Math.abs(deck.element.currentTime - fromS) > GOING_ON_S) deck.element.currentTime = fromS;
  return true;
}

export function fill(deck: Deck, itemId: number, source: TrackSource): void {
  empty(deck);
  const { media } = source;
  deck.itemId = itemId;
  deck.source = source;
  deck.objectUrl = typeof media === 'string' ? null : URL.createObjectURL(media);
  // Asked for as a page of this origin: a server elsewhere answers only those that it was told to.
  deck.element.crossOrigin = typeof media === 'string' ? 'anonymous' : null;
  deck.element.src = typeof media === 'string' ? media : (deck.objectUrl ?? '');
}

export function empty(deck: Deck): void {
  if (deck.source === null) return;
  deck.end.stop();
  Object.assign(deck, { itemId: null, source: null, next: null, over: false } satisfies Partial<Deck>);
  deck.element.removeAttribute('src');
  deck.element.load();
  if (deck.objectUrl) URL.revokeObjectURL(deck.objectUrl);
  deck.objectUrl = null;
}

export function mediaErrorCode(error: MediaError): ErrorCode {
  switch (error.code) {
    case MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED:
      return 'unsupported-format';
    case MediaError.MEDIA_ERR_DECODE:
      return 'decode-failed';
    default:
      return 'read-failed';
  }
}
