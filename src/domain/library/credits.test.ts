import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CreditKnowledge } from './credit-cuts';
import { creditedKey, creditText, nameKeyOf, type Credit } from './credits';
import { albumArtistOf, artistKeyOf, keysOf } from './keys';
import { NO_TAGS } from './no-tags';
import type { Tags } from './tags';
import { NO_KNOWLEDGE, rowCredits, type RowCredits } from './track-credits';

const knowing = (...names: string[]): CreditKnowledge => {
  const known = new Set(names.map(nameKeyOf));
  return { ...NO_KNOWLEDGE, isKnown: (key) => known.has(key) };
};
const derive = (tags: Partial<Tags>, knowledge?: CreditKnowledge): RowCredits => {
  const all = { ...NO_TAGS, ...tags };
  return rowCredits(all, keysOf(all), knowledge);
};
/** The names of the artist's credit; one name is one artist. */
const names = (artist: string, knowledge?: CreditKnowledge, tags: Partial<Tags> = {}): string[] =>
  derive({ artist, ...tags }, knowledge).artist?.map(({ name }) => name) ?? [artist];
const parts = (credit: Credit | undefined): string[][] => (credit ?? []).map(({ name, joinPhrase }) => [name, joinPhrase]);

describe('what is surely no part of a name parts artists', () => {
  test.each([
    ['Foo feat. Bar', [['Foo', ' feat. '], ['Bar', '']]],
    ['Foo ft Bar', [['Foo', ' ft '], ['Bar', '']]],
    ['Foo Featuring Bar', [['Foo', ' Featuring '], ['Bar', '']]],
    ['Foo with Bar', [['Foo', ' with '], ['Bar', '']]],
    ['Foo (feat. Bar)', [['Foo', ' (feat. '], ['Bar', ')']]],
    ['Foo [ft. Bar (UK)]', [['Foo', ' [ft. '], ['Bar (UK)', ']']]],
    ['Foo feat.Bar', [['Foo', ' feat.'], ['Bar', '']]],
    ['Foo; Bar;Baz', [['Foo', '; '], ['Bar', ';'], ['Baz', '']]],
    ['Foo / Bar', [['Foo', ' / '], ['Bar', '']]],
    ['Foo, feat. Bar', [['Foo', ', feat. '], ['Bar', '']]],
    ['Foo; feat. Bar', [['Foo', '; feat. '], ['Bar', '']]],
    ['Foo;', [['Foo', ';']]],
    ['Blink-182 feat. Bar', [['Blink-182', ' feat. '], ['Bar', '']]],
  ])('%s', (artist, expected) => {
    expect(parts(derive({ artist }).artist)).toEqual(expected);
  });
});

describe('a name stays whole', () => {
  test.each([
    'AC/DC', 'AC / DC', 'Earth, Wind & Fire', 'Simon & Garfunkel', 'Tyler, the Creator', 'K/DA', 'Kairon; IRSE!', 'Crosby, Stills, Nash & Young',
    'Nick Cave and the Bad Seeds', 'A vs. B', 'Florence + The Machine', 'Sleeping With Sirens', 'Malcolm X', 'Foo & Bar', 'Foo x Bar', 'R&B Allstars', '10,000 Maniacs',
    'Featurecast', 'Withered Hand', 'Sophie Ellis‐Bextor', '!!!', 'Foo et Bar', 'Foo und Bar', 'Foo y Bar', 'Various Artists',
  ])('%s', (artist) => {
    expect(names(artist)).toEqual([artist]);
  });

  test('also where its parts are known, as long as it is known itself', () => {
    const knowledge = knowing('Simon', 'Garfunkel', 'Hall', 'Oates', 'Hall & Oates');
    expect(names('Simon & Garfunkel', knowledge)).toEqual(['Simon & Garfunkel']);
    expect(names('Hall & Oates', knowledge)).toEqual(['Hall & Oates']);
  });

  test('with a guest beside it', () => {
    expect(names('Earth, Wind & Fire feat. Foo')).toEqual(['Earth, Wind & Fire', 'Foo']);
    expect(names('Foo; Kairon; IRSE!')).toEqual(['Foo', 'Kairon; IRSE!']);
  });

  test('where one MusicBrainz id says that it is one artist', () => {
    const tags = { musicBrainzArtistIds: ['id-1'] };
    expect(names('Foo & Bar', knowing('Foo', 'Bar'), tags)).toEqual(['Foo & Bar']);
    expect(names('Foo; Bar', undefined, tags)).toEqual(['Foo; Bar']);
  });

  test('where a person says so, and no longer where they say so of a name that comes with the app', () => {
    expect(names('Foo; Bar', { isKnown: () => false, isWhole: (name) => name === 'Foo; Bar' })).toEqual(['Foo; Bar']);
    expect(names('Kairon; IRSE!', { isKnown: () => false, isWhole: () => false })).toEqual(['Kairon', 'IRSE!']);
  });
});

