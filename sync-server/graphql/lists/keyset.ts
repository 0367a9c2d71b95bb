// Keyset pagination in SQL: rows behind a cursor by comparing sort values, never by counting, so that pages neither skip nor repeat.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { decodeCursor, encodeCursor, type CursorKind, type CursorValue } from './cursor';
import type { PageRequest } from './page';

/** One column that a list is ordered by. What has no value comes last in both directions, as in the app. */
export interface OrderColumn<Row> {
  readonly column: string;
  readonly kind: CursorKind;
  readonly descending: boolean;
  readonly nullable: boolean;
  readonly value: (row: Row) => CursorValue;
}

/** A total order: its last columns are unique together. */
export interface Order<Row> {
  readonly name: string;
  readonly columns: readonly OrderColumn<Row>[];
}

export function cursorIn<Row>(order: Order<Row>, row: Row): string {
  return encodeCursor(order.name, order.columns.map(({ value }) => value(row)));
}

/** The rows between the request's cursors. */
export function between<Row>(order: Order<Row>, { after, before }: Pick<PageRequest, 'after' | 'before'>): RawBuilder<SqlBool> {
  const bounds = [...bound(order, after, false), ...bound(order, before, true)];
  return bounds.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(bounds, sql` and `)}`;
}

/** What follows `order by`. @param reversed to read from the end */
export function orderBy<Row>({ columns }: Order<Row>, reversed: boolean): RawBuilder<unknown> {
  return sql.join(columns.map(({ column, descending, nullable }) => {
    const direction = descending !== reversed ? sql`desc` : sql`asc`;
    const value = sql`${sql.ref(column)} ${direction}`;
    return nullable ? sql`${sql.ref(column)} is null ${reversed ? sql`desc` : sql`asc`}, ${value}` : value;
  }));
}

function bound<Row>(order: Order<Row>, cursor: string | null, before: boolean): RawBuilder<SqlBool>[] {
  if (cursor === null) return [];
  const values = decodeCursor(cursor, order.name, order.columns.map(({ kind }) => kind));
  // (a, b, c) lies behind: a does, or a is the same and b does, or …
  const ways = order.columns.map((column, i) => {
    const same = order.columns.slice(0, i).map((earlier, at) => equals(earlier, values[at] ?? null));
    return sql<SqlBool>`(${sql.join([...same, beyond(column, values[i] ?? null, before)], sql` and `)})`;
  });
  return [sql<SqlBool>`(${sql.join(ways, sql` or `)})`];
}

function equals<Row>({ column }: OrderColumn<Row>, value: CursorValue): RawBuilder<SqlBool> {
  return value === null ? sql<SqlBool>`${sql.ref(column)} is null` : sql<SqlBool>`${sql.ref(column)} = ${value}`;
}

function beyond<Row>({ column, descending, nullable }: OrderColumn<Row>, value: CursorValue, before: boolean): RawBuilder<SqlBool> {
  const ref = sql.ref(column);
  // Nothing comes behind what has no value; all that has one comes before it.
  if (value === null) return before ? sql<SqlBool>`${ref} is not null` : sql<SqlBool>`1 = 0`;
  const further = descending !== before ? sql<SqlBool>`${ref} < ${value}` : sql<SqlBool>`${ref} > ${value}`;
  return nullable && !before ? sql<SqlBool>`(${further} or ${ref} is null)` : further;
}
