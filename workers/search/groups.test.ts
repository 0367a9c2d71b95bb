import { describe, expect, it } from 'vitest';
import type { AlbumKey, ArtistKey, CoverHash, RootId } from '../../src/domain/library/ids';
import type { GroupKind } from '../../src/domain/query/query';
import type { TrackView } from '../../src/domain/library/track-view';
import { folderGroups } from './folder-groups';
import { groupsMatching } from './groups';
import { indexOf, ROOT, view } from './view.fixture';

function groups(views: readonly TrackView[], kind: GroupKind, text = '') {
  return groupsMatching(indexOf(views).groupsOf(kind), text);
}

const post = (id: number, patch: Partial<TrackView> = {}) => view(id, {
  album: 'Post', albumKey: 'post' as AlbumKey, artist: 'Björk', albumArtist: 'Björk', artistKey: 'bjork' as ArtistKey, albumArtistKey: 'bjork' as ArtistKey,
  year: 1995, durationS: 200, coverHash: 'a' as CoverHash, addedAtMs: id, ...patch,
});

describe('an album', () => {
  it('gathers its tracks', () => {
    const tracks = [post(1), post(2, { coverHash: 'b' as CoverHash }), post(3)];
    expect(groups(tracks, 'album')).toEqual([{
      key: 'post', name: 'Post', subtitle: 'Björk', year: 1995, trackCount: 3, albumCount: 1, durationS: 600, coverHash: 'a', addedAtMs: 3,
    }]);
  });

  it('is not made of tracks without one', () => expect(groups([view(1, { albumKey: 'x' as AlbumKey })], 'album')).toEqual([]));

  it('of the same name and another key is another album', () => {
    expect(groups([post(1), post(2, { albumKey: 'post 2' as AlbumKey })], 'album').map((group) => group.key)).toEqual(['post', 'post 2']);
  });

  it('is found by its artist', () => expect(groups([post(1)], 'album', 'bjork')).toHaveLength(1));
});

describe('an artist', () => {
  it('counts a track once where it is both artist and album artist', () => {
    expect(groups([post(1)], 'artist').map((group) => [group.name, group.trackCount, group.albumCount])).toEqual([['Björk', 1, 1]]);
  });

  it('appears for a guest track and for the album', () => {
    const guest = post(1, { artist: 'Tricky', artistKey: 'tricky' as ArtistKey });
    expect(groups([guest], 'artist').map((group) => group.name)).toEqual(['Björk', 'Tricky']);
  });

  it('is called as most of its tracks call it', () => {
    const tracks = [post(1, { artist: 'BJORK', albumArtist: 'BJORK' }), post(2), post(3)];
    expect(groups(tracks, 'artist').map((group) => group.name)).toEqual(['Björk']);
  });
});

describe('a credit of several artists', () => {
  const part = (name: string, artistKey: string) => ({ name, joinPhrase: ' & ', artistKey: artistKey as ArtistKey });
  const duet = view(1, {
    artist: 'Tricky & Björk', credit: [part('Tricky', 'tricky'), part('Björk', 'bjork')], albumArtist: 'Tricky', albumCredit: [part('Tricky', 'tricky')],
    guests: [part('Terry Hall', 'terry')], album: 'Nearly God', albumKey: 'nearly' as AlbumKey,
  });

  it('makes a track belong to each of them, once', () => {
    expect(groups([duet, post(2)], 'artist').map((group) => [group.name, group.trackCount, group.albumCount])).toEqual([['Björk', 2, 2], ['Terry Hall', 1, 1], ['Tricky', 1, 1]]);
  });

  it('is shown in the spoken order of its names', () => {
    const sorted = view(1, { artist: 'Beatles, The', artistKey: 'beatles' as ArtistKey });
    expect(groups([sorted], 'artist').map(({ name }) => name)).toEqual(['The Beatles']);
    expect(groups([sorted], 'artist', 'beatles')).toHaveLength(1);
  });

  it('lets each of them be found', () => {
    for (const name of ['tricky', 'bjork', 'terry']) expect(groups([duet], 'artist', name)).toHaveLength(1);
  });
});

