import { expect, test } from 'vitest';
import type { CueSheet, CueTrack } from './cue-sheet';
import { segmentTags } from './cue-tags';
import { NO_TAGS } from './no-tags';

const TRACK: CueTrack = { no: 2, startFrame: 0 };
const sheet = (about: Partial<CueSheet>, tracks: readonly CueTrack[] = [TRACK]): CueSheet => ({ ...about, files: [{ name: 'a', tracks }] });

test('a track has the words of its sheet over those of the file', () => {
  const file = { ...NO_TAGS, title: 'Whole album', artist: 'File artist', album: 'File album', genres: ['Rock'], date: '1990', year: 1990, taggedBpm: 120, titleSort: 'Whole' };
  const tags = segmentTags(file, sheet({ title: 'Sheet album', performer: 'Sheet artist', remarks: { genre: 'Jazz', date: '1991-02-03', discnumber: '2' } }), { ...TRACK, title: 'Two', performer: 'Guest', isrc: 'X' }, 9);
  expect(tags).toMatchObject({ title: 'Two', artist: 'Guest', artists: ['Guest'], album: 'Sheet album', albumArtist: 'Sheet artist', genres: ['Jazz'], date: '1991-02-03', year: 1991, discNo: 2, trackNo: 2, trackTotal: 9, isrc: 'X', taggedBpm: null });
  expect(tags).not.toHaveProperty('titleSort');
});

test('where the sheet is silent the file speaks, but not of what only the whole file has', () => {
  const file = { ...NO_TAGS, title: 'Whole album', artist: 'A', artists: ['A'], album: 'B', genres: ['Rock'], date: '1990', year: 1990, musicBrainzRecordingId: 'r', musicBrainzArtistIds: ['m'], replayGainTrackPeak: 1 };
  const tags = segmentTags(file, sheet({}), TRACK, 2);
  expect(tags).toMatchObject({ title: null, artist: 'A', artists: ['A'], album: 'B', albumArtist: 'A', genres: ['Rock'], year: 1990, musicBrainzRecordingId: null, musicBrainzArtistIds: ['m'] });
  expect(tags).not.toHaveProperty('replayGainTrackPeak');
});

test('tracks by several artists without an artist of the album are by various artists', () => {
  expect(segmentTags(NO_TAGS, sheet({ title: 'Mix' }, [{ ...TRACK, performer: 'A' }, { ...TRACK, performer: 'B' }]), { ...TRACK, performer: 'A' }, 2).albumArtist).toBe('Various Artists');
});

test('gains of the sheet are those of the track, and what it names is not guessed any more', () => {
  const tags = segmentTags({ ...NO_TAGS, album: 'guess', guessed: ['album', 'title', 'discNo'] }, sheet({ title: 'Sure', remarks: { replaygain_album_gain: '-6.5 dB' } }), { ...TRACK, remarks: { replaygain_track_gain: '+1.25 dB', replaygain_track_peak: '0.988' } }, 2);
  expect(tags).toMatchObject({ replayGainTrackDb: 1.25, replayGainTrackPeak: 0.988, replayGainAlbumDb: -6.5 });
  expect(tags).not.toHaveProperty('guessed');
});
