import { expect, test } from 'vitest';
import type { CoverHash } from './ids';
import { foundCover, foundCoverOf, withChosenCover, withFoundCover } from './shown-cover';

const [a, b, c] = ['a', 'b', 'c'] as CoverHash[] as [CoverHash, CoverHash, CoverHash];

test('what is in the file stands before what lies in its folder, and that before what lies in the parent', () => {
  expect(foundCover({ embedded: a, folder: b, parent: c })).toBe(a);
  expect(foundCover({ embedded: undefined, folder: b, parent: c })).toBe(b);
  expect(foundCover({ embedded: null, folder: null, parent: c })).toBe(c);
  expect(foundCover({ embedded: null, folder: null, parent: undefined })).toBeNull();
});

test('a chosen cover stands before all, and what was found comes back when the choice is taken back', () => {
  for (const found of [a, null]) {
    const row = { coverHash: found, trackId: 1 };
    const chosen = withChosenCover(row, b);
    expect([chosen.coverHash, foundCoverOf(chosen)]).toEqual([b, found]);
    expect(foundCoverOf(withChosenCover(chosen, c))).toBe(found);
    expect(withChosenCover(withChosenCover(chosen, c), null)).toEqual(row);
  }
});

test('a row that already shows what it should is the same row', () => {
  const row = { coverHash: a };
  expect(withChosenCover(row, null)).toBe(row);
  const chosen = withChosenCover(row, a);
  expect(withChosenCover(chosen, a)).toBe(chosen);
});

test('what is found anew lies below the choice', () => {
  const chosen = withChosenCover({ coverHash: a }, b);
  expect(withChosenCover(withFoundCover(chosen, c), b)).toEqual({ coverHash: b, foundCover: c });
});
