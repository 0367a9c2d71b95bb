import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlbumKey, ArtistKey, RootId } from '../../src/domain/library/ids';
import { artistKeyOf } from '../../src/domain/library/keys';
import { ELSEWHERE_ROOT } from '../../src/domain/library/track';
import type { TrackView } from '../../src/domain/library/track-view';
import { SORT_FIELDS, type SortField, type TrackFilter } from '../../src/domain/query/query';
import { ATMOSPHERES, ENERGY_LEVELS, labelsShown, MOODS, RANGE_FIELDS, SOUND_MARKS, SOUND_NUMBERS, soundMarks, soundNumber, USES, type RangeField, type SoundNumber } from '../../src/domain/query/sound-fields';
import { camelotOrder } from '../../src/domain/sound/camelot-order';
import { folderGroups } from './folder-groups';
import { runQuery } from './run-query';
import { markBits } from './sound-columns';
import { arbitraryView, COLLATOR, indexOf, ROOT, view } from './view.fixture';

const ELSEWHERE = { rootId: ELSEWHERE_ROOT, elsewhere: true, path: 'c0ffee/-/far.mp3' };

function ids(views: readonly TrackView[], query: { text?: string; filter?: TrackFilter; by?: SortField; descending?: boolean }): number[] {
  const { text = '', filter = {}, by = 'title', descending = false } = query;
  return [...runQuery(indexOf(views), { text, filter, sort: { by, descending } }, 1).trackIds];
}

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
const placeOf = (all: readonly string[], name: string | null | undefined): number | null => (name ? all.indexOf(name) : null);

const VALUES: Readonly<Record<SortField, (track: TrackView) => string | number | null>> = {
  title: (t) => t.title, artist: (t) => t.artist, album: (t) => t.album, albumArtist: (t) => t.albumArtist, genre: (t) => t.genres[0] ?? null,
  year: (t) => t.year, trackNo: (t) => t.trackNo, durationS: (t) => t.durationS, tempoBpm: (t) => t.tempo?.tempoBpm ?? null,
  key: (t) => (t.key ? camelotOrder(t.key) : null), loudnessLufs: (t) => t.loudness?.integratedLufs ?? null, rating: (t) => t.rating,
  playCount: (t) => t.playCount, addedAtMs: (t) => t.addedAtMs, codec: (t) => t.codec,
  path: (t) => t.rootId === ELSEWHERE_ROOT ? '' : t.path.slice(0, Math.max(0, t.path.lastIndexOf('/'))), relevance: () => 0,
  ...Object.fromEntries(SOUND_NUMBERS.map((field) => [field, (t: TrackView) => numberOrNull(soundNumber(t, field))])) as Record<SoundNumber, (t: TrackView) => number | null>,
  mood: (t) => placeOf(MOODS, t.sound?.moods[0]), energyLevel: (t) => placeOf(ENERGY_LEVELS, t.sound?.energyLevel),
  atmosphere: (t) => placeOf(ATMOSPHERES, t.sound?.atmospheres[0]), use: (t) => placeOf(USES, t.sound?.uses[0]),
  marks: (t) => markBits(soundMarks(t)) || null,
};

function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'string' && typeof b === 'string' ? COLLATOR.compare(a, b) : Number(a) - Number(b);
}

describe.each(SORT_FIELDS)('sorted by %s', (by) => {
  const tracks = fc.uniqueArray(arbitraryView(fc.integer({ min: 1, max: 500 })), { selector: (t) => t.trackId, maxLength: 30 })
    .map((list) => list.map((t) => ({ ...t, rootId: t.elsewhere ? ELSEWHERE_ROOT : ROOT, stage: 'parsed' as const })));

  it.each([false, true])('neighbours are in order and no value comes last, descending: %s', (descending) => {
    fc.assert(fc.property(tracks, (list) => {
      const byId = new Map(list.map((t) => [Number(t.trackId), t]));
      const values = ids(list, { by, descending }).map((id) => VALUES[by](byId.get(id) as TrackView));
      const known = values.filter((value) => value !== null);
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
      for (let i = 1; i < known.length; i++) {
        const step = compareValues(known[i - 1] as string | number, known[i] as string | number);
        expect(descending ? -step : step).toBeLessThanOrEqual(0);
      }
    }), { numRuns: 30 });
  });
});

describe('ties', () => {
  const album = (id: number, discNo: number, trackNo: number) => view(id, { album: 'Homogenic', albumArtist: 'Björk', discNo, trackNo });

  it('are in disc and track order within an album', () => {
    expect(ids([album(1, 2, 1), album(2, 1, 2), album(3, 1, 1)], { by: 'album' })).toEqual([3, 2, 1]);
  });

  it('stay in disc and track order when albums descend', () => {
    expect(ids([album(1, 1, 2), album(2, 1, 1), view(3, { album: 'Vespertine' })], { by: 'album', descending: true })).toEqual([3, 2, 1]);
  });
});

