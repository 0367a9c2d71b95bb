import { expect, test } from 'vitest';
import { coverSizeFor, isToCome, pictureOf } from './cover';

test('the size follows what is drawn: rows, tiles, the player', () => {
  expect([36, 44, 56, 64].map((px) => coverSizeFor(px, 2))).toEqual(['small', 'small', 'small', 'small']);
  expect([160, 192, 220].map((px) => coverSizeFor(px, 2))).toEqual(['medium', 'medium', 'medium']);
  expect([240, 480].map((px) => coverSizeFor(px, 2))).toEqual(['large', 'large']);
  expect([96, 192, 320, 448].map((px) => coverSizeFor(px, 1))).toEqual(['small', 'medium', 'medium', 'medium']);
});

test('a phone with three dots a pixel shows a grid as one with two does', () => {
  expect(coverSizeFor(175, 3)).toBe(coverSizeFor(175, 2));
});

test('where a size is absent the nearest one serves: small pictures, covers of version 1, large ones still to come', () => {
  const [small, medium, large] = ['s', 'm', 'l'].map((text) => new Blob([text])) as [Blob, Blob, Blob];
  const shown = (row: Parameters<typeof pictureOf>[0]) => (['small', 'medium', 'large'] as const).map((size) => pictureOf(row, size));
  expect(shown({ small, medium, large })).toEqual([small, medium, large]);
  expect(shown({ small, medium })).toEqual([small, medium, medium]);
  expect(shown({ small, large })).toEqual([small, large, large]);
  expect(shown({ small })).toEqual([small, small, small]);
});

test('only a large picture can be still to come', () => {
  expect((['small', 'medium', 'large'] as const).map((size) => isToCome({ waiting: 1 }, size))).toEqual([false, false, true]);
  expect([isToCome({ largeAfar: true }, 'large'), isToCome({}, 'large')]).toEqual([true, false]);
});
