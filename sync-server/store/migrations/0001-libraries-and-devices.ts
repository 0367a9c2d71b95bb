import type { Kysely } from 'kysely';
import type { Tables } from '../schema';
import type { ColumnTypes } from './column-types';

/** Who shares what: libraries, their devices, invitations. */
export async function librariesAndDevices(db: Kysely<Tables>, { text, int }: ColumnTypes): Promise<void> {
  await db.schema.createTable('libraries')
    .addColumn('library_id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('is_admin', int, (c) => c.notNull())
    .addColumn('epoch', text, (c) => c.notNull())
    .addColumn('seq', int, (c) => c.notNull())
    .addColumn('created_at_ms', int, (c) => c.notNull())
    .execute();
  await db.schema.createTable('devices')
    .addColumn('device_id', text, (c) => c.notNull())
    .addColumn('library_id', text, (c) => c.notNull().references('libraries.library_id').onDelete('cascade'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('created_at_ms', int, (c) => c.notNull())
    .addColumn('last_seen_at_ms', int)
    .addColumn('last_sync_at_ms', int)
    .addColumn('revoked_at_ms', int)
    .addColumn('shares', int, (c) => c.notNull())
    .addPrimaryKeyConstraint('devices_pk', ['library_id', 'device_id'])
    .execute();
  await db.schema.createTable('pairings')
    .addColumn('code_hash', text, (c) => c.primaryKey())
    .addColumn('library_id', text, (c) => c.references('libraries.library_id').onDelete('cascade'))
    .addColumn('library_name', text)
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('expires_at_ms', int, (c) => c.notNull())
    .addColumn('used_at_ms', int)
    .execute();
  await db.schema.createTable('secrets')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .execute();
}