describe('filters', () => {
  it('by album', () => expect(ids([view(1, { albumKey: 'x' as AlbumKey }), view(2)], { filter: { albumKey: 'x' as AlbumKey } })).toEqual([1]));

  it('by artist find album artists too', () => {
    const tracks = [view(1, { artist: 'X', artistKey: 'x' as ArtistKey }), view(2, { albumArtist: 'X', albumArtistKey: 'x' as ArtistKey }), view(3)];
    expect(ids(tracks, { filter: { artistKey: 'x' as ArtistKey } })).toEqual([1, 2]);
  });

  it('by each credited artist, and by composer', () => {
    const credit = ['x', 'y'].map((name) => ({ name, joinPhrase: ', ', artistKey: name as ArtistKey }));
    const tracks = [view(1, { artist: 'x, y', credit }), view(2, { artist: 'z', artistKey: 'z' as ArtistKey, guests: credit.slice(1) }), view(3, { composers: ['Beatles, The; A', 'B'] })];
    expect(ids(tracks, { filter: { artistKey: 'y' as ArtistKey } })).toEqual([1, 2]);
    expect(ids(tracks, { filter: { artistKey: 'x' as ArtistKey } })).toEqual([1]);
    for (const name of ['The Beatles', 'A', 'B']) expect(ids(tracks, { filter: { composerKey: artistKeyOf(name, []) as ArtistKey } })).toEqual([3]);
    expect(ids(tracks, { filter: { composerKey: 'x' as ArtistKey } })).toEqual([]);
  });

  it('by any of the keys that a person merged', () => {
    const index = indexOf([view(1, { artist: 'x', artistKey: 'x' as ArtistKey, composers: ['A'] }), view(2, { artist: 'y', artistKey: 'y' as ArtistKey }), view(3)]);
    index.apply({ aliases: new Map([['x', 'y'], [artistKeyOf('A', []) ?? '', 'y']] as [ArtistKey, ArtistKey][]) });
    const found = (filter: TrackFilter) => [...runQuery(index, { text: '', filter, sort: { by: 'title', descending: false } }, 1).trackIds];
    expect([found({ artistKey: 'x' as ArtistKey }), found({ artistKey: 'y' as ArtistKey })]).toEqual([[1, 2], [1, 2]]);
    expect(found({ composerKey: 'y' as ArtistKey })).toEqual([1]);
  });

  it('by a key that nobody has find nothing', () => expect(ids([view(1)], { filter: { albumKey: 'x' as AlbumKey } })).toEqual([]));

  it('by genre, folded', () => expect(ids([view(1, { genres: ['Jazz', 'Électro'] }), view(2)], { filter: { genre: 'electro' } })).toEqual([1]));

  it.each([
    [{ rootId: ROOT, path: 'a' }, [1, 2]],
    [{ rootId: ROOT, path: 'a', direct: true }, [1]],
    [{ rootId: ROOT, path: '' }, [1, 2, 3, 4]],
    [{ rootId: ROOT, path: '', direct: true }, [4]],
    [{ rootId: 2 as RootId, path: 'a' }, []],
  ])('by folder %o', (folder, expected) => {
    const tracks = ['a/1.mp3', 'a/b/2.mp3', 'ab/3.mp3', '4.mp3'].map((path, i) => view(i + 1, { path }));
    expect(ids(tracks, { filter: { folder } })).toEqual(expected);
  });

  it('by rating leave out what is not rated', () => {
    expect(ids([view(1, { rating: 8 }), view(2, { rating: 3 }), view(3)], { filter: { minRating: 6 } })).toEqual([1]);
  });

  it('by where the audio is', () => {
    const tracks = [view(1), view(2, ELSEWHERE), view(3, { missing: true }), view(4, { ...ELSEWHERE, elsewhere: false, missing: true })];
    expect((['here', 'elsewhere', 'any'] as const).map((where) => ids(tracks, { filter: { where } }))).toEqual([[1, 3], [2, 4], [1, 2, 3, 4]]);
  });

  describe('by sound', () => {
    const tracks = fc.uniqueArray(arbitraryView(fc.integer({ min: 1, max: 500 })), { selector: (t) => t.trackId, maxLength: 30 })
      .map((list) => list.map((t) => ({ ...t, rootId: ROOT, hidden: false, stage: 'parsed' as const })));
    const found = (list: readonly TrackView[], sound: TrackFilter['sound']) => ids(list, { filter: { sound, versions: 'all' } }).sort((a, b) => a - b);
    const those = (list: readonly TrackView[], test: (t: TrackView) => boolean) => list.filter(test).map((t) => Number(t.trackId)).sort((a, b) => a - b);
    const valueOf = (t: TrackView, field: RangeField) => (field === 'tempoBpm' ? t.tempo?.tempoBpm : field === 'loudnessLufs' ? t.loudness?.integratedLufs : soundNumber(t, field)) ?? NaN;

    it.each(RANGE_FIELDS)('from one %s to another, both ends with it', (field) => {
      fc.assert(fc.property(tracks, fc.constantFrom(undefined, -14, 0, 0.25, 90), fc.constantFrom(undefined, 0.75, 1, 120), (list, min, max) => {
        const expected = those(list, (t) => valueOf(t, field) >= (min ?? -Infinity) && valueOf(t, field) <= (max ?? Infinity));
        expect(found(list, { ranges: { [field]: { min, max } } })).toEqual(expected);
      }), { numRuns: 20 });
    });

    it.each([['mood', MOODS], ['energyLevel', ENERGY_LEVELS], ['atmosphere', ATMOSPHERES], ['use', USES]] as const)('of any %s that was asked for', (kind, all) => {
      fc.assert(fc.property(tracks, fc.subarray([...all], { minLength: 1 }), (list, names) => {
        expect(found(list, { labels: { [kind]: names } })).toEqual(those(list, (t) => labelsShown(t, kind).some((name) => (names as readonly string[]).includes(name))));
      }), { numRuns: 20 });
    });

    it('with every mark that was asked for', () => {
      fc.assert(fc.property(tracks, fc.subarray([...SOUND_MARKS], { minLength: 1 }), (list, marks) => {
        expect(found(list, { marks })).toEqual(those(list, (t) => marks.every((mark) => soundMarks(t).includes(mark))));
      }), { numRuns: 50 });
    });

    it('in any key that was asked for', () => {
      fc.assert(fc.property(tracks, fc.subarray(Array.from({ length: 24 }, (_, i) => i), { minLength: 1 }), (list, keys) => {
        expect(found(list, { keys })).toEqual(those(list, (t) => t.key !== null && keys.includes(camelotOrder(t.key))));
      }), { numRuns: 20 });
    });

    it('by all parts at once, and by nothing where nothing is asked', () => {
      const list = [view(1, { tempo: { tempoBpm: 120.1, confidence: 0.2, candidates: [], source: 'measured' } }), view(2, { tempo: { tempoBpm: 120.1, confidence: 0.9, candidates: [], source: 'corrected' } }), view(3)];
      expect(found(list, { ranges: { tempoBpm: { min: 120.1, max: 120.1 } } })).toEqual([1, 2]);
      expect(found(list, { ranges: { tempoBpm: { min: 100 } }, marks: ['unsure'] })).toEqual([1]);
      expect(found(list, { ranges: { tempoBpm: { min: 100 } }, marks: ['corrected'] })).toEqual([2]);
      expect(found(list, { keys: [], marks: [], labels: { mood: [] } })).toEqual([1, 2, 3]);
    });
  });

  it('by love', () => expect(ids([view(1, { loved: true }), view(2)], { filter: { loved: true } })).toEqual([1]));

  it('by failure show files that could not be parsed, which no other list does', () => {
    const broken = view(1, { stage: 'found', contentKey: null, failure: { code: 'not-audio', step: 'parse', atMs: 0 } });
    expect([ids([broken, view(2)], { filter: { failed: true } }), ids([broken, view(2)], {})]).toEqual([[1], [2]]);
  });
});

it('keeps what is read again, by a new version or because it changed, where it was', () => {
  expect(ids([view(1, { stage: 'found' }), view(2, { stage: 'found', contentKey: null })], {})).toEqual([1]);
});

it('leaves out the tracks of a root that was removed', () => {
  expect(ids([view(1), view(2, { rootId: 2 as RootId })], {})).toEqual([1]);
});

it('shows what only other devices hold, in no folder and no root', () => {
  const index = indexOf([view(1), view(2, ELSEWHERE)]);
  expect(ids([view(1), view(2, ELSEWHERE)], {})).toEqual([1, 2]);
  expect(folderGroups(index, null, '')).toEqual([{ rootId: ROOT, path: '', name: 'Music', trackCount: 1, durationS: 0 }]);
  expect(ids([view(1), view(2, ELSEWHERE)], { filter: { folder: { rootId: ROOT, path: '' } } })).toEqual([1]);
});

it('adds up the durations', () => {
  const index = indexOf([view(1, { durationS: 100 }), view(2, { durationS: 50.5 }), view(3)]);
  expect(runQuery(index, { text: '', filter: {}, sort: { by: 'title', descending: false } }, 1).totalDurationS).toBe(150.5);
});
