import { expect, test } from 'vitest';
import { isIgnoredFolder, isMusicFile } from './music-files';

test('music is told by its ending, hidden files never', () => {
  expect(['a.mp3', 'B.FLAC', 'c.m4a', 'd.opus', 'é🎸.wav', 'e.tak', 'f.ofr', 'g.ofs'].every(isMusicFile)).toBe(true);
  expect(['._a.mp3', '.mp3', 'a.txt', 'mp3', 'cover.jpg'].some(isMusicFile)).toBe(false);
});

test('folders of systems and trash cans are passed over', () => {
  expect(['@eaDir', '$RECYCLE.BIN', '.Trash-1000', '__MACOSX'].every(isIgnoredFolder)).toBe(true);
  expect(isIgnoredFolder('Trash')).toBe(false);
});
