import { describe, expect, test } from 'vitest';
import { NO_TAGS } from './no-tags';
import { isSameRecording, type Compared } from './same-recording';
import type { Tags } from './tags';

const TAGS: Tags = { ...NO_TAGS, title: 'Song', artist: 'The Band', album: 'Album', trackNo: 3 };
const TECHNICAL = { container: null, codec: null, sampleRateHz: null, channels: null, bitsPerSample: null, bitrateKbps: null, lossless: null, encoder: null };

function file(tags: Partial<Tags> = {}, durationS: number | null = 200): Compared {
  return { tags: { ...TAGS, ...tags }, technical: { ...TECHNICAL, durationS } };
}

describe('one recording', () => {
  test.each<[string, Compared, Compared]>([
    ['in another encoding, which pads some of a second', file(), file({}, 201.4)],
    ['spelled in another case, with other punctuation or without the article', file(), file({ title: 'SONG!', artist: 'Band' })],
    ['whose number only one file has', file(), file({ trackNo: null })],
    ['by its MusicBrainz id, whatever its texts', file({ musicBrainzRecordingId: 'A' }), file({ musicBrainzRecordingId: 'a', title: 'Chanson', album: null })],
    ['by its texts where only one has an id', file({ musicBrainzRecordingId: 'A' }), file()],
    ['as a person had set the old one right', { ...file(), readTags: { ...TAGS, title: 'Sogn' } }, file()],
    ['as the old one was tagged, whatever a person made of it', { ...file({ title: 'Mine' }), readTags: TAGS }, file()],
  ])('%s', (_, before, after) => expect(isSameRecording(before, after)).toBe(true));
});

describe('another one, or in doubt', () => {
  const segment = { fileId: 1 as never, index: 0, startS: 0, endS: null };
  test.each<[string, Compared, Compared]>([
    ['another length', file(), file({}, 203)],
    ['an unknown length', file({}, null), file({}, null)],
    ['another title', file(), file({ title: 'Song (live)' })],
    ['no title', file({ title: null }), file({ title: null })],
    ['another artist', file(), file({ artist: 'Others' })],
    ['another album', file(), file({ album: 'Hits' })],
    ['an album that only one names', file(), file({ album: null })],
    ['another number', file(), file({ trackNo: 4 })],
    ['another disc', file({ discNo: 1 }), file({ discNo: 2 })],
    ['another ISRC', file({ isrc: 'A' }), file({ isrc: 'B' })],
    ['another MusicBrainz id, for all its texts', file({ musicBrainzRecordingId: 'a' }), file({ musicBrainzRecordingId: 'b' })],
    ['names that the path gave', file({ guessed: ['title'] }), file({ guessed: ['title'] })],
    ['parts of a file', { ...file(), segment }, { ...file(), segment }],
    ['no tags', { ...file(), tags: null }, file()],
  ])('%s', (_, before, after) => expect(isSameRecording(before, after)).toBe(false));
});
