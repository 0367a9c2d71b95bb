// Many rows in few statements. The text is put together here: a query tree of 30,000 values costs more than the insert.
import { CompiledQuery, type Kysely } from 'kysely';
import { isPostgres } from './in-list';
import type { Tables } from './schema';

/** Below what SQLite (32,766) and PostgreSQL (65,535) take as parameters of one statement. */
const MAX_PARAMETERS = 30_000;
const SIZES = [256, 32, 4];

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
  let affected = 0n;
  for (let start = 0; start < rows.length;) {
    const count = rowsAtOnce(rows.length - start, columns.length);
    const some = rows.slice(start, start + count);
    const { numAffectedRows } = await trx.executeQuery(CompiledQuery.raw(`${head}${places(isPostgres(trx), count, columns.length)} ${suffix}`, some.flat()));
    affected += numAffectedRows ?? 0n;
    start += count;
  }
  return Number(affected);
}

/** One of few sizes, so that the same texts come again and are compiled once. */
function rowsAtOnce(left: number, columns: number): number {
  return SIZES.find((size) => size <= left && size * columns <= MAX_PARAMETERS) ?? 1;
}

function places(numbered: boolean, rows: number, columns: number): string {
  if (!numbered) return Array<string>(rows).fill(`(${Array<string>(columns).fill('?').join(',')})`).join(',');
  return Array.from({ length: rows }, (_, row) => `(${Array.from({ length: columns }, (_name, column) => `$${row * columns + column + 1}`).join(',')})`).join(',');
}
