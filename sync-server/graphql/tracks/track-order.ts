// The orders of a list of tracks.
import type { Selectable } from 'kysely';
import type { TrackTable } from '../../store/schema';
import type { CursorKind } from '../lists/cursor';
import type { Order, OrderColumn } from '../lists/keyset';

export type TrackRecord = Selectable<TrackTable>;
export type TrackColumn = OrderColumn<TrackRecord>;

type Column = Exclude<keyof TrackRecord, 'library_id'>;

/** Columns behind each sort; the last three stand for whole orders. */
const SORTS = {
  TITLE: 'title_sort', ARTIST: 'artist_sort', ALBUM: 'album_sort', ALBUM_ARTIST: 'album_artist_sort', GENRE: 'genre_sort', YEAR: 'year',
  TRACK_NO: 'track_no', DISC_NO: 'disc_no', DURATION: 'duration_s', CODEC: 'codec', TEMPO: 'tempo_bpm', TEMPO_CONFIDENCE: 'tempo_confidence',
  KEY: 'camelot_order', LOUDNESS: 'loudness_lufs', RATING: 'rating', LOVED: 'loved', PLAY_COUNT: 'play_count', LAST_PLAYED_AT: 'last_played_at_ms',
  ADDED_AT: 'added_at_ms', HELD: 'held',
} as const satisfies Record<string, Column>;

export type TrackSortField = keyof typeof SORTS | 'SHELF';
export const TRACK_SORT_FIELDS = [...Object.keys(SORTS), 'SHELF'] as TrackSortField[];

export interface TrackSort {
  readonly by: TrackSortField;
  readonly descending: boolean;
}

const TEXTS: ReadonlySet<Column> = new Set(['title_sort', 'artist_sort', 'album_sort', 'album_artist_sort', 'genre_sort', 'codec', 'content_key', 'tagged_album_key', 'album_key']);
const REALS: ReadonlySet<Column> = new Set(['duration_s', 'tempo_bpm', 'tempo_confidence', 'loudness_lufs']);
const ALWAYS: ReadonlySet<Column> = new Set(['title_sort', 'content_key', 'tagged_album_key', 'loved', 'held', 'play_count', 'added_at_ms']);

/** By album artist, album, disc, number and title, as on a shelf. */
const SHELF: readonly Column[] = ['album_artist_sort', 'album_sort', 'album_key', 'disc_no', 'track_no', 'title_sort'];
const KEYS: readonly Column[] = ['content_key', 'tagged_album_key'];

export function trackOrder({ by, descending }: TrackSort): Order<TrackRecord> {
  const columns = by === 'SHELF' ? SHELF : [SORTS[by]];
  return {
    name: `${by} ${descending ? 'down' : 'up'}`,
    columns: [...columns.map((column) => orderColumn(column, descending)), ...KEYS.map((column) => orderColumn(column, false))],
  };
}

function orderColumn(column: Column, descending: boolean): TrackColumn {
  const kind: CursorKind = TEXTS.has(column) ? 'text' : REALS.has(column) ? 'real' : 'int';
  return { column, kind, descending, nullable: !ALWAYS.has(column), value: (row) => row[column] };
}
