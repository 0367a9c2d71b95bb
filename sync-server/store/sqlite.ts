// SQLite in one file: the default.
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { Store, Tables } from './schema';

const BUSY_TIMEOUT_MS = 5_000;
const MAX_STATEMENTS = 200;
const CACHE_KIB = 65_536;
/** A checkpoint writes each changed page once, however often it changed since the last; SQLite's own 1,000 pages would make each push of facts write its pages twice. */
const CHECKPOINT_PAGES = 4_096;
/** Of a new file. Most of a library is values of a kilobyte and more, which the default of 4 KiB scatters: a first push takes a tenth longer and a tenth more room. */
const PAGE_BYTES = 8_192;

/** @param file path; made where it is missing */
export function openSqlite(file: string): Store {
  // Made before SQLite makes it, for nobody else to read; the files beside it follow its mode.
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  database.pragma(`page_size = ${PAGE_BYTES}`);
  database.pragma('journal_mode = WAL');
  // FULL, not NORMAL: a device forgets what it sent once it is acknowledged, so an answer must outlive a power cut. One fsync a push.
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma('foreign_keys = ON');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  const db = new Kysely<Tables>({ dialect: new TransactionalSqliteDialect({ database: withKeptStatements(database) }) });
  return { dialect: 'sqlite', db, close: () => db.destroy() };
}

/** Prepared statements are kept by their text: most are asked again and again. */
function withKeptStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare(text) {
      const statement = kept.get(text) ?? (database.prepare(text) as unknown as SqliteStatement);
      // The one used last is the last to go.
      kept.delete(text);
      kept.set(text, statement);
      for (const oldest of kept.keys()) if (kept.size > MAX_STATEMENTS) kept.delete(oldest);
      return statement;
    },
  };
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
