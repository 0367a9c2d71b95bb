import { expect, test } from 'vitest';
import type { AlbumKey, TrackId } from './ids';
import { albumsOf, discsOf, mostCommon } from './releases';
import type { TrackView } from './track-view';

function view(trackId: number, more: Partial<TrackView>): TrackView {
  return {
    trackId: trackId as TrackId, rootId: 1 as never, path: `${trackId}.flac`, contentKey: null, title: `Track ${trackId}`, artist: 'A', album: 'X', albumArtist: 'A',
    albumKey: null, artistKey: null, albumArtistKey: null, credit: [], albumCredit: [], guests: [], composers: [], genres: [], year: null, trackNo: null, discNo: null, durationS: 60, codec: null, quality: 0, recordingId: null, coverHash: null,
    tempo: null, key: null, loudness: null, gain: null, sound: null, tagsDiffer: null, rating: null, loved: false, preferred: false, hidden: false, playCount: 0, stage: 'parsed', failure: null, missing: false, elsewhere: false, addedAtMs: trackId, ...more,
  };
}

test('discs come in order, each with its tracks in the order given', () => {
  const discs = discsOf([view(3, { discNo: 2 }), view(1, { discNo: 1 }), view(2, { discNo: 1 })]);
  expect(discs.map((disc) => [disc.discNo, disc.tracks.map((track) => track.trackId)])).toEqual([[1, [1, 2]], [2, [3]]]);
});

test('beside numbered discs, a track without a number is of the first', () => {
  expect(discsOf([view(1, {}), view(2, { discNo: 1 }), view(3, { discNo: 2 })]).map((disc) => [disc.discNo, disc.tracks.length])).toEqual([[1, 2], [2, 1]]);
  expect(discsOf([view(1, {}), view(2, {})]).map((disc) => disc.discNo)).toEqual([null]);
});

test('the most common value wins, the first among equals, and nothing where nobody says', () => {
  expect(mostCommon(['a', 'b', 'b', null, null, null])).toBe('b');
  expect(mostCommon(['a', 'b'])).toBe('a');
  expect(mostCommon([null])).toBeNull();
});

test('albums are made from their tracks, newest first', () => {
  const [k1, k2] = ['k1', 'k2'] as AlbumKey[] as [AlbumKey, AlbumKey];
  const albums = albumsOf([view(1, { albumKey: k1, album: 'Old', year: 1990 }), view(2, { albumKey: k2, album: 'New', year: 2020 }), view(3, { albumKey: k2, album: 'New', year: 2020 }), view(4, {})]);
  expect(albums.map((album) => [album.name, album.trackCount, album.durationS, album.addedAtMs])).toEqual([['New', 2, 120, 3], ['Old', 1, 60, 1]]);
});
