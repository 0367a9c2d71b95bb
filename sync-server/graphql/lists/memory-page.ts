// Pages of a list that is in memory anyway, by the same rules as those in SQL.
import { decodeCursor, type CursorValue } from './cursor';
import { cursorIn, type Order } from './keyset';
import { pageOf, type Page, type PageRequest } from './page';

export function memoryPage<Row>(request: PageRequest, order: Order<Row>, rows: readonly Row[]): Page<Row> {
  const kinds = order.columns.map(({ kind }) => kind);
  const after = request.after === null ? null : decodeCursor(request.after, order.name, kinds);
  const before = request.before === null ? null : decodeCursor(request.before, order.name, kinds);
  const keyed = rows.map((row) => ({ row, keys: order.columns.map(({ value }) => value(row)) }))
    .filter(({ keys }) => (!after || compare(order, keys, after) > 0) && (!before || compare(order, keys, before) < 0))
    .sort((a, b) => compare(order, a.keys, b.keys));
  if (request.fromEnd) keyed.reverse();
  return pageOf(request, keyed.slice(0, request.size + 1).map(({ row }) => row), (row) => cursorIn(order, row), async () => rows.length);
}

function compare<Row>({ columns }: Order<Row>, a: readonly CursorValue[], b: readonly CursorValue[]): number {
  for (const [i, { descending }] of columns.entries()) {
    const [x, y] = [a[i] ?? null, b[i] ?? null];
    if (x === y) continue;
    if (x === null || y === null) return x === null ? 1 : -1;
    return x < y === descending ? 1 : -1;
  }
  return 0;
}
