import { expect, test } from 'vitest';
import { meantFile, parseCueSheet, segmentsOf, type CueSheet } from './cue-sheet';

/** As EAC writes it. */
const ALBUM = `REM GENRE "Trip Hop"
REM DATE 1998
REM DISCID 7A0A8D0A
PERFORMER "Massive Attack"
TITLE "Mezzanine"
FILE "Mezzanine.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Angel"
    PERFORMER "Massive Attack"
    ISRC GBAAA9800001
    FLAGS DCP
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Risingson"
    SONGWRITER "Del Naja"
    PREGAP 00:00:33
    INDEX 00 06:17:70
    INDEX 01 06:19:20
    INDEX 02 07:00:00
  TRACK 03 AUDIO
    TITLE "Teardrop"
    REM REPLAYGAIN_TRACK_GAIN -7.05 dB
    INDEX 01 120:00:74
`;

const parsed = (text: string) => parseCueSheet(text) as CueSheet;

test('a sheet gives its album and the places of its tracks, gaps ending the track before', () => {
  const sheet = parsed(ALBUM);
  expect(sheet).toMatchObject({ title: 'Mezzanine', performer: 'Massive Attack', remarks: { genre: 'Trip Hop', date: '1998' } });
  const [file] = sheet.files;
  expect(file?.tracks).toEqual([
    { no: 1, title: 'Angel', performer: 'Massive Attack', isrc: 'GBAAA9800001', startFrame: 0 },
    { no: 2, title: 'Risingson', songwriter: 'Del Naja', startFrame: (6 * 60 + 19) * 75 + 20 },
    { no: 3, title: 'Teardrop', startFrame: 120 * 60 * 75 + 74, remarks: { replaygain_track_gain: '-7.05 dB' } },
  ]);
  expect(file && segmentsOf(file).map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([[0, 28445], [28445, 540074], [540074, null]]);
});

test('one file a track makes no segments; a gap at the end of the file before does not move a track there', () => {
  const sheet = parsed('FILE "1.wav" WAVE\r\nTRACK 01 AUDIO\r\nINDEX 01 00:00:00\r\nTRACK 02 AUDIO\r\nINDEX 00 03:00:00\r\nFILE "2.wav" WAVE\r\nINDEX 01 00:00:00\r\n');
  expect(sheet.files.map((file) => [file.name, file.tracks.map((track) => track.no)])).toEqual([['1.wav', [1]], ['2.wav', [2]]]);
  expect(sheet.files.flatMap(segmentsOf)).toEqual([]);
});

test('several files of several tracks each are cut apart', () => {
  const sheet = parsed('FILE a.flac WAVE\nTRACK 1 AUDIO\nINDEX 1 0:0:0\nTRACK 2 AUDIO\nINDEX 1 1:0:0\nFILE b.flac WAVE\nTRACK 3 AUDIO\nINDEX 1 0:0:0\nTRACK 4 AUDIO\nINDEX 1 2:0:0');
  expect(sheet.files.map((file) => segmentsOf(file).map(({ track }) => track.no))).toEqual([[1, 2], [3, 4]]);
});

test('data tracks, tracks without a place and repeated places are passed over', () => {
  const sheet = parsed('FILE "a.bin" BINARY\nTRACK 01 MODE1/2352\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 01:00:00\nTRACK 03 AUDIO\nTITLE "nowhere"\nTRACK 04 AUDIO\nINDEX 01 02:00:00\nTRACK 05 AUDIO\nINDEX 01 02:00:00');
  expect(sheet.files.flatMap(segmentsOf).map(({ track }) => track.no)).toEqual([2, 4]);
});

test('texts without quotes, with a quote missing, and in small letters are read', () => {
  const sheet = parsed('title Some Album\nfile "My File.flac" wave\ntrack 01 audio\ntitle "No end\nindex 01 00:00:00');
  expect([sheet.title, sheet.files[0]?.name, sheet.files[0]?.tracks[0]?.title]).toEqual(['Some Album', 'My File.flac', 'No end']);
});

test('what is no sheet is none', () => {
  expect(parseCueSheet('')).toBeNull();
  expect(parseCueSheet('FILE "a.wav" WAVE\nTITLE "x"')).toBeNull();
  expect(parseCueSheet('TRACK 01 AUDIO\nINDEX 01 00:00:00')).toBeNull();
  expect(parseCueSheet('FILE "a.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 banana')).toBeNull();
});

test('a sheet means the file of that name, or with another ending, or named like the sheet, or the only one', () => {
  expect(meantFile('Album.flac', 'x.cue', 1, ['album.mp3', 'Album.flac'])).toBe('Album.flac');
  expect(meantFile('C:\\rips\\Album.wav', 'x.cue', 2, ['Album.flac', 'b.flac'])).toBe('Album.flac');
  expect(meantFile('E\u0301te\u0301.wav', 'x.cue', 2, ['été.flac', 'b.flac'])).toBe('été.flac');
  expect(meantFile('CDImage.wav', 'Album.cue', 1, ['Album.flac', 'b.flac'])).toBe('Album.flac');
  expect(meantFile('CDImage.wav', 'cd.cue', 1, ['Album.flac'])).toBe('Album.flac');
  expect(meantFile('CDImage.wav', 'cd.cue', 1, ['Album.flac', 'b.flac'])).toBeNull();
  expect(meantFile('CDImage.wav', 'cd.cue', 2, ['Album.flac'])).toBeNull();
});
