import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Placed } from './album-members';
import { albumFolderOf } from './disc-marks';
import { editedRow } from './edits';
import { settledAlbums } from './editions';
import type { TrackId } from './ids';
import { artistKeyOf } from './keys';
import { NO_TAGS } from './no-tags';
import { tagColumns } from './tag-columns';
import type { Tags } from './tags';

let nextId = 1;

function row(tags: Partial<Tags>, folder = 'Music/Album', trackId = nextId++): Placed {
  return { trackId: trackId as TrackId, folder, ...tagColumns({ ...NO_TAGS, artist: 'A', album: 'Songs', ...tags }) };
}

/** Tracks 1 … n, each with its own changes. */
function tracks(n: number, tags: Partial<Tags> | ((i: number) => Partial<Tags>), folder?: string): Placed[] {
  return Array.from({ length: n }, (_, i) => row({ trackNo: i + 1, title: `Title ${i + 1}`, ...(typeof tags === 'function' ? tags(i) : tags) }, folder));
}

/** Rows as they stand after settling folder by folder, as scans do. */
function settle(rows: readonly Placed[]): Placed[] {
  const folders = [...new Set(rows.map(({ folder }) => albumFolderOf(folder)))];
  return folders.flatMap((folder) => {
    const inside = rows.filter((each) => albumFolderOf(each.folder) === folder);
    const changed = settledAlbums(inside);
    return inside.map((each) => ({ ...each, ...changed.get(each.trackId) }));
  });
}

/** How the rows are shown: titles and artists of albums, with the number of tracks of each key. */
function albums(rows: readonly Placed[]): [artist: string | null, album: string, count: number][] {
  const byKey = new Map<string, Placed[]>();
  for (const each of settle(rows)) if (each.albumKey) byKey.set(each.albumKey, [...(byKey.get(each.albumKey) ?? []), each]);
  return [...byKey.values()].map((each): [string | null, string, number] => {
    const [first] = each;
    const artists = new Set(each.map(({ settledAlbum, tags }) => settledAlbum?.albumArtist ?? tags?.albumArtist ?? (tags?.compilation ? 'Various Artists' : tags?.artist) ?? null));
    return [[...artists].join(' / '), first?.settledAlbum?.album ?? first?.tags?.album ?? '', each.length];
  }).sort((a, b) => ((a[0] ?? '') + a[1] < (b[0] ?? '') + b[1] ? -1 : 1));
}

