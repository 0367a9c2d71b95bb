import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackId } from '../library/ids';
import {
  append, currentItem, EMPTY_QUEUE, insertNext, moveItem, nextIndex, previousIndex, removeItems, replaceItems, setShuffled, type PlayQueue,
} from './queue';

const ids = (...values: number[]): TrackId[] => values as TrackId[];
const tracks = (queue: PlayQueue): number[] => queue.items.map((item) => item.trackId);
const playing = (queue: PlayQueue): number | undefined => currentItem(queue)?.trackId;
const itemOf = (queue: PlayQueue, trackId: number): number => queue.items.find((item) => item.trackId === trackId)?.itemId ?? -1;
/** Always the last: a shuffle that can be foretold. */
const last = (): number => 0.999;
const abcd = replaceItems(EMPTY_QUEUE, ids(1, 2, 3, 4), 1, last);

describe('the play queue', () => {
  it('plays from the place asked for', () => {
    expect([tracks(abcd), playing(abcd)]).toEqual([[1, 2, 3, 4], 2]);
  });

  it('holds a place within the items when asked for one outside', () => {
    expect(playing(replaceItems(EMPTY_QUEUE, ids(1, 2), 9, last))).toBe(2);
  });

  it('is empty after being replaced by nothing', () => {
    expect(replaceItems(abcd, [], 0, last)).toMatchObject({ items: [], index: -1 });
  });

  it('puts "play next" just behind the current track', () => {
    expect(tracks(insertNext(abcd, ids(8, 9)))).toEqual([1, 2, 8, 9, 3, 4]);
  });

  it('makes the first added track the current one of an empty queue', () => {
    expect(playing(append(EMPTY_QUEUE, ids(5, 6)))).toBe(5);
  });

  it('lets one track stand in it twice', () => {
    const twice = append(abcd, ids(1));
    expect(new Set(twice.items.map((item) => item.itemId)).size).toBe(5);
  });

  it('goes on with the next that stays when the current one is removed', () => {
    expect(playing(removeItems(abcd, [itemOf(abcd, 2), itemOf(abcd, 3)]))).toBe(4);
  });

  it('falls back to the last one when the end is removed from under it', () => {
    expect(playing(removeItems(abcd, [2, 3, 4].map((id) => itemOf(abcd, id))))).toBe(1);
  });

  it('moves an item to the place asked for', () => {
    expect(tracks(moveItem(abcd, itemOf(abcd, 1), 2))).toEqual([2, 3, 1, 4]);
  });
});

describe('shuffling', () => {
  it('puts the current track first, so that all others are still to come', () => {
    const shuffled = setShuffled(abcd, true, () => 0);
    expect([playing(shuffled), shuffled.index]).toEqual([2, 0]);
  });

  it('gives back the order before', () => {
    expect(tracks(setShuffled(setShuffled(abcd, true, () => 0), false, last))).toEqual([1, 2, 3, 4]);
  });

  it('gives "play next" its place in the order before, behind the track it followed', () => {
    const added = insertNext(setShuffled(abcd, true, () => 0), ids(9));
    expect(tracks(setShuffled(added, false, last))).toEqual([1, 2, 9, 3, 4]);
  });

  it('gives what was added at the end its place at the end of the order before', () => {
    const added = append(setShuffled(abcd, true, () => 0), ids(9));
    expect(tracks(setShuffled(added, false, last))).toEqual([1, 2, 3, 4, 9]);
  });

  it('stays on for the next "play all", which begins with the track asked for', () => {
    const replaced = replaceItems(setShuffled(abcd, true, last), ids(5, 6, 7), 2, () => 0);
    expect([playing(replaced), replaced.index, replaced.unshuffled !== null]).toEqual([7, 0, true]);
  });
});

describe('going on', () => {
  const atEnd: PlayQueue = { ...abcd, index: 3 };

  it('stops behind the last track', () => {
    expect(nextIndex(atEnd, 'ended')).toBeNull();
  });

  it('begins again when the whole queue repeats', () => {
    expect(nextIndex({ ...atEnd, repeat: 'all' }, 'ended')).toBe(0);
  });

  it('plays the same track again when one repeats', () => {
    expect(nextIndex({ ...abcd, repeat: 'one' }, 'ended')).toBe(1);
  });

  it('leaves a repeating track when the person skips', () => {
    expect(nextIndex({ ...abcd, repeat: 'one' }, 'skip')).toBe(2);
  });

  it('has nothing before the first track', () => {
    expect(previousIndex({ ...abcd, index: 0 })).toBeNull();
  });
});

type Change = (queue: PlayQueue) => PlayQueue;

const trackIds = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }).map((values) => ids(...values));
const seeded = fc.double({ min: 0, max: 0.999, noNaN: true }).map((value) => () => value);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(trackIds, fc.nat(5), seeded).map(([added, at, random]): Change => (queue) => replaceItems(queue, added, at, random)),
  trackIds.map((added): Change => (queue) => insertNext(queue, added)),
  trackIds.map((added): Change => (queue) => append(queue, added)),
  fc.array(fc.nat(10), { maxLength: 4 }).map((at): Change => (queue) => removeItems(queue, at.flatMap((i) => queue.items[i]?.itemId ?? []))),
  fc.tuple(fc.nat(10), fc.nat(12)).map(([from, to]): Change => (queue) => moveItem(queue, queue.items[from]?.itemId ?? -1, to)),
  fc.tuple(fc.boolean(), seeded).map(([on, random]): Change => (queue) => setShuffled(queue, on, random)),
);
const anyQueue = fc.array(change, { maxLength: 20 }).map((changes) => changes.reduce((queue, apply) => apply(queue), EMPTY_QUEUE));

describe('whatever was done to the queue', () => {
  it('has a current item exactly when it is not empty', () => {
    fc.assert(fc.property(anyQueue, (queue) => (currentItem(queue) === null) === (queue.items.length === 0)));
  });

  it('never gives one id to two items', () => {
    fc.assert(fc.property(anyQueue, (queue) => new Set(queue.items.map((item) => item.itemId)).size === queue.items.length));
  });

  it('remembers exactly its own items for the order before shuffling', () => {
    fc.assert(fc.property(anyQueue, (queue) => {
      const held = queue.items.map((item) => item.itemId).sort((a, b) => a - b);
      expect(queue.unshuffled?.toSorted((a, b) => a - b) ?? held).toEqual(held);
    }));
  });

  it('keeps the current item through shuffling, moving and adding', () => {
    fc.assert(fc.property(anyQueue, fc.boolean(), fc.nat(10), (queue, on, to) => {
      const changed = append(moveItem(setShuffled(queue, on, last), queue.items[0]?.itemId ?? -1, to), ids(1));
      expect(currentItem(changed)?.itemId).toBe((currentItem(queue) ?? changed.items[0])?.itemId);
    }));
  });
});