describe('doubtful words part artists that are all known', () => {
  test.each([
    ['A & B', ['A', 'B']], ['A and B', ['A', 'B']], ['A, B', ['A', 'B']], ['A x B', ['A', 'B']], ['A vs. B', ['A', 'B']], ['A vs B', ['A', 'B']], ['A × B', ['A', 'B']],
    ['A + B', ['A', 'B']], ['A, B and C', ['A', 'B', 'C']], ['A, B, & C', ['A', 'B', 'C']], ['A feat. B & C', ['A', 'B', 'C']], ['A & D', ['A & D']], ['A feat. B & D', ['A', 'B & D']],
    ['Hall & Oates & A', ['Hall & Oates', 'A']], ['A, Hall & Oates', ['A', 'Hall & Oates']], ['A et B', ['A', 'B']], ['A und B', ['A', 'B']], ['A y B', ['A', 'B']], ['A、B', ['A', 'B']],
  ])('%s', (artist, expected) => {
    expect(names(artist, knowing('A', 'B', 'C', 'Hall & Oates'))).toEqual(expected);
  });

  test('“with” is part of a name that is known, unless its parts are known too', () => {
    expect(names('Fun with Atoms', knowing('Fun with Atoms'))).toEqual(['Fun with Atoms']);
    expect(names('Ella with Louis', knowing('Ella with Louis', 'Ella', 'Louis'))).toEqual(['Ella', 'Louis']);
  });
});

describe('tags that list their artists', () => {
  test('take their join phrases from the credit', () => {
    const { artist } = derive({ artist: 'Bar meets FOO & Friends', artists: ['Foo', 'Bar'] });
    expect(parts(artist)).toEqual([['Bar', ' meets '], ['FOO', ' & Friends']]);
  });

  test('are sure of what is doubtful otherwise', () => {
    expect(names('A & B', undefined, { artists: ['A', 'B'] })).toEqual(['A', 'B']);
    expect(names('A & B, C', undefined, { artists: ['A & B', 'C'] })).toEqual(['A & B', 'C']);
  });

  test('name guests within a value', () => {
    expect(names('A feat. B / C', undefined, { artists: ['A feat. B', 'C'] })).toEqual(['A', 'B', 'C']);
  });

  test('are passed over where the credit does not hold them', () => {
    expect(names('Prince', undefined, { artists: ['The Artist', 'Someone'] })).toEqual(['Prince']);
    expect(names('Airbourne', undefined, { artists: ['Air', 'bourne'] })).toEqual(['Airbourne']);
  });

  test('find a name in its other Unicode form', () => {
    expect(names('Beyonce\u0301 & Jay', undefined, { artists: ['Beyoncé', 'Jay'] })).toEqual(['Beyonce\u0301', 'Jay']);
  });
});

