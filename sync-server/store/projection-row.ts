// A row of `tracks` from what is known of a track: the effective values of the app, made ready to sort, filter and search.
import type { Insertable } from 'kysely';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import { editedRow } from '../../src/domain/library/edits';
import { effectiveTrack } from '../../src/domain/library/effective';
import { ELSEWHERE, ELSEWHERE_ROOT, type TrackRow } from '../../src/domain/library/track';
import type { TrackView } from '../../src/domain/library/track-view';
import { foldText, searchWords } from '../../src/domain/query/fold';
import { camelotOrder } from '../../src/domain/sound/camelot-order';
import type { SoundRow } from '../../src/domain/sound/sound';
import type { ChoiceRow } from '../../src/domain/sync/choice';
import type { ShownTags } from './fact-values';
import type { TrackGenreTable, TrackTable } from './schema';

/** Names that are sorted and indexed; PostgreSQL indexes no more than 2,700 bytes. */
const MAX_SORT_LETTERS = 200;
const NO_VERSIONS = { parse: 0, analyse: 0, embed: 0 };

export interface RecordingParts {
  readonly contentKey: ContentKey;
  readonly sound: SoundRow | null;
  readonly choice: ChoiceRow | undefined;
  readonly playCount: number;
  readonly lastPlayedAtMs: number | null;
  readonly held: boolean;
  readonly hasVector: boolean;
}

export interface ProjectedTrack {
  readonly track: Insertable<TrackTable>;
  readonly genres: readonly Insertable<TrackGenreTable>[];
}

/** A name as it is sorted and found by. */
interface Folded {
  readonly sort: string;
  readonly words: string;
}

export type Folding = (name: string) => Folded;

/** Folds each name once: artists, albums and genres come again with each of their tracks. */
export function createFolding(): Folding {
  const known = new Map<string, Folded>();
  return (name) => {
    const folded = known.get(name) ?? { sort: foldText(name).slice(0, MAX_SORT_LETTERS), words: searchWords(name) };
    known.set(name, folded);
    return folded;
  };
}

/** @param edits of these tags; then `shown` holds all that they may change */
export function projectedTrack(libraryId: string, taggedAlbumKey: string, shown: ShownTags, parts: RecordingParts, fold: Folding, edits?: ChoiceRow): ProjectedTrack {
  const read = rowOf(shown, parts.contentKey);
  const view = effectiveTrack(edits ? editedRow(read, edits) : read, { sound: parts.sound ?? undefined, choice: parts.choice, playCount: parts.playCount });
  const keys = { library_id: libraryId, content_key: parts.contentKey, tagged_album_key: taggedAlbumKey };
  return { track: trackOf(keys, view, parts, fold), genres: genreRows(view.genres, fold).map((genre) => ({ ...keys, ...genre })) };
}

/** The row that another device would make of the same facts. Spelled out: spreading made the whole refresh half as fast again. */
function rowOf(shown: ShownTags, contentKey: ContentKey): TrackRow {
  return {
    trackId: 0 as TrackId, rootId: ELSEWHERE_ROOT, path: `${contentKey}/-/${shown.fileName}`, folder: `${contentKey}/-`, sizeBytes: 0, mtimeMs: 0,
    stage: 'embedded', queue: null, attempts: 0, failure: null, missing: ELSEWHERE, seq: 0, taggedAlbumKey: null, versions: NO_VERSIONS,
    contentKey,
    addedAtMs: shown.addedAtMs,
    albumKey: shown.albumKey,
    artistKey: shown.artistKey,
    albumArtistKey: shown.albumArtistKey,
    coverHash: shown.coverHash,
    tags: shown.tags,
    settledAlbum: shown.settledAlbum,
    ...(shown.settled && { settled: shown.settled }),
    technical: shown.technical,
  };
}

type RowKeys = Pick<TrackTable, 'library_id' | 'content_key' | 'tagged_album_key'>;

function trackOf(keys: RowKeys, view: TrackView, { lastPlayedAtMs, held, hasVector }: RecordingParts, fold: Folding): Insertable<TrackTable> {
  const sortName = (name: string | null): string | null => (name === null ? null : fold(name).sort);
  const { title, artist, album, albumArtist, genres, tempo, key } = view;
  return {
    library_id: keys.library_id,
    content_key: keys.content_key,
    tagged_album_key: keys.tagged_album_key,
    title,
    search_text: [title, artist, albumArtist, album, ...genres].map((name) => (name ? fold(name).words : '')).join(''),
    artist,
    artist_key: view.artistKey,
    album,
    album_key: view.albumKey,
    album_artist: albumArtist,
    album_artist_key: view.albumArtistKey,
    genres: JSON.stringify(genres),
    title_sort: fold(title).sort,
    artist_sort: sortName(artist),
    album_sort: sortName(album),
    album_artist_sort: sortName(albumArtist),
    genre_sort: sortName(genres[0] ?? null),
    year: view.year,
    track_no: view.trackNo,
    disc_no: view.discNo,
    duration_s: view.durationS,
    codec: view.codec,
    cover_hash: view.coverHash,
    tempo_bpm: tempo?.tempoBpm ?? null,
    tempo_confidence: tempo?.confidence ?? null,
    key_tonic: key?.tonic ?? null,
    key_mode: key?.mode ?? null,
    camelot_order: key && camelotOrder(key),
    loudness_lufs: view.loudness?.integratedLufs ?? null,
    rating: view.rating,
    loved: Number(view.loved),
    play_count: view.playCount,
    last_played_at_ms: lastPlayedAtMs,
    held: Number(held),
    has_vector: Number(hasVector),
    added_at_ms: view.addedAtMs,
  };
}

/** One a folded name: "Hip-Hop" and "hip-hop" are one genre of a track. */
function genreRows(genres: readonly string[], fold: Folding): Pick<TrackGenreTable, 'genre' | 'genre_key'>[] {
  const byKey = new Map<string, string>();
  for (const genre of genres) {
    const key = fold(genre).sort;
    if (key && !byKey.has(key)) byKey.set(key, genre);
  }
  return [...byKey].map(([genre_key, genre]) => ({ genre, genre_key }));
}
