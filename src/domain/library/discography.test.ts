import { expect, test } from 'vitest';
import { artistNames } from './artist-names';
import { creditedKey, soleCredit, type Credit } from './credits';
import { discographyOf } from './discography';
import type { AlbumKey, ArtistKey } from './ids';
import type { TrackView } from './track-view';

type Named = Pick<TrackView, 'albumKey' | 'album' | 'credit' | 'albumCredit'> & Partial<TrackView>;

const by = (...names: string[]): Credit => names.flatMap((name) => soleCredit(name, creditedKey(name)));
const view = (album: string, albumCredit: Credit, credit: Credit, more: Partial<TrackView> = {}): TrackView => ({
  trackId: 1, rootId: 1, path: 'a.mp3', contentKey: null, title: 'T', artist: null, albumArtist: null, artistKey: null, albumArtistKey: null, guests: [], composers: [],
  genres: [], year: null, trackNo: null, discNo: null, durationS: 60, codec: null, coverHash: null, tempo: null, key: null, loudness: null, rating: null, loved: false,
  playCount: 0, stage: 'parsed', failure: null, missing: false, elsewhere: false, addedAtMs: 0,
  ...({ album, albumKey: album as AlbumKey, albumCredit, credit } satisfies Named), ...more,
} as TrackView);

const foo = creditedKey('Foo') as ArtistKey;
const isFoo = (key: ArtistKey | null) => key === foo;

test('albums are the artist’s own, those it appears on, and compilations', () => {
  const { albums, appearsOn, compilations } = discographyOf([
    view('Own', by('Foo'), by('Foo')), view('Shared', by('Bar', 'Foo'), by('Bar')), view('Guest', by('Bar'), by('Bar', 'Foo')),
    view('Hits', by('Various Artists'), by('Foo')), view('MB hits', soleCredit('V.A.', 'mb:89ad4ac3-39f7-470e-963a-56509c546377' as ArtistKey), by('Foo')),
    view('Nobody’s', [], by('Foo')),
  ], isFoo);
  expect([albums, appearsOn, compilations].map((all) => all.map(({ name }) => name))).toEqual([['Own', 'Shared'], ['Guest', 'Nobody’s'], ['Hits', 'MB hits']]);
});

test('one track that names the artist as the album’s makes it its own, in any order', () => {
  const views = [view('Album', by('FOO feat. Bar'), by('Foo')), view('Album', by('Foo'), by('Foo'))];
  for (const all of [views, views.toReversed()]) expect(discographyOf(all, isFoo).albums.map(({ name }) => name)).toEqual(['Album']);
});

test('an artist has the name that most tracks give it, each merged one its own', () => {
  const bar = creditedKey('Bar') as ArtistKey;
  const views = [view('A', [], by('FOO')), view('B', [], by('Foo', 'Bar')), view('C', [], by('Foo')), view('D', [], [], { composers: ['Nobody; bar'], guests: by('Else') })];
  expect(artistNames(views, new Set([foo, bar]))).toEqual(new Map([[foo, 'Foo'], [bar, 'Bar']]));
});
