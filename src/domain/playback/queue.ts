// The play queue: pure changes of a list in playing order, a current place, and the order to go back to after shuffling.
import type { TrackId } from '../library/ids';

export type RepeatMode = 'off' | 'all' | 'one';

export interface QueueItem {
  /** Unique within the queue, so that one track may stand in it twice. */
  readonly itemId: number;
  readonly trackId: TrackId;
}

export interface PlayQueue {
  /** In playing order. */
  readonly items: readonly QueueItem[];
  /** Place of the current item, −1 when the queue is empty. */
  readonly index: number;
  readonly repeat: RepeatMode;
  /** Item ids in the order before shuffling; null while not shuffled. */
  readonly unshuffled: readonly number[] | null;
  readonly nextItemId: number;
}

export const EMPTY_QUEUE: PlayQueue = { items: [], index: -1, repeat: 'off', unshuffled: null, nextItemId: 1 };

export function currentItem(queue: PlayQueue): QueueItem | null {
  return queue.items[queue.index] ?? null;
}

/** Replaces the items and makes `startAt` the current one. A shuffled queue shuffles the new items too, the current one first. */
export function replaceItems(queue: PlayQueue, trackIds: readonly TrackId[], startAt: number, random: () => number): PlayQueue {
  const items = makeItems(queue, trackIds);
  const index = items.length === 0 ? -1 : Math.min(Math.max(0, startAt), items.length - 1);
  const plain: PlayQueue = { ...queue, items, index, unshuffled: null, nextItemId: queue.nextItemId + items.length };
  return queue.unshuffled ? setShuffled(plain, true, random) : plain;
}

/** Puts items just behind the current one. */
export function insertNext(queue: PlayQueue, trackIds: readonly TrackId[]): PlayQueue {
  const current = currentItem(queue);
  const behind = current && queue.unshuffled ? queue.unshuffled.indexOf(current.itemId) + 1 : 0;
  return insertAt(queue, trackIds, queue.index + 1, behind);
}

export function append(queue: PlayQueue, trackIds: readonly TrackId[]): PlayQueue {
  return insertAt(queue, trackIds, queue.items.length, queue.items.length);
}

/** Takes items out. When the current one goes, the next that stays takes its place, or the last before it. */
export function removeItems(queue: PlayQueue, itemIds: readonly number[]): PlayQueue {
  const gone = new Set(itemIds);
  const items = queue.items.filter((item) => !gone.has(item.itemId));
  const before = queue.items.slice(0, Math.max(0, queue.index)).filter((item) => !gone.has(item.itemId)).length;
  return {
    ...queue,
    items,
    index: Math.min(before, items.length - 1),
    unshuffled: queue.unshuffled?.filter((id) => !gone.has(id)) ?? null,
  };
}

/** Moves one item; the current item stays the current one. In a shuffled queue the order to go back to is untouched. */
export function moveItem(queue: PlayQueue, itemId: number, toIndex: number): PlayQueue {
  const item = queue.items.find((each) => each.itemId === itemId);
  if (!item) return queue;
  const items = queue.items.filter((each) => each !== item);
  items.splice(Math.min(Math.max(0, toIndex), items.length), 0, item);
  return { ...queue, items, index: indexOf(items, currentItem(queue)) };
}

/** On: the current item comes first and the rest in random order (Fisher–Yates). Off: the order before, the current item kept. */
export function setShuffled(queue: PlayQueue, shuffled: boolean, random: () => number): PlayQueue {
  if (shuffled === (queue.unshuffled !== null)) return queue;
  const current = currentItem(queue);
  if (!shuffled) {
    const byId = new Map(queue.items.map((item) => [item.itemId, item]));
    const items = (queue.unshuffled ?? []).flatMap((id) => byId.get(id) ?? []);
    return { ...queue, items, index: indexOf(items, current), unshuffled: null };
  }
  const rest = shuffle(queue.items.filter((item) => item !== current), random);
  return {
    ...queue,
    items: current ? [current, ...rest] : rest,
    index: current ? 0 : -1,
    unshuffled: queue.items.map((item) => item.itemId),
  };
}

/**
 * Where the queue goes from here, or null at its end.
 * @param why `ended`: the track came to its end, so that "repeat one" holds; `skip`: the person or an error moves on
 */
export function nextIndex(queue: PlayQueue, why: 'ended' | 'skip'): number | null {
  if (queue.items.length === 0) return null;
  if (queue.repeat === 'one' && why === 'ended') return queue.index;
  if (queue.index + 1 < queue.items.length) return queue.index + 1;
  return queue.repeat === 'all' ? 0 : null;
}

/** The place before the current one, or null at the start (unless the whole queue repeats). */
export function previousIndex(queue: PlayQueue): number | null {
  if (queue.index > 0) return queue.index - 1;
  return queue.repeat === 'all' && queue.items.length > 0 ? queue.items.length - 1 : null;
}

/** @param unshuffledAt the place in the order to go back to */
function insertAt(queue: PlayQueue, trackIds: readonly TrackId[], at: number, unshuffledAt: number): PlayQueue {
  const added = makeItems(queue, trackIds);
  const ids = added.map((item) => item.itemId);
  return {
    ...queue,
    items: [...queue.items.slice(0, at), ...added, ...queue.items.slice(at)],
    index: queue.index < 0 && added.length > 0 ? 0 : queue.index,
    unshuffled: queue.unshuffled && [...queue.unshuffled.slice(0, unshuffledAt), ...ids, ...queue.unshuffled.slice(unshuffledAt)],
    nextItemId: queue.nextItemId + added.length,
  };
}

function makeItems(queue: PlayQueue, trackIds: readonly TrackId[]): QueueItem[] {
  return trackIds.map((trackId, i) => ({ itemId: queue.nextItemId + i, trackId }));
}

function indexOf(items: readonly QueueItem[], item: QueueItem | null): number {
  return item ? items.indexOf(item) : -1;
}

function shuffle<T>(values: readonly T[], random: () => number): T[] {
  const shuffled = [...values];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
