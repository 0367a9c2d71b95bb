import { expect, test } from 'vitest';
import type { TrackId } from './ids';
import { fileFormat, isHiRes, qualityOf } from './quality';
import type { Technical } from './track';
import { versionGroups, type Version } from './versions';

const FLAC: Technical = { container: 'FLAC', codec: 'FLAC', durationS: 200, sampleRateHz: 44_100, channels: 2, bitsPerSample: 16, bitrateKbps: 900, lossless: true, encoder: null };
const MP3: Technical = { ...FLAC, container: 'MPEG', codec: 'MPEG 1 Layer 3', bitsPerSample: null, bitrateKbps: 320, lossless: false };

function version(trackId: number, technical: Technical | null, patch: Partial<Version> = {}): Version {
  return {
    trackId: trackId as TrackId, discNo: 1, trackNo: 1, titleWords: ' one', durationS: 200, missing: false, elsewhere: false, preferred: false,
    quality: qualityOf(technical), ...patch,
  };
}

const ids = (versions: readonly Version[]) => versionGroups(versions).map((group) => group.map(({ trackId }) => trackId));

test.each([
  ['lossless before lossy', FLAC, { ...MP3, bitrateKbps: 2000 }],
  ['then the depth', { ...FLAC, bitsPerSample: 24 }, { ...FLAC, sampleRateHz: 192_000 }],
  ['then the rate', { ...FLAC, sampleRateHz: 96_000 }, { ...FLAC, bitrateKbps: 5000 }],
  ['then the bitrate', MP3, { ...MP3, bitrateKbps: 128 }],
  ['the depth and rate of a lossy file say nothing', MP3, { ...MP3, bitrateKbps: 96, bitsPerSample: 32, sampleRateHz: 96_000 }],
  ['anything before what is unknown', { ...MP3, bitrateKbps: 8 }, null],
])('%s', (_, better, worse) => {
  expect(qualityOf(better)).toBeGreaterThan(qualityOf(worse));
});

test('Hi-Res is lossless above 16 bits or 48 kHz', () => {
  expect([FLAC, { ...FLAC, sampleRateHz: 48_000 }, { ...FLAC, bitsPerSample: 24 }, { ...FLAC, sampleRateHz: 88_200 }, { ...MP3, sampleRateHz: 96_000 }].map(isHiRes)).toEqual([false, false, true, true, false]);
});

test('a quality tells what it was made of', () => {
  expect(fileFormat({ codec: 'FLAC', quality: qualityOf({ ...FLAC, bitsPerSample: 24, sampleRateHz: 96_000 }) })).toEqual({ name: 'FLAC', bits: 24, sampleRateHz: 96_000, bitrateKbps: 900 });
  expect(fileFormat({ codec: 'MPEG 1 Layer 3', quality: qualityOf(MP3) })).toEqual({ name: 'MP3', bitrateKbps: 320 });
  expect(fileFormat({ codec: null, quality: 0 })).toEqual({ name: null });
});

test('the better file stands for its place, whatever the order', () => {
  expect(ids([version(1, MP3), version(2, FLAC)])).toEqual([[2, 1]]);
  expect(ids([version(2, FLAC), version(1, MP3)])).toEqual([[2, 1]]);
});

test('what a person prefers goes before the better file, what can be played before both', () => {
  expect(ids([version(1, MP3, { preferred: true }), version(2, FLAC)])).toEqual([[1, 2]]);
  expect(ids([version(1, MP3), version(2, FLAC, { missing: true, preferred: true })])).toEqual([[1, 2]]);
  expect(ids([version(1, MP3), version(2, FLAC, { elsewhere: true })])).toEqual([[1, 2]]);
});

test('another place, title or length is another track', () => {
  expect(ids([version(1, FLAC), version(2, MP3, { trackNo: 2 })])).toHaveLength(2);
  expect(ids([version(1, FLAC), version(2, MP3, { discNo: 2 })])).toHaveLength(2);
  expect(ids([version(1, FLAC), version(2, MP3, { titleWords: ' one live' })])).toHaveLength(2);
  expect(ids([version(1, FLAC), version(2, MP3, { durationS: 203 })])).toHaveLength(2);
  expect(ids([version(1, FLAC), version(2, MP3, { durationS: 201.9 })])).toHaveLength(1);
});

test('no disc number is the first disc, and without track numbers titles tell', () => {
  expect(ids([version(1, FLAC), version(2, MP3, { discNo: null })])).toEqual([[1, 2]]);
  const unnumbered = { trackNo: null };
  expect(ids([version(1, FLAC, unnumbered), version(2, MP3, unnumbered), version(3, MP3, { ...unnumbered, titleWords: ' two' })])).toEqual([[1, 2], [3]]);
});
