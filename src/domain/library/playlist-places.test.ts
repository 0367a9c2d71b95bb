import { expect, test } from 'vitest';
import type { RootId, TrackId } from './ids';
import { isRemote, PlaylistPlaces } from './playlist-places';

const MUSIC = 1 as RootId;
const OLD = 2 as RootId;

function places(...paths: (string | [RootId, string])[]) {
  const known = paths.map((path, i) => {
    const [rootId, at] = typeof path === 'string' ? [MUSIC, path] as const : path;
    return { rootId, path: at, trackIds: [i + 1 as TrackId] };
  });
  const index = new PlaylistPlaces([{ rootId: MUSIC, name: 'Music' }, { rootId: OLD, name: 'Old' }], known);
  return (location: string, folder = 'Lists') => index.find(location, MUSIC, folder)?.path ?? null;
}

test('a relative place is looked for from the list’s folder, with dots and both kinds of slashes', () => {
  const find = places('Lists/a.mp3', 'A/b.mp3', 'Lists/Sub/c.mp3');
  expect(find('a.mp3')).toBe('Lists/a.mp3');
  expect(find('./a.mp3')).toBe('Lists/a.mp3');
  expect(find('../A/b.mp3')).toBe('A/b.mp3');
  expect(find('..\\A\\b.mp3')).toBe('A/b.mp3');
  expect(find('Sub\\c.mp3')).toBe('Lists/Sub/c.mp3');
  expect(find('Sub/../Sub/c.mp3')).toBe('Lists/Sub/c.mp3');
  expect(find('b.mp3')).toBeNull();
});

test('an absolute place is found by the longest end that is a path within a root', () => {
  const find = places('A/B/1.mp3', 'B/1.mp3', 'top.mp3', [OLD, 'C/2.mp3']);
  expect(find('/home/me/Music/A/B/1.mp3')).toBe('A/B/1.mp3');
  expect(find('D:\\Musik\\A\\B\\1.mp3')).toBe('A/B/1.mp3');
  expect(find('\\\\nas\\share\\B\\1.mp3')).toBe('B/1.mp3');
  expect(find('/mnt/disk/Old/C/2.mp3')).toBe('C/2.mp3');
  expect(find('/mnt/music/top.mp3')).toBe('top.mp3');
  expect(find('/mnt/other/top.mp3')).toBeNull();
});

test('a list that was written for another folder is read by the ends of its places', () => {
  expect(places('A/B/1.mp3')('A/B/1.mp3')).toBe('A/B/1.mp3');
  expect(places('A/B/1.mp3')('../../../../A/B/1.mp3')).toBe('A/B/1.mp3');
  expect(places('1.mp3')('1.mp3')).toBeNull();
});

test('file addresses are decoded, and names that only look encoded are not', () => {
  const find = places('A & B/1 été.mp3', 'A/100%25.mp3', 'A/50%.mp3');
  expect(find('file:///home/me/A%20%26%20B/1%20%C3%A9t%C3%A9.mp3')).toBe('A & B/1 été.mp3');
  expect(find('file://localhost/C:/x/A%20%26%20B/1%20%C3%A9t%C3%A9.mp3')).toBe('A & B/1 été.mp3');
  expect(find('file:///C:/x/A%20%26%20B/1%20%C3%A9t%C3%A9.mp3')).toBe('A & B/1 été.mp3');
  expect(find('smb://nas/share/A%20%26%20B/1%20%C3%A9t%C3%A9.mp3')).toBe('A & B/1 été.mp3');
  expect(find('../A%20%26%20B/1%20%C3%A9t%C3%A9.mp3')).toBe('A & B/1 été.mp3');
  expect(find('../A/100%25.mp3')).toBe('A/100%25.mp3');
  expect(find('../A/50%.mp3')).toBe('A/50%.mp3');
});

test('both Unicode forms of a name are one, and case counts only while it tells files apart', () => {
  expect(places('A/e\u0301.mp3')('../A/é.mp3')).toBe('A/e\u0301.mp3');
  expect(places('A/Song.MP3')('..\\a\\song.mp3')).toBe('A/Song.MP3');
  expect(places('A/Song.mp3', 'A/SONG.mp3')('../a/song.mp3')).toBeNull();
  expect(places('A/Song.mp3', 'A/SONG.mp3')('../A/SONG.mp3')).toBe('A/SONG.mp3');
});

test('addresses elsewhere are no files', () => {
  expect(isRemote('https://radio.example/A/1.mp3')).toBe(true);
  expect(isRemote('file:///A/1.mp3')).toBe(false);
  expect(isRemote('C:\\A\\1.mp3')).toBe(false);
  expect(isRemote('Intro: one.mp3')).toBe(false);
  expect(places('A/1.mp3')('https://radio.example/A/1.mp3')).toBeNull();
});
