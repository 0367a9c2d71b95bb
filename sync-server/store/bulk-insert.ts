// Many rows in few statements. The text is put together here: a query tree of 30,000 values costs more than the insert.
import { CompiledQuery, type Kysely } from 'kysely';
import { isPostgres } from './in-list';
import type { Tables } from './schema';

/** Below what SQLite (32,766) and PostgreSQL (65,535) take as parameters of one statement. */
const MAX_PARAMETERS = 30_000;

export interface BulkInsert<Name extends keyof Tables> {
  readonly table: Name;
  readonly columns: readonly (keyof Tables[Name] & string)[];
  /** What follows the values, such as `on conflict do nothing`. */
  readonly suffix?: string;
}

/** @param rows values in the order of the columns. @returns rows inserted or updated */
export async function bulkInsert<Name extends keyof Tables>(
  trx: Kysely<Tables>,
  { table, columns, suffix = '' }: BulkInsert<Name>,
  rows: readonly (readonly unknown[])[],
): Promise<number> {
  const head = `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values `;
  const place = isPostgres(trx) ? (at: number): string => `$${at + 1}` : (): string => '?';
  const perStatement = Math.floor(MAX_PARAMETERS / columns.length);
  let affected = 0n;
  for (let start = 0; start < rows.length; start += perStatement) {
    const some = rows.slice(start, start + perStatement);
    const values = some.map((_, row) => `(${columns.map((_name, column) => place(row * columns.length + column)).join(',')})`).join(',');
    const { numAffectedRows } = await trx.executeQuery(CompiledQuery.raw(`${head}${values} ${suffix}`, some.flat()));
    affected += numAffectedRows ?? 0n;
  }
  return Number(affected);
}
