import { expect, it, test } from 'vitest';
import { keptName } from './kept-name';

const NONE: ReadonlySet<string> = new Set();

it.each([
  [{ artist: 'Björk', title: 'Jóga' }, 'Björk - Jóga.flac'],
  [{ artist: null, title: 'Untitled' }, 'Untitled.flac'],
  [{ artist: 'AC/DC', title: 'What? "Who" <me>: a|b*\\' }, 'AC_DC - What_ _Who_ _me__ a_b__.flac'],
  [{ artist: '../../etc', title: 'passwd' }, '_.._etc - passwd.flac'],
  [{ artist: '.hidden', title: 'dots...' }, 'hidden - dots.flac'],
  [{ artist: null, title: ' \t\n ' }, 'track.flac'],
  [{ artist: null, title: '...' }, 'track.flac'],
])('names %j', (tags, name) => {
  expect(keptName({ ...tags, path: 'key/-/01 file.FLAC' }, NONE)).toBe(name);
});

test('gives a taken name a number, whatever its case', () => {
  const view = { artist: 'Air', title: 'La femme', path: 'a.mp3' };
  expect(keptName(view, new Set(['air - la femme.mp3', 'Air - La femme (2).mp3']))).toBe('Air - La femme (3).mp3');
});

test('stays short enough for every file system', () => {
  const name = keptName({ artist: null, title: '🎻'.repeat(300), path: 'a.mp3' }, NONE);
  expect(new TextEncoder().encode(name).length).toBeLessThan(220);
  expect(name).toMatch(/^(🎻)+\.mp3$/u);
});
