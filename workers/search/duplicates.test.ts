import { describe, expect, test } from 'vitest';
import type { AlbumKey, ArtistKey, ContentKey, TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import { COPIES, FORMATS } from '../../src/domain/query/query';
import { VectorIndex } from '../../src/domain/sound/vector-index';
import { groupRows } from './groups';
import type { LibraryIndex } from './library-index';
import { runQuery } from './run-query';
import { similarTracks } from './similar';
import { indexOf, view } from './view.fixture';

const ALBUM = 'album' as AlbumKey;
const ARTIST = 'artist' as ArtistKey;

/** A track of one album, with a length. */
function track(trackId: number, patch: Partial<TrackView> = {}): TrackView {
  return view(trackId, {
    album: 'Songs', albumKey: ALBUM, artist: 'A', artistKey: ARTIST, albumArtist: 'A', albumArtistKey: ARTIST, genres: ['Rock'], trackNo: trackId, title: `Song ${trackId}`, durationS: 200, ...patch,
  });
}

const FLAC = { trackNo: 1, title: 'One', quality: 5000, codec: 'FLAC' };
const MP3 = { ...FLAC, quality: 320, codec: 'MP3' };
const query = (index: LibraryIndex, filter = {}, text = '') => [...runQuery(index, { text, filter, sort: { by: 'trackNo', descending: false } }, 0).trackIds];

function groups(index: LibraryIndex, vectors = new VectorIndex()): [number, number[]][] {
  const { trackIds, starts, kinds } = index.duplicates(vectors);
  return [...kinds].map((kind, i) => [kind, [...trackIds.subarray(starts[i], starts[i + 1])]]);
}

describe('versions of one track', () => {
  const index = indexOf([track(1, MP3), track(2, FLAC), track(3, { trackNo: 2 })]);

  test('an album, artist and genre show and count the better one', () => {
    for (const filter of [{ albumKey: ALBUM }, { artistKey: ARTIST }, { genre: 'rock' }]) expect(query(index, filter)).toEqual([2, 3]);
    for (const kind of ['album', 'artist', 'genre'] as const) expect(index.groupsOf(kind).map(({ group }) => [group.trackCount, group.durationS])).toEqual([[2, 400]]);
  });

  test('all tracks, a search and whoever asks for all versions see each', () => {
    expect(query(index)).toEqual([1, 2, 3]);
    expect(query(index, {}, 'one')).toEqual([1, 2]);
    expect(query(index, { albumKey: ALBUM, versions: 'all' })).toEqual([1, 2, 3]);
    expect(query(index, { versions: 'best' })).toEqual([2, 3]);
  });

  test('the preferred one stands instead, and the next one where it goes missing', () => {
    index.apply({ views: [track(1, { ...MP3, preferred: true })] });
    expect(query(index, { albumKey: ALBUM })).toEqual([1, 3]);
    index.apply({ views: [track(1, { ...MP3, preferred: true, missing: true })] });
    expect(query(index, { albumKey: ALBUM })).toEqual([2, 3]);
  });

  test('two places of one album are never versions, whatever their titles', () => {
    expect(query(indexOf([track(1, { title: 'Intro' }), track(2, { title: 'Intro' })]), { albumKey: ALBUM })).toEqual([1, 2]);
  });

  test('files with and without a disc number share a place', () => {
    expect(query(indexOf([track(1, { ...MP3, discNo: 1 }), track(2, FLAC), track(3, { trackNo: 2, discNo: 1 })]), { albumKey: ALBUM })).toEqual([2, 3]);
  });
});

describe('a hidden track', () => {
  const hidden = track(2, { ...FLAC, hidden: true, contentKey: 'content 2' as ContentKey });
  const index = indexOf([track(1, MP3), hidden, track(3, { trackNo: 2 })]);

  test('leaves lists, searches and groups, and lets another version stand', () => {
    expect(query(index)).toEqual([1, 3]);
    expect(query(index, {}, 'one')).toEqual([1]);
    expect(query(index, { albumKey: ALBUM, versions: 'all' })).toEqual([1, 3]);
    expect(groupRows(index.columns, index.standing, 'album')[0]?.group.trackCount).toBe(2);
    expect(index.listedCount).toBe(2);
  });

  test('leaves what sounds alike', () => {
    const vectors = new VectorIndex();
    [1, 2, 3].forEach((id) => vectors.put(`content ${id}`, new Float32Array([id, 1 / id, 2])));
    const similar = similarTracks(index, vectors, 3 as TrackId, 5);
    expect(similar.ok && similar.value.map(({ trackId }) => trackId)).toEqual([1]);
  });

  test('is listed among what is hidden, unless its folder was removed', () => {
    expect([...index.duplicates(new VectorIndex()).hidden]).toEqual([2]);
    expect([...indexOf([hidden], []).duplicates(new VectorIndex()).hidden]).toEqual([]);
  });
});

describe('duplicates', () => {
  const same = 'content' as ContentKey;

  test('copies are files of one contentKey that are here', () => {
    const copies = [track(1, { contentKey: same }), track(2, { contentKey: same }), track(3)];
    expect(groups(indexOf(copies))).toEqual([[COPIES, [1, 2]]]);
    expect(groups(indexOf([...copies.slice(0, 1), track(2, { contentKey: same, missing: true })]))).toEqual([]);
    expect(groups(indexOf([...copies.slice(0, 1), track(2, { contentKey: same, rootId: null, elsewhere: true })]))).toEqual([]);
  });

  test('one MusicBrainz recording is one, whatever its tags; two are two, whatever theirs', () => {
    expect(groups(indexOf([track(1, { recordingId: 'r' }), track(2, { recordingId: 'r', album: 'Best of' })]))).toEqual([[FORMATS, [1, 2]]]);
    expect(groups(indexOf([track(1, { ...FLAC, recordingId: 'r' }), track(2, { ...MP3, recordingId: 's' })]))).toEqual([]);
  });

  test('one artist, title, album and number are one recording where lengths agree; the better file comes first', () => {
    expect(groups(indexOf([track(1, MP3), track(2, { ...FLAC, artist: 'a', title: 'ONE' })]))).toEqual([[FORMATS, [2, 1]]]);
    expect(groups(indexOf([track(1, MP3), track(2, { ...FLAC, durationS: 203 })]))).toEqual([]);
    expect(groups(indexOf([track(1, MP3), track(2, { ...FLAC, artist: 'B' })]))).toEqual([]);
  });

  test('on another album, the sound must agree', () => {
    const index = indexOf([track(1, MP3), track(2, { ...FLAC, album: 'Best of', trackNo: 7 }), track(3), track(4), track(5)]);
    const vectors = (near: boolean) => {
      const all = new VectorIndex();
      const at: [number, number, number][] = [[1, 0, 0], near ? [0.99, 0.02, 0] : [-1, 0.3, 0], [0, 1, 0], [0, 0, 1], [-1, -1, -1]];
      at.forEach((vector, i) => all.put(`content ${i + 1}`, new Float32Array(vector)));
      return all;
    };
    expect(groups(index)).toEqual([]);
    expect(groups(index, vectors(true))).toEqual([[FORMATS, [2, 1]]]);
    expect(groups(indexOf([track(1, MP3), track(2, { ...FLAC, album: 'Best of' }), track(3), track(4), track(5)]), vectors(false))).toEqual([]);
  });

  test('a group is gone when all but one of its files are hidden', () => {
    expect(groups(indexOf([track(1, { contentKey: same }), track(2, { contentKey: same, hidden: true })]))).toEqual([]);
  });
});
