import { describe, expect, it } from 'vitest';
import { runQuery } from './run-query';
import { indexOf, view } from './view.fixture';

const TRACKS = [
  view(1, { title: 'Hyperballad', artist: 'Björk', album: 'Post', genres: ['Électro'] }),
  view(2, { title: 'Jóga', artist: 'Björk', album: 'Homogenic' }),
  view(3, { title: 'Smells Like Teen Spirit', artist: 'Nirvana', album: 'Nevermind', genres: ['Rock'] }),
  view(4, { title: 'Nirvana', artist: 'Someone Else', album: 'Other' }),
  view(5, { title: "L'Été indien", artist: 'Joe Dassin', albumArtist: 'Divers' }),
  view(6, { title: '初恋', artist: '宇多田ヒカル' }),
  view(7, { title: 'T.N.T.', artist: 'AC/DC' }),
];

function search(text: string, indexed: boolean): number[] {
  const index = indexOf(TRACKS);
  if (indexed) index.text.advance(1000);
  return [...runQuery(index, { text, filter: {}, sort: { by: 'relevance', descending: false } }, 1).trackIds];
}

describe.each([['index', true], ['scan', false]])('by %s, a track is found by', (_, indexed) => {
  it.each([
    ['accents left out', 'bjork', [1, 2]],
    ['accents typed', 'BJÖRK', [1, 2]],
    ['the beginning of a word', 'hyperb', [1]],
    ['words of different fields', 'bjork homogenic', [2]],
    ['its genre', 'electro', [1]],
    ['its album artist', 'divers', [5]],
    ['a word behind an apostrophe', 'ete', [5]],
    ['a part of a Japanese name', 'ヒカル', [6]],
    ['initials without dots', 'tnt', [7]],
    ['a name without its slash', 'acdc', [7]],
    ['a short word', 'ac', [7]],
  ])('%s', (__, text, expected) => expect(search(text, indexed).sort((a, b) => a - b)).toEqual(expected));

  it('every word, not any', () => expect(search('bjork nevermind', indexed)).toEqual([]));

  it('a title before an artist', () => expect(search('nirvana', indexed)).toEqual([4, 3]));
});

describe('the index', () => {
  it.each([['hiperballad', 1], ['nirvanna', 3], ['dasin', 5]])('forgives a small typo: %s', (text, id) => expect(search(text, true)).toContain(id));

  it('answers for names that came after it was made', () => {
    const index = indexOf(TRACKS);
    index.text.advance(1000);
    index.apply({ views: [view(8, { title: 'Hyperspace' })] });
    const answer = runQuery(index, { text: 'hyper', filter: {}, sort: { by: 'title', descending: false } }, 1);
    expect([...answer.trackIds]).toEqual([1, 8]);
  });
});

it('keeps the chosen order of what is found', () => {
  const answer = runQuery(indexOf(TRACKS), { text: 'bjork', filter: {}, sort: { by: 'title', descending: true } }, 1);
  expect([...answer.trackIds]).toEqual([2, 1]);
});
