// Inserts many rows a statement without building a query tree for each of their values.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from './schema';

/** SQLite takes at most 32,766 parameters a statement. */
const MAX_PARAMETERS = 30_000;

/** @param rows all with the same columns in the same order */
export async function insertRows<Row extends object>(trx: Kysely<Tables>, table: keyof Tables, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const perStatement = Math.floor(MAX_PARAMETERS / columns.length);
  const head = sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) values `;
  for (let start = 0; start < rows.length; start += perStatement) {
    const lists: RawBuilder<unknown>[] = rows.slice(start, start + perStatement).map((row) => sql`(${sql.join(Object.values(row))})`);
    await sql`${head}${sql.join(lists)}`.execute(trx);
  }
}
