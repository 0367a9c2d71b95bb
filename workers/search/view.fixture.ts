// Views for tests: a plain parsed track, and arbitrary ones from small vocabularies, so that names and keys collide.
import fc from 'fast-check';
import type { AlbumKey, ArtistKey, ContentKey, CoverHash, RootId, TrackId } from '../../src/domain/library/ids';
import { soleCredit } from '../../src/domain/library/credits';
import { ELSEWHERE_ROOT } from '../../src/domain/library/track';
import { ATMOSPHERES, ENERGY_LEVELS, MOODS, USES } from '../../src/domain/query/sound-fields';
import type { TrackView } from '../../src/domain/library/track-view';
import { TrackColumns } from './columns';
import { LibraryIndex } from './library-index';

export const COLLATOR = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
export const ROOT = 1 as RootId;

export function view(trackId: number, patch: Partial<TrackView> = {}): TrackView {
  const { artist = null, artistKey = null, albumArtist = null, albumArtistKey = null } = patch;
  return {
    trackId: trackId as TrackId, rootId: ROOT, path: `track ${trackId}.mp3`, contentKey: `content ${trackId}` as ContentKey,
    title: `Track ${trackId}`, artist: null, album: null, albumArtist: null, albumKey: null, artistKey: null, albumArtistKey: null,
    credit: soleCredit(artist, artistKey), albumCredit: soleCredit(albumArtist, albumArtistKey), guests: [], composers: [],
    genres: [], year: null, trackNo: null, discNo: null, durationS: null, codec: null, quality: 0, recordingId: null, coverHash: null, tempo: null, key: null,
    loudness: null, gain: null, sound: null, tagsDiffer: null, rating: null, loved: false, preferred: false, hidden: false, playCount: 0, stage: 'parsed', failure: null, missing: false, elsewhere: false, addedAtMs: 0,
    ...patch,
  };
}

export function indexOf(views: readonly TrackView[], roots = [{ rootId: ROOT, name: 'Music' }]): LibraryIndex {
  const index = new LibraryIndex(new TrackColumns(COLLATOR));
  index.apply({ views, roots });
  return index;
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
/** Values that a column of 32-bit floats holds as they are. */
const unit = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);
const names = fc.constantFrom('Été', 'ete', 'Étoile', 'AC/DC', 'Track 2', 'Track 10', 'Zebra', 'Ωmega', 'a-ha', '!!!');
const people = fc.constantFrom('Björk', 'bjork', 'Air', 'Nirvana', 'Sigur Rós');

const arbitraryPart = fc.record({ name: people, joinPhrase: fc.constant(' & '), artistKey: fc.constantFrom('artist 1', 'artist 2', 'artist 3') as fc.Arbitrary<ArtistKey> });

const arbitraryTags = fc.record({
  title: names, artist: maybe(people), album: maybe(names), albumArtist: maybe(people),
  albumKey: maybe(fc.constantFrom('album 1', 'album 2', 'mb:3') as fc.Arbitrary<AlbumKey>),
  artistKey: maybe(fc.constantFrom('artist 1', 'artist 2') as fc.Arbitrary<ArtistKey>),
  albumArtistKey: maybe(fc.constantFrom('artist 1', 'artist 2') as fc.Arbitrary<ArtistKey>),
  guests: fc.uniqueArray(arbitraryPart, { maxLength: 2 }), composers: fc.uniqueArray(people, { maxLength: 2 }),
  genres: fc.uniqueArray(fc.constantFrom('Rock', 'rock', 'Électro', 'Jazz'), { maxLength: 3 }),
  year: maybe(fc.integer({ min: 1960, max: 2026 })), trackNo: maybe(fc.integer({ min: 1, max: 20 })), discNo: maybe(fc.integer({ min: 1, max: 3 })),
});

const arbitraryFacts = fc.record({
  rootId: fc.constantFrom(1, 2) as fc.Arbitrary<RootId>,
  path: fc.tuple(fc.constantFrom('', 'a/', 'a/b/', 'a b/', 'c/d/e/'), fc.integer({ min: 1, max: 30 })).map(([folder, n]) => `${folder}${n}.mp3`),
  contentKey: maybe(fc.constantFrom('c1', 'c2', 'c3') as fc.Arbitrary<ContentKey>),
  durationS: maybe(fc.integer({ min: 1, max: 600 })), codec: maybe(fc.constantFrom('FLAC', 'Opus')), quality: fc.constantFrom(0, 128, 900), preferred: fc.boolean(), hidden: fc.constantFrom(false, false, false, true),
  coverHash: maybe(fc.constantFrom('cover 1', 'cover 2') as fc.Arbitrary<CoverHash>),
  tempo: maybe(fc.integer({ min: 60, max: 180 }).map((tempoBpm) => ({ tempoBpm, confidence: 1, candidates: [], source: 'measured' as const }))),
  key: maybe(fc.record({ tonic: fc.integer({ min: 0, max: 11 }), mode: fc.constantFrom('major' as const, 'minor' as const), strength: fc.constant(1), source: fc.constant('measured' as const) })),
  loudness: maybe(fc.integer({ min: -30, max: 0 }).map((integratedLufs) => ({ integratedLufs, samplePeakDbfs: 0 }))),
  gain: maybe(fc.integer({ min: -12, max: 6 }).map((trackDb) => ({ trackDb, source: 'measured' as const }))),
  sound: maybe(fc.record({
    scores: fc.record({
      energy: maybe(unit), valence: maybe(fc.constantFrom(-1, -0.5, 0, 0.5, 1)), danceability: maybe(unit), acousticness: maybe(unit),
      instrumentalness: maybe(unit), speechiness: maybe(unit), complexity: maybe(unit), intensity: maybe(unit),
    }),
    moods: fc.subarray([...MOODS]), atmospheres: fc.subarray([...ATMOSPHERES]), uses: fc.subarray([...USES]), energyLevel: maybe(fc.constantFrom(...ENERGY_LEVELS)),
    bandLimitedHz: maybe(fc.constant(16_000)), clipped: fc.boolean(),
  })),
  tagsDiffer: maybe(fc.record({ tempo: fc.constantFrom('octave' as const, 'other' as const), key: fc.constant(true as const) }, { requiredKeys: [] })),
  rating: maybe(fc.integer({ min: 1, max: 10 })), loved: fc.boolean(), playCount: fc.integer({ min: 0, max: 5 }),
  stage: fc.constantFrom('found' as const, 'parsed' as const, 'embedded' as const), missing: fc.boolean(), elsewhere: fc.boolean(),
  addedAtMs: fc.integer({ min: 0, max: 2_000_000_000_000 }),
});

/** Any view with this id. */
export function arbitraryView(trackId: fc.Arbitrary<number>): fc.Arbitrary<TrackView> {
  return fc.tuple(trackId, arbitraryTags, arbitraryFacts).map(([id, tags, facts]) => {
    const place = facts.elsewhere ? { rootId: ELSEWHERE_ROOT, missing: false } : {};
    return view(id, { ...tags, ...facts, ...place });
  });
}
