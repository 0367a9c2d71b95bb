import { expect, test } from 'vitest';
import { allLyrics, MOST_LYRICS_BYTES, readLyricsFile } from './lyrics-file';

const utf8 = (text: string) => new TextEncoder().encode(text);

test('an LRC file gives its lines with their times, and its words without', () => {
  expect(readLyricsFile(utf8('\ufeff[ar:A]\r\n[00:01.50]Été\r\n[00:03]fini\r\n'), 'a.LRC')).toEqual({ text: 'Été\nfini', lines: [{ atMs: 1500, text: 'Été' }, { atMs: 3000, text: 'fini' }] });
});

test('a text is plain lyrics, and one with times is synced whatever its ending', () => {
  expect(readLyricsFile(utf8('One\n\nTwo\n'), 'a.txt')).toEqual({ text: 'One\n\nTwo' });
  expect(readLyricsFile(utf8('[00:01]One'), 'a.txt')?.lines).toEqual([{ atMs: 1000, text: 'One' }]);
});

test('texts in the encodings of old are read', () => {
  expect(readLyricsFile(Uint8Array.from('L\x92\xe9t\xe9', (c) => c.charCodeAt(0)), 'a.txt')?.text).toBe('L’été');
});

test('logs, empty files and files that are no text are no lyrics', () => {
  expect(readLyricsFile(new Uint8Array(MOST_LYRICS_BYTES + 1).fill(65), 'a.txt')).toBeNull();
  expect(readLyricsFile(utf8('\n \n'), 'a.txt')).toBeNull();
  expect(readLyricsFile(Uint8Array.from([1, 0, 2, 200, 0, 0, 0, 3, 65, 66, 0]), 'a.txt')).toBeNull();
});

test('lyrics with times come first, then files before tags; the same words come once', () => {
  const files = [{ path: 'A/a.txt', lyrics: { text: 'file' } }, { path: 'A/a.lrc', lyrics: { text: 'timed file', lines: [] } }];
  const tagged = [{ text: 'tag', language: 'eng' }, { text: 'timed tag', lines: [] }, { text: 'timed file' }];
  expect(allLyrics(files, tagged).map(({ text, fileName }) => [text, fileName])).toEqual([['timed file', 'a.lrc'], ['timed tag', null], ['file', 'a.txt'], ['tag', null]]);
});
