import { sql, type Kysely } from 'kysely';
import type { Tables } from '../schema';
import type { ColumnTypes } from './column-types';

/** What devices exchange: ops with their merged state, plays, facts, covers. */
export async function changes(db: Kysely<Tables>, { text, int, bytes }: ColumnTypes): Promise<void> {
  await db.schema.createTable('ops')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('hlc', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('entity_id', text, (c) => c.notNull())
    .addColumn('parent', text)
    .addColumn('field', text, (c) => c.notNull())
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('seq', int, (c) => c.notNull())
    .addColumn('received_at_ms', int, (c) => c.notNull())
    // Also what an entity's history reads.
    .addPrimaryKeyConstraint('ops_pk', ['library_id', 'kind', 'entity_id', 'field', 'hlc'])
    .execute();
  await db.schema.createTable('choices')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('entity_id', text, (c) => c.notNull())
    .addColumn('parent', text, (c) => c.notNull())
    .addColumn('fields', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('choices_pk', ['library_id', 'kind', 'entity_id'])
    .execute();
  await db.schema.createTable('plays')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('play_id', text, (c) => c.notNull())
    .addColumn('content_key', text, (c) => c.notNull())
    .addColumn('at_ms', int, (c) => c.notNull())
    .addColumn('device_id', text, (c) => c.notNull())
    .addColumn('seq', int, (c) => c.notNull())
    .addPrimaryKeyConstraint('plays_pk', ['library_id', 'play_id'])
    .execute();
  await db.schema.createTable('facts')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('content_key', text, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull())
    .addColumn('device_id', text, (c) => c.notNull())
    .addColumn('revision', int, (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('seq', int, (c) => c.notNull())
    .addColumn('held', int, (c) => c.notNull())
    // Last, because SQLite reads a row from its start: stamps are read far more often than values.
    .addColumn('value', bytes, (c) => c.notNull())
    // All facts of a recording lie together: random keys of a push then change a quarter of the pages.
    .addPrimaryKeyConstraint('facts_pk', ['library_id', 'content_key', 'subject', 'kind'])
    .execute();
  await db.schema.createTable('covers')
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('accent', text)
    .addColumn('palette', text, (c) => c.notNull())
    .addColumn('small', bytes, (c) => c.notNull())
    // Behind the sizes that lists show: SQLite reads a row from its start.
    .addColumn('medium', bytes)
    .addColumn('large', bytes)
    .addPrimaryKeyConstraint('covers_pk', ['library_id', 'hash'])
    .execute();
  for (const table of ['ops', 'plays', 'facts'] as const) {
    await db.schema.createIndex(`${table}_seq`).on(table).columns(['library_id', 'seq']).execute();
  }
  await db.schema.createIndex('choices_parent').on('choices').columns(['library_id', 'parent']).execute();
  await db.schema.createIndex('plays_content_key').on('plays').columns(['library_id', 'content_key']).execute();
  // What each device holds, counted without reading a row.
  await db.schema.createIndex('facts_holdings').on('facts').columns(['library_id', 'device_id']).where(sql.ref('held'), '=', sql.lit(1)).execute();
}
