// The store as configured, its schema up to date.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Migrator } from 'kysely';
import { migrationProvider } from './migrations/migrations';
import { openPostgres } from './postgres';
import type { Store } from './schema';
import { openSqlite } from './sqlite';

export interface StoreSettings {
  /** PostgreSQL; null for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

const SQLITE_FILE = 'soniquebay.sqlite';

/** @throws where the database cannot be opened, or is newer than this program */
export async function openStore({ databaseUrl, dataDir }: StoreSettings): Promise<Store> {
  const store = databaseUrl === null ? sqliteIn(dataDir) : openPostgres(databaseUrl);
  try {
    await migrate(store);
    return store;
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}

function sqliteIn(dataDir: string): Store {
  // The library is the person's own: nobody else on the machine may read it.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openSqlite(join(dataDir, SQLITE_FILE));
}

async function migrate({ db, dialect }: Store): Promise<void> {
  const { error } = await new Migrator({ db, provider: migrationProvider(dialect) }).migrateToLatest();
  if (error) throw error;
}
