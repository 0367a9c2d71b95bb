import { describe, expect, it } from 'vitest';
import { parseTruth } from './accuracy-truth';

describe('the truth table', () => {
  it('reads file, tempo and key in any order, among other columns', () => {
    expect(parseTruth('key,source,file,bpm\nF# major,"Debian, by hand",a/b.opus,90.5\n,,c.mp3,\n')).toEqual([
      { file: 'a/b.opus', bpm: 90.5, key: { tonic: 6, mode: 'major' } },
      { file: 'c.mp3', bpm: null, key: null },
    ]);
  });

  it('bears a byte order mark, Windows line ends, quotes and commas in names, and a missing last line end', () => {
    expect(parseTruth('\uFEFFfile,bpm,key\r\n"one, ""two"".flac",120,\r\n\r\nthree.wav,60,A minor')).toEqual([
      { file: 'one, "two".flac', bpm: 120, key: null },
      { file: 'three.wav', bpm: 60, key: { tonic: 9, mode: 'minor' } },
    ]);
  });

  it.each([['Db major', 1, 'major'], ['B♭ minor', 10, 'minor'], ['A:min', 9, 'minor'], ['Ebm', 3, 'minor'], ['g minor', 7, 'minor'], ['CM', 0, 'major'], ['F♯', 6, 'major']])(
    'reads %s', (text, tonic, mode) => expect(parseTruth(`file,bpm,key\na.mp3,,${text}`)[0]?.key).toEqual({ tonic, mode }),
  );

  it.each(['a.mp3,fast,', 'a.mp3,-3,', 'a.mp3,,H dur', 'a.mp3,,C dorian', ',120,'])('refuses the line %s, which would count as wrong', (line) => {
    expect(() => parseTruth(`file,bpm,key\n${line}`)).toThrow();
  });

  it('refuses a table without its columns', () => expect(() => parseTruth('path,tempo\na.mp3,120\n')).toThrow());
});
