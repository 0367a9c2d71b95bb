import type { Kysely } from 'kysely';
import type { Tables } from '../schema';
import type { ColumnTypes } from './column-types';

/** The orders asked for most; every index is paid for at each write, and a sort of 50,000 rows without one takes some 50 ms. */
const SORTED = ['title_sort', 'added_at_ms'] as const;

/** The effective values of each track, for lists and filters. */
export async function tracks(db: Kysely<Tables>, { text, int, real }: ColumnTypes): Promise<void> {
  await db.schema.createTable('tracks')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('content_key', text, (c) => c.notNull())
    .addColumn('tagged_album_key', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('search_text', text, (c) => c.notNull())
    .addColumn('artist', text)
    .addColumn('artist_key', text)
    .addColumn('album', text)
    .addColumn('album_key', text)
    .addColumn('album_artist', text)
    .addColumn('album_artist_key', text)
    .addColumn('genres', text, (c) => c.notNull())
    .addColumn('title_sort', text, (c) => c.notNull())
    .addColumn('artist_sort', text)
    .addColumn('album_sort', text)
    .addColumn('album_artist_sort', text)
    .addColumn('genre_sort', text)
    .addColumn('year', int)
    .addColumn('track_no', int)
    .addColumn('disc_no', int)
    .addColumn('duration_s', real)
    .addColumn('codec', text)
    .addColumn('cover_hash', text)
    .addColumn('tempo_bpm', real)
    .addColumn('tempo_confidence', real)
    .addColumn('key_tonic', int)
    .addColumn('key_mode', text)
    .addColumn('camelot_order', int)
    .addColumn('loudness_lufs', real)
    .addColumn('rating', int)
    .addColumn('loved', int, (c) => c.notNull())
    .addColumn('play_count', int, (c) => c.notNull())
    .addColumn('last_played_at_ms', int)
    .addColumn('held', int, (c) => c.notNull())
    .addColumn('has_vector', int, (c) => c.notNull())
    .addColumn('added_at_ms', int, (c) => c.notNull())
    .addPrimaryKeyConstraint('tracks_pk', ['library_id', 'content_key', 'tagged_album_key'])
    .execute();
  await db.schema.createTable('track_genres')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('content_key', text, (c) => c.notNull())
    .addColumn('tagged_album_key', text, (c) => c.notNull())
    .addColumn('genre', text, (c) => c.notNull())
    .addColumn('genre_key', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('track_genres_pk', ['library_id', 'content_key', 'tagged_album_key', 'genre_key'])
    .execute();
  await db.schema.createIndex('track_genres_genre').on('track_genres').columns(['library_id', 'genre_key']).execute();
  for (const key of ['artist_key', 'album_key', 'album_artist_key'] as const) {
    await db.schema.createIndex(`tracks_${key}`).on('tracks').columns(['library_id', key]).execute();
  }
  for (const column of SORTED) {
    await db.schema.createIndex(`tracks_by_${column}`).on('tracks').columns(['library_id', column, 'content_key', 'tagged_album_key']).execute();
  }
}
