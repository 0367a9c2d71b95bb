import type { Kysely } from 'kysely';
import type { Tables } from '../schema';
import type { ColumnTypes } from './column-types';

/** Albums, artists and genres with their sums, and which of them are to be made anew before they are read. */
export async function groups(db: Kysely<Tables>, { text, int }: ColumnTypes): Promise<void> {
  await db.schema.createTable('groups')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('group_key', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_sort', text, (c) => c.notNull())
    .addColumn('search_text', text, (c) => c.notNull())
    .addColumn('album_artist', text)
    .addColumn('album_artist_sort', text)
    .addColumn('album_artist_key', text)
    .addColumn('year', int)
    .addColumn('track_count', int, (c) => c.notNull())
    .addColumn('album_count', int, (c) => c.notNull())
    .addColumn('duration_s', int, (c) => c.notNull())
    .addColumn('cover_hash', text)
    .addColumn('play_count', int, (c) => c.notNull())
    .addColumn('last_played_at_ms', int)
    .addColumn('added_at_ms', int, (c) => c.notNull())
    .addPrimaryKeyConstraint('groups_pk', ['library_id', 'kind', 'group_key'])
    .execute();
  await db.schema.createTable('stale_groups')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('group_key', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('stale_groups_pk', ['library_id', 'kind', 'group_key'])
    .execute();
  await db.schema.createIndex('groups_by_name_sort').on('groups').columns(['library_id', 'kind', 'name_sort', 'group_key']).execute();
}
