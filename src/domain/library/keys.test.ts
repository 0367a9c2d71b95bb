import { expect, test } from 'vitest';
import { albumKeyOf, artistKeyOf, keysOf } from './keys';
import { mainCredit, normaliseName } from './normalise';
import { NO_TAGS } from './no-tags';
import type { Tags } from './tags';

const album = (tags: Partial<Tags>) => albumKeyOf({ ...NO_TAGS, ...tags });

test('case, width, spacing and the composition of accents do not part names; accents do', () => {
  expect(normaliseName('  BEYONCÉ\u00a0 Knowles ')).toBe(normaliseName('Beyonce\u0301 knowles'));
  expect(normaliseName('ＡＢＣ')).toBe('abc');
  expect(normaliseName('Straße')).toBe(normaliseName('STRASSE'));
  expect(artistKeyOf('Björk', [])).not.toBe(artistKeyOf('Bjork', []));
});

test('the keys are frozen', () => {
  expect(artistKeyOf('Björk', [])).toBe('e55a4e11a8e2d6fbe99e77d3f32db3df');
  expect(album({ artist: 'Björk', album: 'Debut', year: 1993 })).toBe('953a2e203e9d2ab0f219817b47472448');
});

test('MusicBrainz ids come before names, where there is exactly one', () => {
  expect(artistKeyOf('A', ['ABC-1'])).toBe('mb:abc-1');
  expect(artistKeyOf('A & B', ['1', '2'])).toBe(artistKeyOf('A & B', []));
  expect(album({ album: 'X', musicBrainzReleaseId: 'R-1' })).toBe('mb:r-1');
});

test('without an album title there is no album', () => {
  expect(album({ artist: 'A' })).toBeNull();
  expect(keysOf(NO_TAGS)).toEqual({ albumKey: null, artistKey: null, albumArtistKey: null });
});

test('albums of one name by different artists, or of different years, stay apart', () => {
  const first = album({ artist: 'Weezer', album: 'Weezer', year: 1994 });
  expect(album({ artist: 'Weezer', album: 'Weezer', year: 2001 })).not.toBe(first);
  expect(album({ artist: 'Other', album: 'Weezer', year: 1994 })).not.toBe(first);
});

test('a compilation is one album, whatever the artists and years of its tracks', () => {
  const hits = (artist: string, year: number) => album({ artist, album: 'Hits', year, compilation: true });
  expect(hits('A', 1990)).toBe(hits('B', 1991));
  expect(hits('A', 1990)).toBe(album({ artist: 'C', albumArtist: 'various artists', album: 'Hits', year: 1980 }));
});

test('guests do not split an album', () => {
  expect(mainCredit('A (feat. B)')).toBe('A');
  expect(mainCredit('Feat of Strength')).toBe('Feat of Strength');
  expect(album({ artist: 'A feat. B', album: 'X' })).toBe(album({ artist: 'A', album: 'X' }));
});
