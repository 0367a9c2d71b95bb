import { expect, test } from 'vitest';
import type { ContentKey } from '../library/ids';
import { carriedFields, carriedPlay, firstPlayId } from './carried';

const OLD = 'a'.repeat(32) as ContentKey;
const NEW = 'b'.repeat(32) as ContentKey;

const row = (fields: Readonly<Record<string, readonly [string | number | null, string]>>) => ({
  fields: Object.fromEntries(Object.entries(fields).map(([field, [value, hlc]]) => [field, { value, hlc }])),
});

test('what was chosen is carried with its time, but where the other says something later', () => {
  const from = row({ rating: [8, '2'], loved: [null, '3'] });
  expect(carriedFields(from, undefined)).toEqual([{ field: 'rating', value: 8, hlc: '2' }, { field: 'loved', value: null, hlc: '3' }]);
  expect(carriedFields(from, row({ rating: [4, '1'], loved: [1, '4'] }))).toEqual([{ field: 'rating', value: 8, hlc: '2' }]);
  expect(carriedFields(undefined, from)).toEqual([]);
});

test('a play keeps its time, and its id says for which recording it counts, however often it is carried', () => {
  const play = { playId: 'play@home', contentKey: OLD, atMs: 7, deviceId: 'd' };
  const carried = carriedPlay(play, NEW);
  expect(carried).toEqual({ ...play, playId: `play@home@${NEW}`, contentKey: NEW });
  expect(firstPlayId(carried.playId)).toBe('play@home');
  expect(carriedPlay(carried, OLD).playId).toBe(`play@home@${OLD}`);
});
