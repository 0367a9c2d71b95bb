// The database as a whole: its size, its rows, and care for it.
import { sql } from 'kysely';
import type { CompactAnswer, TableCounts } from '../../src/domain/sync/admin';
import type { Store } from '../store/schema';

const COUNTED = ['ops', 'choices', 'plays', 'facts', 'covers', 'tracks', 'devices'] as const satisfies readonly (keyof TableCounts)[];

export async function databaseBytes({ db, dialect }: Store): Promise<number> {
  const query = dialect === 'sqlite'
    ? sql<{ bytes: number | string }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
    : sql<{ bytes: number | string }>`select pg_database_size(current_database()) as bytes`;
  const { rows } = await query.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}

export async function tableCounts({ db }: Store): Promise<TableCounts> {
  const counts = await Promise.all(COUNTED.map(async (table) => {
    const { count } = await db.selectFrom(table).select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow();
    return [table, Number(count)] as const;
  }));
  return Object.fromEntries(counts) as Record<keyof TableCounts, number>;
}

/** Whether the database answers. */
export async function isReady({ db }: Store): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}

/** Gives room back that removed rows took. SQLite writes its file anew, and requests wait meanwhile. */
export async function compact(store: Store): Promise<CompactAnswer> {
  const { db, dialect } = store;
  const beforeBytes = await databaseBytes(store);
  if (dialect === 'postgres') {
    await sql`vacuum (analyze)`.execute(db);
  } else {
    await sql`vacuum`.execute(db);
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    await sql`pragma optimize`.execute(db);
  }
  return { beforeBytes, afterBytes: await databaseBytes(store) };
}
