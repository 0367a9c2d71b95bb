import { describe, expect, test } from 'vitest';
import { absentTracks, meanLoudness, ranges, sharedTitle } from './album-facts';
import { formatBadges } from './quality';
import type { Technical } from './track';

const track = (trackNo: number | null, discNo: number | null = null, trackTotal: number | null = null, discTotal: number | null = null) => ({ trackNo, discNo, trackTotal, discTotal });
const tracks = (from: number, to: number, disc: number | null = null, total: number | null = null) => Array.from({ length: to - from + 1 }, (_, i) => track(from + i, disc, total));

describe('what an album lacks', () => {
  test('is said by gaps, and by the total', () => {
    expect(absentTracks([track(1), track(2), track(4)]).tracks).toEqual([{ discNo: 1, numbers: [3] }]);
    expect(absentTracks(tracks(1, 3, null, 5)).tracks).toEqual([{ discNo: 1, numbers: [4, 5] }]);
    expect(absentTracks(tracks(1, 5, null, 5))).toEqual({ discs: [], tracks: [] });
  });

  test('is said disc by disc', () => {
    expect(absentTracks([...tracks(1, 2, 1, 2), ...tracks(2, 3, 2, 3)]).tracks).toEqual([{ discNo: 2, numbers: [1] }]);
  });

  test('may be a whole disc', () => {
    expect(absentTracks([track(1, 1, 1, 3), track(1, 3, 1, 3)]).discs).toEqual([2]);
    expect(absentTracks([track(1, 2)]).discs).toEqual([1]);
  });

  test('a total over all discs, and numbers that go on over them, are no gaps', () => {
    expect(absentTracks([...tracks(1, 3, 1, 7), ...tracks(1, 4, 2, 7)]).tracks).toEqual([]);
    expect(absentTracks([...tracks(1, 3, 1), ...tracks(4, 7, 2)]).tracks).toEqual([]);
    expect(absentTracks([...tracks(1, 3, 1), ...tracks(4, 5, 2), track(7, 2)]).tracks).toEqual([{ discNo: 2, numbers: [6] }]);
  });

  test('is nothing where there are no numbers, and nothing where numbers are dates', () => {
    expect(absentTracks([track(null), track(null)])).toEqual({ discs: [], tracks: [] });
    expect(absentTracks([track(20_240_131)]).tracks).toEqual([]);
  });

  test('is told in ranges', () => {
    expect(ranges([1, 3, 4, 5, 9])).toEqual([[1, 1], [3, 5], [9, 9]]);
  });
});

describe('the loudness of an album', () => {
  const of = (integratedLufs: number | null, durationS: number) => ({ loudness: { integratedLufs, samplePeakDbfs: 0 }, durationS });

  test('is that of its tracks where all are alike', () => {
    expect(meanLoudness([of(-12, 100), of(-12, 300)])).toBeCloseTo(-12, 10);
  });

  test('is the mean of their energies, weighted by length', () => {
    // 100 s at 10^-1 and 300 s at 10^-2: (10 + 3) / 400 = 0.0325
    expect(meanLoudness([of(-10, 100), of(-20, 300)])).toBeCloseTo(10 * Math.log10(0.0325), 10);
  });

  test('waits for every track, and passes over silence', () => {
    expect(meanLoudness([of(-10, 100), { loudness: null, durationS: 100 }])).toBeNull();
    expect(meanLoudness([of(-10, 100), of(null, 100)])).toBeCloseTo(-10, 10);
    expect(meanLoudness([])).toBeNull();
  });
});

test.each([
  ['Songs (Deluxe Edition)', 'songs'], ['Songs [2011 Remaster]', 'songs'], ['Songs - Expanded', 'songs'], ['Songs (Live)', 'songs (live)'], ['Songs (Super Deluxe)', 'songs'],
  ['(Deluxe)', '(deluxe)'], ['Très', 'tres'],
])('“%s” is shared as “%s”', (title, shared) => {
  expect(sharedTitle(title)).toBe(shared);
});

test('formats are told apart by depth and rate where lossless, by name where lossy', () => {
  const flac: Technical = { container: 'FLAC', codec: 'FLAC', durationS: 1, sampleRateHz: 44_100, channels: 2, bitsPerSample: 16, bitrateKbps: 900, lossless: true, encoder: null };
  const mp3: Technical = { ...flac, codec: 'MPEG 1 Layer 3', lossless: false, bitsPerSample: null, bitrateKbps: 320 };
  expect(formatBadges([mp3, flac, { ...flac, bitsPerSample: 24, sampleRateHz: 96_000 }, { ...mp3, bitrateKbps: 192 }, null, flac, flac])).toEqual([
    { format: 'FLAC', bits: 16, sampleRateHz: 44_100, hiRes: false, count: 3 },
    { format: 'MP3', bitrateKbps: 192, hiRes: false, count: 2 },
    { format: 'FLAC', bits: 24, sampleRateHz: 96_000, hiRes: true, count: 1 },
  ]);
});
