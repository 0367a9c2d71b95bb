import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedNames, changeForAll, changeTo, isChange, nameCounts, NO_CHANGE } from './edit-names';

const LISTS = [['Jazz'], ['Jazz', 'Pop'], ['Soul']];

test('names are counted over all lists, those in most of them first', () => {
  expect([...nameCounts(LISTS)]).toEqual([['Jazz', 2], ['Pop', 1], ['Soul', 1]]);
});

test('a name added is added to all, one taken away goes from those that have it, and each keeps what else it has', () => {
  const change = changeTo(NO_CHANGE, ['Jazz', 'Pop', 'Soul'], ['Jazz', 'Soul', 'Blues']);
  expect(LISTS.map((list) => changedNames(list, change))).toEqual([['Jazz', 'Blues'], ['Jazz', 'Blues'], ['Soul', 'Blues']]);
});

test('a name that some have can be given to all', () => {
  const change = changeForAll(NO_CHANGE, 'Jazz');
  expect(LISTS.map((list) => changedNames(list, change))).toEqual([['Jazz'], ['Jazz', 'Pop'], ['Soul', 'Jazz']]);
  expect(changeForAll(change, 'Jazz')).toBe(change);
});

test('the last word on a name holds', () => {
  const added = changeTo(NO_CHANGE, ['Jazz'], ['Jazz', 'Blues']);
  expect(changedNames(['Jazz'], changeTo(added, ['Jazz', 'Blues'], ['Jazz']))).toEqual(['Jazz']);
  const removed = changeTo(NO_CHANGE, ['Jazz'], []);
  expect(changedNames(['Jazz'], changeTo(removed, [], ['Jazz']))).toEqual(['Jazz']);
  expect(changeForAll(removed, 'Jazz')).toEqual({ added: ['Jazz'], removed: [] });
  expect([isChange(NO_CHANGE), isChange(removed)]).toEqual([false, true]);
});

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));

test('whatever is added and taken away in whatever order: the lists hold all that was wanted last, and nothing that was left out', () => {
  fc.assert(fc.property(fc.array(names, { minLength: 1 }), fc.array(names), (lists, wishes) => {
    let change = NO_CHANGE;
    for (const wanted of wishes) change = changeTo(change, [...nameCounts(lists.map((list) => changedNames(list, change))).keys()], wanted);
    const held = new Set(lists.flatMap((list) => changedNames(list, change)));
    expect([...held].sort()).toEqual([...(wishes.at(-1) ?? nameCounts(lists).keys())].sort());
    for (const list of lists) {
      const now = changedNames(list, change);
      expect(new Set(now).size).toBe(now.length);
    }
  }));
});
