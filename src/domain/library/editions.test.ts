import { expect, test } from 'vitest';
import { albumFolderOf, settledAlbumKeys } from './editions';
import type { TrackId } from './ids';
import { albumKeyOf } from './keys';
import { NO_TAGS } from './no-tags';
import type { Tags } from './tags';

function row(trackId: number, tags: Partial<Tags>) {
  const all = { ...NO_TAGS, artist: 'A', album: 'Songs', ...tags };
  return { trackId: trackId as TrackId, tags: all, albumKey: albumKeyOf(all) };
}

test('one folder is one album, although its tracks carry different years or none', () => {
  const rows = [row(1, { year: 2004 }), row(2, { year: 2010 }), row(3, {})];
  const latest = rows[1]?.albumKey;
  expect([...settledAlbumKeys(rows)]).toEqual([[1, latest], [3, latest]]);
});

test('tracks of one year keep the key of their tags', () => {
  expect(settledAlbumKeys([row(1, { year: 2004 }), row(2, { year: 2004 })]).size).toBe(0);
});

test('two titles or two artists in one folder stay two albums', () => {
  const rows = [row(1, { year: 2004 }), row(2, { year: 2010, album: 'Other' }), row(3, { year: 2011, albumArtist: 'B' })];
  expect(settledAlbumKeys(rows).size).toBe(0);
});

test('a track with a release id is of that release, whatever lies beside it', () => {
  const rows = [row(1, { year: 2004, musicBrainzReleaseId: 'r' }), row(2, { year: 2010 })];
  expect(settledAlbumKeys(rows).size).toBe(0);
});

test.each([
  ['Artist/Album/CD1', 'Artist/Album'], ['Artist/Album/Disc 2 - Live', 'Artist/Album'], ['Album/cd_03', 'Album'],
  ['Artist/Album', 'Artist/Album'], ['Artist/CDs', 'Artist/CDs'], ['CD1', 'CD1'], ['', ''],
])('the album of the folder “%s” is in “%s”', (folder, album) => {
  expect(albumFolderOf(folder)).toBe(album);
});