describe('artists that a person merged', () => {
  const plain = (id: number, name: string) => view(id, { artist: name, artistKey: name as ArtistKey });
  const tracks = [plain(1, 'Prince'), plain(2, 'The Artist'), plain(3, 'The Artist'), plain(4, 'Sade')];
  const merged = (aliases: [string, string][]) => {
    const index = indexOf(tracks);
    // What was answered before the merge must not be answered after it.
    index.groupsOf('artist');
    index.apply({ aliases: new Map(aliases as [ArtistKey, ArtistKey][]) });
    return index.groupsOf('artist');
  };
  const named = (rows: ReturnType<typeof merged>, text = '') => groupsMatching(rows, text).map((group) => [group.key, group.name, group.trackCount]);

  it('are one, under the name of the one they are shown under', () => {
    expect(named(merged([['The Artist', 'Prince']]))).toEqual([['Prince', 'Prince', 3], ['Sade', 'Sade', 1]]);
  });

  it('are found by every name', () => {
    const rows = merged([['The Artist', 'Prince']]);
    for (const text of ['prince', 'artist']) expect(named(rows, text)).toEqual([['Prince', 'Prince', 3]]);
  });

  it('keep a name where no track of this library has that of the other', () => {
    expect(named(merged([['The Artist', 'elsewhere'], ['Prince', 'elsewhere']]))).toEqual([['Sade', 'Sade', 1], ['elsewhere', 'The Artist', 3]]);
  });

  it('stand apart again once they are split', () => {
    const index = indexOf(tracks);
    index.apply({ aliases: new Map([['The Artist', 'Prince']] as [ArtistKey, ArtistKey][]) });
    index.apply({ aliases: new Map() });
    expect(groupsMatching(index.groupsOf('artist'), '')).toEqual(groups(tracks, 'artist'));
  });
});

describe('a genre', () => {
  it('joins spellings that fold alike', () => {
    const tracks = [view(1, { genres: ['Électro'] }), view(2, { genres: ['electro', 'Électro'] }), view(3, { genres: ['Électro', 'Rock'] })];
    expect(groups(tracks, 'genre').map((group) => [group.key, group.name, group.trackCount])).toEqual([['electro', 'Électro', 3], ['rock', 'Rock', 1]]);
  });
});

it('groups come in natural order', () => {
  const tracks = ['Vol. 10', 'Étude', 'Vol. 2'].map((album, i) => view(i + 1, { album, albumKey: album as AlbumKey }));
  expect(groups(tracks, 'album').map((group) => group.name)).toEqual(['Étude', 'Vol. 2', 'Vol. 10']);
});

describe('folders', () => {
  const index = indexOf(
    ['a/b/1.mp3', 'a/b/2.mp3', 'a/c/d/3.mp3', 'a/4.mp3', 'ab/5.mp3'].map((path, i) => view(i + 1, { path, durationS: 10 })),
    [{ rootId: ROOT, name: 'Music' }, { rootId: 2 as RootId, name: 'Empty' }],
  );

  it('of no root are the roots, empty ones too', () => {
    expect(folderGroups(index, null, '').map((folder) => [folder.name, folder.trackCount, folder.durationS])).toEqual([['Music', 5, 50], ['Empty', 0, 0]]);
  });

  it('of a folder are its children, with all that is below', () => {
    expect(folderGroups(index, ROOT, 'a').map((folder) => [folder.path, folder.trackCount])).toEqual([['a/b', 2], ['a/c', 1]]);
  });

  it('of a root are its top folders', () => expect(folderGroups(index, ROOT, '').map((folder) => folder.name)).toEqual(['a', 'ab']));
});
