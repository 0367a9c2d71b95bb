import { expect, test } from 'vitest';
import { extendTo, inListOrder, NO_SELECTION, rowOfKey, selectAll, selectOnly, toggleRow } from './selection';

const list = Uint32Array.of(50, 40, 30, 20, 10);

test('a click chooses one row alone', () => {
  expect([...selectOnly(list, 2).ids]).toEqual([30]);
});

test('Shift chooses all rows between the first click and this one, in either direction', () => {
  const first = selectOnly(list, 3);
  expect(inListOrder(extendTo(first, list, 1), list)).toEqual([40, 30, 20]);
  expect(inListOrder(extendTo(extendTo(first, list, 1), list, 4), list)).toEqual([20, 10]);
});

test('Ctrl adds and takes away single rows', () => {
  const two = toggleRow(selectOnly(list, 0), list, 4);
  expect(inListOrder(two, list)).toEqual([50, 10]);
  expect(inListOrder(toggleRow(two, list, 0), list)).toEqual([10]);
});

test('select all takes every row and keeps the place of the keys', () => {
  const all = selectAll(selectOnly(list, 1), list);
  expect(all.ids.size).toBe(5);
  expect(all.active).toBe(1);
});

test('keys stop at the ends of the list', () => {
  expect(rowOfKey('ArrowDown', null, 5, 3)).toBe(0);
  expect(rowOfKey('ArrowUp', 0, 5, 3)).toBe(0);
  expect(rowOfKey('PageDown', 3, 5, 3)).toBe(4);
  expect(rowOfKey('End', 0, 5, 3)).toBe(4);
  expect(rowOfKey('x', 0, 5, 3)).toBeNull();
  expect(rowOfKey('ArrowDown', null, 0, 3)).toBeNull();
});

test('nothing chosen is an empty list', () => {
  expect(inListOrder(NO_SELECTION, list)).toEqual([]);
});
