// The schema's history, for both dialects. Released migrations are never edited: a change is a new one at the end.
import type { Kysely, Migration, MigrationProvider } from 'kysely';
import type { Dialect, Tables } from '../schema';
import { librariesAndDevices } from './0001-libraries-and-devices';
import { changes } from './0002-changes';
import { tracks } from './0003-tracks';
import { groups } from './0004-groups';
import { COLUMN_TYPES, type ColumnTypes } from './column-types';

type Step = (db: Kysely<Tables>, types: ColumnTypes) => Promise<void>;

const STEPS: Readonly<Record<string, Step>> = {
  '0001-libraries-and-devices': librariesAndDevices,
  '0002-changes': changes,
  '0003-tracks': tracks,
  '0004-groups': groups,
};

/** All migrations; they run in the order of their names, each once. */
export function migrationProvider(dialect: Dialect): MigrationProvider {
  const migrations = Object.entries(STEPS).map(([name, step]): [string, Migration] => [name, { up: (db) => step(db, COLUMN_TYPES[dialect]) }]);
  return { getMigrations: async () => Object.fromEntries(migrations) };
}