describe('one folder', () => {
  test('is one album, although its tracks carry different years or none', () => {
    const rows = [row({ year: 2004 }), row({ year: 2010 }), row({})];
    expect(settle(rows).map(({ albumKey }) => albumKey)).toEqual(rows.map(() => rows[1]?.albumKey));
  });

  test('keeps the key of its tags where they agree', () => {
    expect(settledAlbums([row({ year: 2004 }), row({ year: 2004 })]).size).toBe(0);
  });

  test('a track with a release id is of that release, whatever lies beside it', () => {
    expect(settledAlbums([row({ year: 2004, musicBrainzReleaseId: 'r' }), row({ year: 2010 })]).size).toBe(0);
  });

  test('two albums “Greatest Hits” by two artists stay two', () => {
    const rows = [...tracks(4, { album: 'Greatest Hits' }), ...tracks(3, (i) => ({ album: 'Greatest Hits', artist: 'B', title: `Other ${i}` }))];
    expect(albums(rows)).toEqual([['A', 'Greatest Hits', 4], ['B', 'Greatest Hits', 3]]);
  });

  test('a few loose songs of two artists from albums of one name are not one album', () => {
    const rows = [row({ album: 'Greatest Hits', trackNo: 3, title: 'x' }), row({ album: 'Greatest Hits', artist: 'B', trackNo: 9, title: 'y' })];
    expect(albums(rows)).toEqual([['A', 'Greatest Hits', 1], ['B', 'Greatest Hits', 1]]);
  });

  test('two half albums stay two', () => {
    expect(albums([...tracks(3, {}), ...tracks(3, { album: 'Others' })])).toEqual([['A', 'Others', 3], ['A', 'Songs', 3]]);
  });

  test('tracks without an album tag are of no album', () => {
    const rows = settle([...tracks(3, {}), row({ album: null, trackNo: 4 })]);
    expect(rows.map(({ albumKey }) => albumKey === null)).toEqual([false, false, false, true]);
  });

  test('an album artist spelled in two ways is one album, under the spelling of most tracks; the artists stay two', () => {
    const rows = [...tracks(3, { albumArtist: 'The Beatles' }), row({ albumArtist: 'Beatles', trackNo: 4, artist: 'Beatles' })];
    expect(albums(rows)).toEqual([['The Beatles', 'Songs', 4]]);
    const last = settle(rows).at(-1);
    expect(last?.albumArtistKey).toBe(artistKeyOf('The Beatles', []));
    expect(rows.at(-1)?.albumArtistKey).toBe(artistKeyOf('Beatles', []));
  });

  test('a spelling that a person wrote goes before that of most tracks', () => {
    const edited = row({ albumArtist: 'Beatles, Die', trackNo: 4 });
    const rows = [...tracks(3, { albumArtist: 'The Beatles' }), { ...edited, readTags: { ...NO_TAGS, albumArtist: 'Beatles' } }];
    expect(albums(rows)).toEqual([['Beatles, Die', 'Songs', 4]]);
  });

  test('two artists of one name with two MusicBrainz ids stay two', () => {
    const rows = [...tracks(2, { albumArtist: 'Nirvana', musicBrainzAlbumArtistIds: ['us'] }), row({ albumArtist: 'NIRVANA', musicBrainzAlbumArtistIds: ['uk'], trackNo: 3 })];
    expect(new Set(settle(rows).map(({ albumArtistKey }) => albumArtistKey)).size).toBe(2);
  });

  test('guests and companions do not take a track out of its album', () => {
    const rows = [...tracks(8, {}), row({ artist: 'A feat. B', trackNo: 9 }), row({ artist: 'A & C', trackNo: 10 })];
    expect(albums(rows)).toEqual([['A', 'Songs', 10]].map(([artist, ...rest]) => [expect.stringContaining(String(artist)), ...rest]));
    expect(new Set(settle(rows).map(({ albumKey }) => albumKey)).size).toBe(1);
  });
});

describe('many artists', () => {
  const artists = (i: number): Partial<Tags> => ({ artist: `Artist ${i}` });

  test('a compilation with the flag is by Various Artists, without a year', () => {
    const rows = tracks(5, (i) => ({ ...artists(i), compilation: true, year: 1980 + i }));
    expect(albums(rows)).toEqual([['Various Artists', 'Songs', 5]]);
    expect(settledAlbums(rows).size).toBe(0);
  });

  test('a flag on some of the tracks holds for all', () => {
    expect(albums(tracks(6, (i) => ({ ...artists(i), compilation: i < 2 })))).toEqual([['Various Artists', 'Songs', 6]]);
  });

  test('without flag and album artist, one folder of them is one album by Various Artists', () => {
    const rows = tracks(5, artists);
    expect(albums(rows)).toEqual([['Various Artists', 'Songs', 5]]);
    expect(new Set(settle(rows).map(({ albumArtistKey }) => albumArtistKey))).toEqual(new Set([artistKeyOf('Various Artists', [])]));
  });

  test('so is a soundtrack whose artist differs from track to track', () => {
    const rows = tracks(6, (i) => ({ artist: i < 3 ? 'Composer' : `Singer ${i}`, album: 'The Film (Original Soundtrack)' }));
    expect(albums(rows)).toEqual([['Various Artists', 'The Film (Original Soundtrack)', 6]]);
  });

  test('one by a composer with a single guest number stays the composer’s', () => {
    const rows = tracks(8, (i) => ({ artist: i === 7 ? 'Singer' : 'Composer' }));
    expect(albums(rows)).toEqual([['Composer', 'Songs', 8]]);
  });

  test('one of them with an album artist of its own does not make the others its', () => {
    expect(albums(tracks(5, (i) => ({ ...artists(i), albumArtist: i === 0 ? 'Me' : null })))).toEqual([['Me', 'Songs', 1], ['Various Artists', 'Songs', 4]]);
  });

  test('a few without an album artist go with the many that have one', () => {
    expect(albums(tracks(5, (i) => (i < 4 ? { albumArtist: 'A' } : { artist: 'B' })))).toEqual([['A', 'Songs', 5]]);
  });

  test('over disc folders they are one album too', () => {
    const rows = [...tracks(3, artists, 'Music/Hits/CD1'), ...tracks(3, (i) => artists(i + 3), 'Music/Hits/CD2')];
    expect(albums(rows)).toEqual([['Various Artists', 'Songs', 6]]);
  });

  test('over the folders of the artists they are one album with the flag, and apart without', () => {
    const over = (compilation: boolean) => [0, 1, 2].map((i) => row({ ...artists(i), trackNo: i + 1, compilation }, `Music/Artist ${i}/Songs`));
    expect(albums(over(true))).toEqual([['Various Artists', 'Songs', 3]]);
    expect(albums(over(false))).toHaveLength(3);
  });

  test('two unflagged collections of one name and different years stay apart', () => {
    const rows = [...tracks(4, (i) => ({ ...artists(i), year: 1999 }), 'Music/Hits 1'), ...tracks(4, (i) => ({ ...artists(i + 4), year: 2004 }), 'Music/Hits 2')];
    expect(albums(rows)).toHaveLength(2);
  });

  test.each(['VA', 'Various', 'Artistes divers', 'Verschiedene Interpreten'])('“%s” as album artist is joined by tracks without one', (name) => {
    expect(albums(tracks(5, (i) => ({ ...artists(i), albumArtist: i < 3 ? name : null })))).toEqual([[name, 'Songs', 5]]);
  });
});

