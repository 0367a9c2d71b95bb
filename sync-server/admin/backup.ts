// A copy of the database while the server goes on.
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { BackupAnswer } from '../../src/domain/sync/admin';
import type { Store } from '../store/schema';

const KEPT = 7;
/** Between two steps other requests get their turn. */
const PAGES_A_STEP = 256;
const BACKUP_NAME = /^soniquebay-[\dTZ-]+\.sqlite$/;
const PG_DUMP = 'pg_dump --format=custom --file=soniquebay.dump "$DATABASE_URL"';

/** SQLite: a file in `<dataDir>/backups`, of which the newest seven are kept. PostgreSQL: the command that does it. */
export async function backUp(store: Store, dataDir: string, nowMs: number): Promise<BackupAnswer> {
  if (store.dialect === 'postgres') return { file: null, sizeBytes: null, command: PG_DUMP };
  const folder = join(dataDir, 'backups');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = `soniquebay-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}.sqlite`;
  const unfinished = join(folder, `${file}.part`);
  try {
    await copyDatabase(await fileOf(store), unfinished);
    markAsRestored(unfinished);
    await chmod(unfinished, 0o600);
    await rename(unfinished, join(folder, file));
  } finally {
    await rm(unfinished, { force: true });
  }
  await removeOld(folder);
  return { file, sizeBytes: (await stat(join(folder, file))).size, command: null };
}

async function fileOf({ db }: Store): Promise<string> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(db);
  return rows[0]?.file ?? '';
}

/** SQLite's online backup, from a connection of its own. Its read transaction holds one state: without it each write by others would start the copy anew. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const database = new Database(from, { readonly: true, fileMustExist: true });
  try {
    database.exec('begin');
    database.prepare('select 1 from sqlite_master').get();
    await database.backup(to, { progress: () => PAGES_A_STEP });
  } finally {
    database.close();
  }
}

/** A copy that is put back some day has an epoch of its own: what devices know of the present one does not count for it. */
function markAsRestored(file: string): void {
  const database = new Database(file, { fileMustExist: true });
  try {
    // Back to one file: a copy of a database in WAL mode would leave two more beside it.
    database.pragma('journal_mode = DELETE');
    database.exec('update libraries set epoch = lower(hex(randomblob(16)))');
  } finally {
    database.close();
  }
}

async function removeOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => BACKUP_NAME.test(name)).sort();
  await Promise.all(names.slice(0, -KEPT).map((name) => rm(join(folder, name), { force: true })));
}
