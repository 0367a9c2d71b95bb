import { expect, test } from 'vitest';
import { shownPictures } from './artist-pictures';
import type { ArtistKey, CoverHash } from './ids';

const map = (pairs: Readonly<Record<string, string>>) => new Map(Object.entries(pairs)) as unknown as Map<ArtistKey, CoverHash>;

test('an artist shows its own picture, or one of those merged into it', () => {
  const aliases = new Map(Object.entries({ b: 'a', c: 'a', e: 'd' })) as unknown as Map<ArtistKey, ArtistKey>;
  expect(shownPictures(map({ b: 'of b', a: 'of a', e: 'of e' }), aliases)).toEqual(map({ a: 'of a', d: 'of e' }));
  expect(shownPictures(map({ a: 'of a', b: 'of b' }), aliases)).toEqual(map({ a: 'of a' }));
});
