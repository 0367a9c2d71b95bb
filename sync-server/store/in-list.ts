// `column IN (many values)` with one parameter, so that the statement stays short and the same however many there are.
import { PostgresAdapter, sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import type { Tables } from './schema';

/** @param column e.g. `facts.subject` */
export function inList(db: Kysely<Tables>, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  return isPostgres(db)
    ? sql<SqlBool>`${sql.ref(column)} = any(${values}::text[])`
    : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** The dialect of a database or a transaction, where no `Store` is at hand. */
export function isPostgres(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
