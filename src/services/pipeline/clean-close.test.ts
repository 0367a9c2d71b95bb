import { expect, test } from 'vitest';
import type { TrackId } from '../../domain/library/ids';
import { leaveClaims, takeClaims, type CloseStorage } from './clean-close';

function memoryStorage(): CloseStorage {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value), removeItem: (key) => void values.delete(key) };
}

test('what a closing tab leaves is taken once', () => {
  const storage = memoryStorage();
  leaveClaims(storage, [3, 5] as TrackId[]);
  expect(takeClaims(storage)).toEqual([3, 5]);
  expect(takeClaims(storage)).toEqual([]);
});

test('nothing left is nothing taken', () => {
  expect(takeClaims(memoryStorage())).toEqual([]);
});

test('a damaged note is ignored', () => {
  const storage = memoryStorage();
  storage.setItem('soniquebay.claimed', '{oops');
  expect(takeClaims(storage)).toEqual([]);
});

test('a blocked storage breaks nothing', () => {
  const blocked = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = { getItem: blocked, setItem: blocked, removeItem: blocked };
  expect(() => leaveClaims(storage, [1] as TrackId[])).not.toThrow();
  expect(takeClaims(storage)).toEqual([]);
});
