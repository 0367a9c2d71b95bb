import { expect, test } from 'vitest';
import type { TimeLeft, WorkKind } from '../../domain/work/estimate';
import { wholeLeft } from './whole-left';

const work = (kind: WorkKind, waiting: number, leftS: TimeLeft | null) => ({ kind, waiting, filesPerSecond: null, leftS });

test('kinds of work go on one after the other', () => {
  expect(wholeLeft([work('parse', 5, { low: 1, likely: 2, high: 3 }), work('sound', 9, { low: 10, likely: 20, high: 40 })])).toEqual({ low: 11, likely: 22, high: 43 });
});

test('while the time of one is unknown, that of all is', () => {
  expect(wholeLeft([work('parse', 5, null), work('sound', 9, { low: 10, likely: 20, high: 40 })])).toBeNull();
});

test('a kind with nothing to do keeps nothing back', () => {
  expect(wholeLeft([work('parse', 0, null), work('sound', 9, { low: 10, likely: 20, high: 40 })])).toEqual({ low: 10, likely: 20, high: 40 });
  expect(wholeLeft([])).toBeNull();
});
