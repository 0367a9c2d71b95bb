// SQLite in one file: the default.
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import type { Store, Tables } from './schema';

const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 32_768;

/** @param file path; made where it is missing */
export function openSqlite(file: string): Store {
  // Made before SQLite makes it, for nobody else to read; the files beside it follow its mode.
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  // FULL, not NORMAL: a device forgets what it sent once it is acknowledged, so an answer must outlive a power cut. One fsync a push.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  const db = new Kysely<Tables>({ dialect: new TransactionalSqliteDialect({ database }) });
  return { dialect: 'sqlite', db, close: () => db.destroy() };
}

/** SQLite can undo changes of the schema, so a migration that is cut short leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}