describe('an edit', () => {
  const settled = () => settle(tracks(4, (i) => ({ artist: `Artist ${i}` })))[0] as Placed & { readonly artistKey: null };
  const edit = (field: string, value: string) => editedRow(settled(), { fields: { [field]: { value, hlc: '1' } } });

  test('of a title leaves the album as it was settled', () => {
    const { settledAlbum, albumKey, albumArtistKey } = settled();
    expect(edit('title', 'New')).toMatchObject({ settledAlbum, albumKey, albumArtistKey, tags: { title: 'New' } });
  });

  test('of the album or its artist is by its tags alone, until the folder is settled again', () => {
    expect(edit('album', 'Other')).toMatchObject({ settledAlbum: undefined, albumArtistKey: artistKeyOf('Artist 0', []) });
    expect(edit('albumArtist', 'Me')).toMatchObject({ settledAlbum: undefined, albumArtistKey: artistKeyOf('Me', []) });
  });
});

describe('several folders', () => {
  test('two albums of one name by two artists stay two', () => {
    expect(albums([...tracks(3, { artist: 'Weezer', album: 'Weezer' }, 'Weezer/Weezer'), ...tracks(3, { artist: 'Other', album: 'Weezer' }, 'Other/Weezer')])).toHaveLength(2);
  });

  test('self-titled albums of different years stay apart', () => {
    const blue = tracks(3, { artist: 'Weezer', album: 'Weezer', year: 1994 }, 'Weezer/1994 Weezer');
    const green = tracks(3, { artist: 'Weezer', album: 'Weezer', year: 2001 }, 'Weezer/2001 Weezer');
    expect(albums([...blue, ...green])).toHaveLength(2);
  });

  test.each([
    ['CD1', 'CD2'], ['Disc 1', 'Disc 2'], ['CD 1 - Studio', 'CD 2 - Live'], ['Disque 1', 'Disque 2'], ['Scheibe 1', 'Scheibe 2'], ['Disc One', 'Disc Two'], ['DISC_01', 'DISC_02'],
  ])('one album over “%s” and “%s” is one, with discs from the folders where tags have none', (first, second) => {
    const rows = [...tracks(3, { year: 2001 }, `A/Album/${first}`), ...tracks(3, { year: 2002 }, `A/Album/${second}`)];
    expect(albums(rows)).toEqual([['A', 'Songs', 6]]);
    expect(settle(rows).map(({ settledAlbum }) => settledAlbum?.discNo)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  test('a volume or an LP of its own is no disc, several of one title are', () => {
    expect(settle(tracks(2, { album: 'Hits Vol. 2' }, 'A/Vol. 2')).map(({ settledAlbum }) => settledAlbum?.discNo)).toEqual([undefined, undefined]);
    expect(settle(tracks(1, { album: 'LP1' }, 'A/LP1')).map(({ settledAlbum }) => settledAlbum?.discNo)).toEqual([undefined]);
    const both = [...tracks(1, {}, 'A/Songs/Vol. 1'), ...tracks(1, {}, 'A/Songs/Vol. 2')];
    expect(settle(both).map(({ settledAlbum }) => settledAlbum?.discNo)).toEqual([1, 2]);
  });

  test('the subtitle of a disc folder is the disc’s', () => {
    const [first] = settle(tracks(2, { discNo: 2 }, 'A/Album/CD 2 - Live in Paris'));
    expect(first?.settledAlbum).toEqual({ discSubtitle: 'Live in Paris' });
  });

  test.each([
    ['Songs (Disc 1)', 'Songs (Disc 2)'], ['Songs [CD1]', 'Songs [CD2]'], ['Songs, Disc 1', 'Songs, Disc 2'], ['Songs - CD 1', 'Songs - CD 2'], ['Songs CD1', 'Songs CD2'], ['Songs (disque 1)', 'Songs (disque 2)'],
  ])('“%s” and “%s” as titles are one album of two discs', (first, second) => {
    const rows = [...tracks(3, { album: first, discNo: 1 }, `A/${first}`), ...tracks(3, { album: second, discNo: 1 }, `A/${second}`)];
    expect(albums(rows)).toEqual([['A', 'Songs', 6]]);
    expect(settle(rows).map(({ settledAlbum }) => settledAlbum?.discNo ?? 1)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  test('a title that ends in a disc keeps it where no other disc stands beside it', () => {
    expect(albums(tracks(3, { album: 'Compact Disc 2' }, 'A/Compact'))).toEqual([['A', 'Compact Disc 2', 3]]);
  });

  test('disc folders whose tags number every disc as the first are told apart by the folders', () => {
    const rows = [...tracks(2, { discNo: 1 }, 'A/Box/CD1'), ...tracks(2, { discNo: 1 }, 'A/Box/CD2')];
    expect(settle(rows).map(({ settledAlbum }) => settledAlbum?.discNo ?? 1)).toEqual([1, 1, 2, 2]);
  });

  test('a box set with one title is one album, with a title for each disc several', () => {
    const discs = (album: (i: number) => string) => [1, 2, 3].flatMap((i) => tracks(2, { album: album(i), discNo: i, year: 1960 + i }, `A/Box/CD ${i} - Part`));
    expect(albums(discs(() => 'The Box'))).toEqual([['A', 'The Box', 6]]);
    expect(albums(discs((i) => `Album ${i}`))).toHaveLength(3);
  });

  test('a deluxe edition stays apart from the standard one, by its title or by its folder', () => {
    const standard = tracks(3, { year: 2001 }, 'A/Songs');
    expect(albums([...standard, ...tracks(4, { year: 2001, album: 'Songs (Deluxe Edition)' }, 'A/Songs (Deluxe)')])).toHaveLength(2);
    expect(albums([...standard, ...tracks(4, { year: 2001 }, 'A/Songs (Deluxe Edition)')])).toHaveLength(2);
  });

  test('the same album as FLAC and MP3 is one, in one folder and in two', () => {
    const twice = (folder: string) => [...tracks(3, { year: 2001 }, 'A/Songs'), ...tracks(3, { year: 2001 }, folder)];
    expect(albums(twice('A/Songs'))).toEqual([['A', 'Songs', 6]]);
    expect(albums(twice('MP3/A/Songs'))).toEqual([['A', 'Songs', 6]]);
  });

  test('a compilation as FLAC and MP3 in one folder is one, although places are taken twice', () => {
    const artists = (i: number): Partial<Tags> => ({ artist: `Artist ${i}` });
    expect(albums([...tracks(4, artists), ...tracks(4, artists)])).toEqual([['Various Artists', 'Songs', 8]]);
  });

  test('a place that one of many copies claims under another title is claimed, in whatever order they come', () => {
    const rows = [row({ compilation: true, trackNo: 2 }), row({ albumArtist: 'VA', trackNo: 2, title: 'Three' }), row({ trackNo: 2 })];
    const keys = (order: readonly Placed[]) => [...settle(order)].sort((a, b) => a.trackId - b.trackId).map(({ albumKey }) => albumKey);
    const [first, second, third] = keys(rows);
    expect([first === second, second === third]).toEqual([true, false]);
    expect(keys([...rows].reverse())).toEqual(keys(rows));
  });

  test('the same title in different years stays apart in different folders', () => {
    expect(albums([...tracks(2, { year: 1999 }, 'A/Live 1999'), ...tracks(2, { year: 2005 }, 'A/Live 2005')])).toHaveLength(2);
  });

  test('an EP and a single of one name are apart by their type, in one folder and in two', () => {
    const ep = (folder: string) => tracks(4, { year: 2001, releaseTypes: ['ep'] }, folder);
    const single = (folder: string) => tracks(2, { year: 2001, releaseTypes: ['single'] }, folder);
    expect(albums([...ep('A/Songs EP'), ...single('A/Songs')])).toHaveLength(2);
    expect(albums([...ep('A/Songs'), ...single('A/Songs')])).toHaveLength(2);
  });
});

test.each([
  ['Artist/Album/CD1', 'Artist/Album'], ['Artist/Album/Disc 2 - Live', 'Artist/Album'], ['Album/cd_03', 'Album'], ['Artist/Album (Disc 2)', 'Artist/Album'],
  ['Artist/Album [CD1]', 'Artist/Album'], ['Artist/Album/Disque 1', 'Artist/Album'], ['Artist/Album', 'Artist/Album'], ['Artist/CDs', 'Artist/CDs'],
  ['Adele/21', 'Adele/21'], ['Artist/Discovery', 'Artist/Discovery'], ['CD1', ''], ['', ''],
])('the album of the folder “%s” is in “%s”', (folder, album) => {
  expect(albumFolderOf(folder)).toBe(album);
});

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const arbitraryTags = fc.record({
  album: oneOf('Songs', 'Songs (Disc 1)', 'Songs CD2', 'Other', null), artist: oneOf('A', 'A feat. B', 'A & B', 'B', 'C', 'D', null),
  albumArtist: oneOf(null, null, 'A', 'The A', 'a', 'VA', 'Various Artists'), compilation: oneOf(false, false, true), year: oneOf(null, 1999, 2004),
  trackNo: oneOf(null, 1, 2, 3, 4), title: oneOf(null, 'One', 'Two', 'Three'), discNo: oneOf(null, null, 1, 2), releaseTypes: oneOf([], ['ep'], ['single']),
});
const arbitraryRows = fc.array(fc.tuple(arbitraryTags, oneOf('X', 'X/CD1', 'X/CD2', 'Y')), { maxLength: 12 })
  .map((all) => all.map(([tags, folder], i) => row(tags, folder, i + 1)));

/** Everything settling decides, by track. */
function decided(rows: readonly Placed[]) {
  return new Map([...rows].sort((a, b) => a.trackId - b.trackId).map(({ trackId, albumKey, albumArtistKey, settledAlbum, credits }) => [trackId, JSON.stringify({ albumKey, albumArtistKey, settledAlbum, credits })]));
}

test('what is settled depends neither on the order of rows, nor on scans that came before and saw only some of them', () => {
  fc.assert(fc.property(arbitraryRows, fc.nat(), fc.nat(), (rows, turn, seen) => {
    const at = rows.length === 0 ? 0 : turn % rows.length;
    const turned = [...rows.slice(at), ...rows.slice(0, at)].reverse();
    const once = settle(rows);
    expect(decided(settle(turned))).toEqual(decided(once));
    expect(decided(settle(once))).toEqual(decided(once));
    const early = new Map(settle(rows.filter((_, i) => (seen >> i) % 2 === 1)).map((each) => [each.trackId, each]));
    expect(decided(settle(rows.map((each) => early.get(each.trackId) ?? each)))).toEqual(decided(once));
  }), { numRuns: 300 });
});