describe('MusicBrainz ids', () => {
  const keysOfCredit = (tags: Partial<Tags>) => derive(tags).artist?.map(({ artistKey }) => artistKey);

  test('are the keys of as many names', () => {
    expect(keysOfCredit({ artist: 'A & B', musicBrainzArtistIds: ['ID-1', 'id-2'] })).toEqual(['mb:id-1', 'mb:id-2']);
    expect(keysOfCredit({ artist: 'A & B feat. C', musicBrainzArtistIds: ['1', '2'] })).toEqual(['mb:1', 'mb:2']);
    expect(keysOfCredit({ artist: 'B by A', artists: ['A', 'B'], musicBrainzArtistIds: ['a', 'b'] })).toEqual(['mb:b', 'mb:a']);
  });

  test('that do not fit the names are no keys', () => {
    expect(keysOfCredit({ artist: 'A feat. B', musicBrainzArtistIds: ['1', '2', '3'] })).toEqual([artistKeyOf('A', []), artistKeyOf('B', [])]);
  });

  test('one id is of the artist before the guests', () => {
    expect(keysOfCredit({ artist: 'A & Z feat. B', musicBrainzArtistIds: ['1'] })).toEqual(['mb:1', artistKeyOf('B', [])]);
  });
});

describe('spellings', () => {
  test('two Unicode forms and the sort form are one artist, an accent is another', () => {
    expect(creditedKey('Beyonce\u0301')).toBe(creditedKey('Beyonc\u00e9'));
    expect(creditedKey('Beatles, The')).toBe(artistKeyOf('The Beatles', []));
    expect(creditedKey('Toten Hosen, Die')).toBe(artistKeyOf('Die Toten Hosen', []));
    expect(creditedKey('Björk')).not.toBe(creditedKey('Bjork'));
    expect(creditedKey('Tyler, the Creator')).toBe(artistKeyOf('Tyler, the Creator', []));
  });

  test('the sort form keeps the tag’s words', () => {
    expect(derive({ artist: 'Beatles, The' }).artist).toEqual([{ name: 'Beatles, The', joinPhrase: '', artistKey: artistKeyOf('The Beatles', []) }]);
  });

  test('one artist under the whole name takes no room', () => {
    expect(derive({ artist: 'Björk', albumArtist: 'Björk', title: 'Jóga' })).toEqual({ own: ['björk'] });
    expect(derive({ artist: 'A', musicBrainzArtistIds: ['1'], albumArtist: 'A', musicBrainzAlbumArtistIds: ['1'] })).toEqual({ own: ['a'] });
  });
});

describe('titles', () => {
  const guests = (title: string, artist = 'A') => derive({ artist, title }).guests?.map(({ name }) => name) ?? [];

  test.each([
    ['Song (feat. X)', ['X']], ['Song [ft. X]', ['X']], ['Song (featuring X; Y)', ['X', 'Y']], ['Song (with X)', ['X']], ['Song feat. X', ['X']], ['Song feat. X (Remix)', ['X']],
    ['Song feat. X - Live', ['X']], ['Song (feat. X & Y)', ['X & Y']], ['Song 2 feat. X', ['X']], ['50 Ft. Queenie', []], ['Dancing with Myself', []], ['Song (with strings)', []],
    ['Song (With Strings)', []], ['Song (with the Beatles)', []], ['Feature (Defeat)', []], ['Song (feat. )', []],
  ])('%s', (title, expected) => {
    expect(guests(title)).toEqual(expected);
  });

  test('a guest that the artist’s credit names is no further one', () => {
    expect(guests('Song (feat. X)', 'A feat. X')).toEqual([]);
  });
});

describe('the album’s artists', () => {
  test('are those of its tag', () => {
    expect(parts(derive({ artist: 'A', albumArtist: 'A; B' }).albumArtist)).toEqual([['A', '; '], ['B', '']]);
    expect(parts(derive({ artist: 'A', albumArtist: 'A & B', albumArtists: ['A', 'B'] }).albumArtist)).toEqual([['A', ' & '], ['B', '']]);
  });

  test('without a tag are those of the track without its guests', () => {
    expect(derive({ artist: 'A feat. B' }).albumArtist).toBeUndefined();
    expect(parts(derive({ artist: 'A & B feat. C' }, knowing('A', 'B')).albumArtist)).toEqual([['A', ' & '], ['B', '']]);
    expect(derive({ artist: 'A', musicBrainzArtistIds: ['1'] }).albumArtist?.[0]?.artistKey).toBe('mb:1');
    expect(derive({ artist: 'A; B', compilation: true }).albumArtist).toBeUndefined();
  });
});

