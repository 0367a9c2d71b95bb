import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TrackId } from '../../src/domain/library/ids';
import { SORT_FIELDS, type Sort } from '../../src/domain/query/query';
import { TrackColumns } from './columns';
import { Orders } from './orders';
import { arbitraryView, COLLATOR } from './view.fixture';

const SORTS: readonly Sort[] = SORT_FIELDS.flatMap((by) => [{ by, descending: false }, { by, descending: true }]);

const change = fc.oneof(
  { weight: 3, arbitrary: arbitraryView(fc.integer({ min: 1, max: 40 })).map((put) => ({ put })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map((id) => ({ remove: id as TrackId })) },
);

function columnsOf(views: readonly Parameters<TrackColumns['put']>[0][]): TrackColumns {
  const columns = new TrackColumns(COLLATOR);
  for (const view of views) columns.put(view);
  return columns;
}

it('are after any changes, however many at once, those of sorting anew', () => {
  const views = fc.array(arbitraryView(fc.integer({ min: 1, max: 40 })), { maxLength: 40 });
  fc.assert(fc.property(views, fc.array(fc.tuple(fc.array(change, { maxLength: 8 }), fc.subarray([...SORTS])), { maxLength: 6 }), (first, rounds) => {
    const columns = columnsOf(first);
    const orders = new Orders(columns);
    for (const sort of SORTS) orders.order(sort);
    for (const [changes, asked] of rounds) {
      orders.change(changes.flatMap((each) => ('put' in each ? [columns.put(each.put)] : columns.remove(each.remove))));
      const anew = new Orders(columns);
      for (const sort of asked) expect([...orders.order(sort)], JSON.stringify(sort)).toEqual([...anew.order(sort)]);
      expect([...orders.albumOrder()]).toEqual([...anew.albumOrder()]);
    }
  }), { numRuns: 100 });
});

it('are kept while nothing changes', () => {
  const orders = new Orders(columnsOf(fc.sample(arbitraryView(fc.integer({ min: 1, max: 40 })), { numRuns: 30, seed: 3 })));
  const sort: Sort = { by: 'title', descending: false };
  expect(orders.order(sort)).toBe(orders.order(sort));
});

it('hold after so many changes that all are sorted anew', () => {
  const views = fc.sample(arbitraryView(fc.constant(1)), { numRuns: 300, seed: 5 }).map((view, i) => ({ ...view, trackId: (i + 1) as TrackId }));
  const columns = columnsOf(views.slice(0, 150));
  const orders = new Orders(columns);
  for (const sort of SORTS) orders.order(sort);
  orders.change(views.slice(150).map((view) => columns.put(view)));
  for (const sort of SORTS) expect([...orders.order(sort)]).toEqual([...new Orders(columns).order(sort)]);
});
