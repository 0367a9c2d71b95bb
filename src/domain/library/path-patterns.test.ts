import { describe, expect, it } from 'vitest';
import { withGuesses, withoutGuesses } from './guessed-tags';
import { NO_TAGS } from './no-tags';
import { compilePattern, DEFAULT_PATTERNS, guessFolder, patternProblem, type PathGuess } from './path-patterns';

const defaults = DEFAULT_PATTERNS.flatMap((source) => compilePattern(source) ?? []);
const guess = (...paths: string[]): readonly PathGuess[] | undefined => guessFolder(paths, defaults)?.guesses;

describe('what a path says', () => {
  it.each<[string, PathGuess]>([
    ['Björk/1997 - Homogenic/01 Hunter.mp3', { albumArtist: 'Björk', year: 1997, album: 'Homogenic', trackNo: 1, title: 'Hunter' }],
    ['Björk/Homogenic (1997)/02. Jóga.flac', { albumArtist: 'Björk', year: 1997, album: 'Homogenic', trackNo: 2, title: 'Jóga' }],
    ['Björk/[1997] Homogenic/03 - Unravel.ogg', { albumArtist: 'Björk', year: 1997, album: 'Homogenic', trackNo: 3, title: 'Unravel' }],
    ['Björk - Homogenic/04_Bachelorette.mp3', { albumArtist: 'Björk', album: 'Homogenic', trackNo: 4, title: 'Bachelorette' }],
    ['rips/Björk/Homogenic/05-All_Neon_Like.mp3', { albumArtist: 'Björk', album: 'Homogenic', trackNo: 5, title: 'All Neon Like' }],
    ['A/1999 - B/CD2/07 C.mp3', { albumArtist: 'A', year: 1999, album: 'B', discNo: 2, trackNo: 7, title: 'C' }],
    ['A/1999 - B/2-07 C.mp3', { albumArtist: 'A', year: 1999, album: 'B', discNo: 2, trackNo: 7, title: 'C' }],
    ['Homogenic/06 5 Years.mp3', { album: 'Homogenic', trackNo: 6, title: '5 Years' }],
    ['Björk - Hunter.mp3', { artist: 'Björk', title: 'Hunter' }],
    ['03 Hunter.mp3', { trackNo: 3, title: 'Hunter' }],
    ['99 Luftballons/Nena.mp3', { title: 'Nena' }],
    ['something.mp3', { title: 'something' }],
  ])('%s', (path, said) => {
    expect(guess(path)).toEqual([said]);
  });

  it('is read by one pattern for all files of a folder', () => {
    expect(guess('A/B/01 One.mp3', 'A/B/Two.mp3')).toEqual([{ title: '01 One' }, { title: 'Two' }]);
  });
});

describe('a person’s patterns', () => {
  it.each([
    ['%title%', null], ['%artist%/%_%/%title%', null], ['', 'empty'], ['%artist%', 'no-title'], ['%titel%', 'unknown-field'], ['%title% %title%', 'field-twice'], ['%artist%%title%', 'fields-touch'],
    [`${'x'.repeat(200)}%title%`, 'too-long'],
  ])('%j', (source, problem) => {
    expect(patternProblem(source)).toBe(problem);
    expect(compilePattern(source) === null).toBe(problem !== null);
  });

  it('take brackets and dots as they are', () => {
    expect(compilePattern('%artist% (live) %title%')?.read('x.y/A (live) B.mp3')).toEqual({ artist: 'A', title: 'B' });
    expect(compilePattern('%artist% (live) %title%')?.read('A live B.mp3')).toBeNull();
  });

  it('end soon on names made to be slow', () => {
    const slow = compilePattern('%artist% - %album% - %trackNo% - %title% (%_%)');
    expect(slow?.read(`${' - '.repeat(80)}.mp3`)).toBeNull();
  });
});

describe('guesses among tags', () => {
  it('fill only what no tag says, are marked, and can be taken back', () => {
    const tags = { ...NO_TAGS, album: 'Tagged' };
    const guessed = withGuesses(tags, { title: 'T', album: 'Path', albumArtist: 'A', trackNo: 3, year: 1999 });
    expect(guessed).toEqual({ ...tags, title: 'T', albumArtist: 'A', artist: 'A', artists: ['A'], trackNo: 3, year: 1999, date: '1999', guessed: ['albumArtist', 'artist', 'title', 'trackNo', 'year'] });
    expect(withoutGuesses(guessed)).toEqual(tags);
  });
});