describe('names that a track shows to be artists of their own', () => {
  test.each<[string, Partial<Tags>, string[]]>([
    ['a plain artist', { artist: 'A' }, ['a']],
    ['both sides of “feat.”', { artist: 'A feat. B' }, ['a', 'b']],
    ['no side of a doubtful word', { artist: 'A & B feat. C' }, ['c']],
    ['no side of “with”', { artist: 'A with B' }, []],
    ['listed artists', { artist: 'A & B', artists: ['A', 'B'] }, ['a', 'b']],
    ['a name with one id', { artist: 'A & B', musicBrainzArtistIds: ['1'] }, ['a & b']],
    ['an album artist as a whole', { artist: 'A & B', albumArtist: 'A & B' }, ['a & b']],
    ['a guest of the title', { artist: 'A', title: 'Song (feat. B)' }, ['a', 'b']],
    ['a name that is always whole', { artist: 'Simon & Garfunkel' }, ['simon & garfunkel']],
  ])('%s', (_, tags, own) => {
    expect([...derive(tags).own].sort()).toEqual(own);
  });

  test('knowledge does not feed itself', () => {
    expect(derive({ artist: 'A & B' }, knowing('A', 'B')).own).toEqual([]);
  });
});

describe('for any tags', () => {
  const word = fc.constantFrom('A', 'B', 'Foo', 'feat.', 'ft', 'with', '&', 'and', ',', ', ', ' ', '  ', ';', '/', ' / ', '(', ')', '[', ']', 'x', 'vs.', 'e\u0301', 'é', '\u00a0', 'The', ', The', '、', 'w/', '💿');
  const text = fc.oneof(fc.array(word, { minLength: 1, maxLength: 14 }).map((all) => all.join('')), fc.array(word, { minLength: 1, maxLength: 14 }).map((all) => all.join(' ')), fc.string({ unit: 'binary', minLength: 1 }));
  const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 3 });
  const tags = fc.record({
    artist: text, albumArtist: fc.option(text, { nil: null }), title: text, artists: fc.uniqueArray(text, { maxLength: 3 }), albumArtists: fc.uniqueArray(text, { maxLength: 3 }),
    musicBrainzArtistIds: ids, musicBrainzAlbumArtistIds: ids, compilation: fc.boolean(),
  }).map((some): Tags => ({ ...NO_TAGS, ...some }));
  const knowledge = fc.constantFrom(NO_KNOWLEDGE, knowing('A', 'B'), { ...NO_KNOWLEDGE, isKnown: () => true }, { isKnown: () => false, isWhole: () => true });

  test('the credit put together is the tag’s text, sign by sign', () => {
    fc.assert(fc.property(tags, knowledge, (all, knows) => {
      const credits = rowCredits(all, keysOf(all), knows);
      expect(creditText(credits.artist ?? [{ name: all.artist ?? '', joinPhrase: '', artistKey: null }])).toBe(all.artist);
      if (credits.albumArtist) expect(creditText(credits.albumArtist)).toBe(albumArtistOf(all));
      for (const credit of [credits.artist, credits.albumArtist]) if (credit && credit.length > 1) expect(credit.every(({ name }) => name.trim() !== '')).toBe(true);
    }), { numRuns: 500 });
  });

  test('listed names that are put together by any words are found again', () => {
    const name = fc.constantFrom('Foo', 'Bar & Baz', 'Qux, The', 'Ünï', '!!!', 'A/B');
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), fc.constantFrom(' & ', ' meets ', ', ', ' ⊕ '), (all, joiner) => {
      expect(names(all.join(joiner), undefined, { artists: all })).toEqual(all);
    }));
  });
});

test('a text of any length is dealt with', () => {
  const artist = Array.from({ length: 100_000 }, (_, i) => `Artist ${i}`).join(' & ');
  expect(names(artist)).toEqual([artist]);
  // Nothing of that size becomes a key of an index.
  expect(derive({ artist }).own).toEqual([]);
  expect(derive({ artist: 'A & '.repeat(240), title: '('.repeat(100_000) }).own).toEqual([]);
});
