import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apartKeys, type AlbumPart, type PlacedTrack } from './apart-albums';
import type { AlbumKey, ContentKey } from './ids';

const KEY = 'album' as AlbumKey;

/** Tracks 1 … n. @param audio the same for copies @param durationS of a track */
function part(folder: string, n: number, audio: string, durationS: (no: number) => number | null, over: Partial<PlacedTrack> = {}, first = 1): AlbumPart {
  const tracks = Array.from({ length: n }, (_, i): PlacedTrack => {
    const trackNo = i + first;
    return { discNo: null, trackNo, durationS: durationS(trackNo), contentKey: `${audio} ${trackNo}` as ContentKey, ...over };
  });
  return { folder, tracks };
}

const berlin = (no: number): number => 200 + no * 7;
const paris = (no: number): number => 180 + no * 11;
const count = (parts: readonly AlbumPart[]): number => new Set(apartKeys(KEY, parts)).size;

describe('folders whose tags name one album', () => {
  test('are two where they hold other music at the same places', () => {
    const keys = apartKeys(KEY, [part('Live Berlin', 8, 'a', berlin), part('Live Paris', 8, 'b', paris)]);
    expect(new Set(keys).size).toBe(2);
    expect(keys).not.toContain(KEY);
  });

  test.each<[string, readonly AlbumPart[]]>([
    ['in two formats', [part('FLAC', 8, 'a', berlin), part('MP3', 8, 'b', (no) => berlin(no) + 0.7)]],
    ['in two formats, one of which lacks some of the tracks', [part('FLAC', 8, 'a', berlin), part('MP3', 3, 'b', berlin)]],
    ['in two formats with a longer track', [part('FLAC', 8, 'a', berlin), part('MP3', 8, 'b', (no) => berlin(no) + (no === 8 ? 60 : 0))]],
    ['of which one is a copy of some tracks', [part('Album', 8, 'a', berlin), part('Best', 3, 'a', berlin)]],
    ['of which one is a copy with other numbers', [part('Album', 8, 'a', berlin), { folder: 'Mix', tracks: part('', 8, 'a', berlin).tracks.map((track, i) => ({ ...track, trackNo: 8 - i })) }]],
    ['with different discs', [part('A', 8, 'a', berlin, { discNo: 1 }), part('B', 8, 'b', paris, { discNo: 2 })]],
    ['with different numbers', [part('A', 4, 'a', berlin), part('B', 4, 'b', paris, {}, 5)]],
    ['without numbers', [part('A', 8, 'a', berlin, { trackNo: null }), part('B', 8, 'b', paris, { trackNo: null })]],
    ['of unknown length', [part('A', 8, 'a', berlin), part('B', 8, 'b', () => null)]],
    ['with one other song', [part('A', 8, 'a', berlin), part('B', 1, 'b', paris)]],
    ['by the same path in two roots', [part('Live', 8, 'a', berlin), part('Live', 8, 'b', paris)]],
    ['and only one', [part('A', 8, 'a', berlin)]],
  ])('are one %s', (_, parts) => expect(apartKeys(KEY, parts)).toEqual(parts.map(() => KEY)));

  test('two bootlegs in two formats each are two albums of two versions', () => {
    const keys = apartKeys(KEY, [part('Berlin', 8, 'a', berlin), part('Berlin MP3', 8, 'b', berlin), part('Paris', 8, 'c', paris), part('Paris MP3', 8, 'd', paris)]);
    expect([keys[0] === keys[1], keys[2] === keys[3], new Set(keys).size]).toEqual([true, true, 2]);
  });

  test('of one name in two places are told apart by the folders above', () => {
    expect(count([part('Berlin/Live', 8, 'a', berlin), part('Paris/Live', 8, 'b', paris)])).toBe(2);
  });

  test('the order of folders and tracks makes no difference', () => {
    const parts = [part('Berlin', 6, 'a', berlin), part('Berlin MP3', 4, 'b', berlin), part('Paris', 6, 'c', paris), part('More', 4, 'd', paris, {}, 7), part('Paris MP3', 6, 'e', paris)];
    const keysOf = (given: readonly AlbumPart[]) => new Map(apartKeys(KEY, given).map((key, i) => [given[i]?.folder, key]));
    const expected = keysOf(parts);
    fc.assert(fc.property(fc.shuffledSubarray(parts, { minLength: 5 }), fc.boolean(), (given, turned) => {
      const shuffled = keysOf(given.map((each) => (turned ? { ...each, tracks: each.tracks.toReversed() } : each)));
      for (const [folder, key] of expected) expect([folder, shuffled.get(folder)]).toEqual([folder, key]);
    }));
  });
});
