import { liveQuery } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ContentKey, DeviceId } from '../domain/library/ids';
import { Database, type HoldingRow } from './database';
import { key } from './testing/device';

let db: Database;

beforeEach(() => {
  db = new Database(`packed ${crypto.randomUUID()}`);
});

afterEach(async () => {
  db.close();
  await db.delete();
});

const row = (n: number, device = 'desktop'): HoldingRow => ({ contentKey: key(n), deviceIds: [device as DeviceId] });
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const NOTHING = new Set<ContentKey>();

async function all(): Promise<HoldingRow[]> {
  const rows: HoldingRow[] = [];
  for await (const page of db.holdings.pages()) rows.push(...page);
  return rows.sort((a, b) => (a.contentKey < b.contentKey ? -1 : 1));
}

it('finds new rows, which lie many to a pack, each by its key', async () => {
  await db.holdings.bulkMerge(range(0, 500).map((n) => row(n)), NOTHING);
  expect(await db.table('holdings').count()).toBe(0);
  expect(await db.table('holdingPacks').count()).toBeLessThan(50);
  expect(await db.holdings.get(key(77))).toEqual(row(77));
  const wanted = range(0, 600).reverse();
  expect(await db.holdings.bulkGet(wanted.map(key))).toEqual(wanted.map((n) => (n < 500 ? row(n) : undefined)));
  expect([await db.holdings.count(), (await db.holdings.keys()).sort(), await all()]).toEqual([500, range(0, 500).map(key), range(0, 500).map((n) => row(n))]);
});

it('keeps a row that is written again in one place alone', async () => {
  await db.holdings.bulkMerge(range(0, 40).map((n) => row(n)), NOTHING);
  await db.holdings.bulkMerge([row(3, 'phone'), row(40)], new Set([key(3)]));
  await db.holdings.put(row(20, 'laptop'));
  await db.holdings.put(row(41));
  const expected = range(0, 42).map((n) => (n === 3 ? row(n, 'phone') : n === 20 ? row(n, 'laptop') : row(n)));
  expect([await all(), await db.holdings.count()]).toEqual([expected, 42]);
  expect(await db.holdings.bulkGet(range(0, 42).map(key))).toEqual(expected);
});

it('deletes rows wherever they lie, and no other', async () => {
  await db.holdings.bulkMerge(range(0, 40).map((n) => row(n)), NOTHING);
  await db.holdings.bulkPut([row(1), row(50), row(51)]);
  await db.holdings.bulkDelete([...range(0, 16), 20, 50].map(key));
  expect((await all()).map(({ contentKey }) => contentKey)).toEqual([...range(16, 20), ...range(21, 40), 51].map(key));
  expect(await db.holdings.isEmpty()).toBe(false);
  await db.holdings.clear();
  expect([await db.holdings.isEmpty(), await db.holdings.count()]).toEqual([true, 0]);
});

it('samples rows from all over the table, packed or not', async () => {
  await db.holdings.bulkMerge(range(0, 1_000).map((n) => row(n)), NOTHING);
  await db.holdings.bulkPut(range(1_000, 1_100).map((n) => row(n)));
  const numbers = (await db.holdings.sample(200)).map(({ contentKey }) => parseInt(contentKey, 16));
  expect([new Set(numbers).size, numbers.some((n) => n < 200), numbers.some((n) => n > 800 && n < 1_000), numbers.some((n) => n >= 1_000)]).toEqual([200, true, true, true]);
});

it('tells live queries of rows that they read, through all their changes', async () => {
  const told = vi.fn();
  const subscription = liveQuery(async () => (await db.holdings.bulkGet([1, 2].map(key))).map((each) => each?.deviceIds[0])).subscribe(told);
  const last = async (value: unknown) => vi.waitFor(() => expect(told.mock.lastCall).toEqual([value]));
  await last([undefined, undefined]);
  await db.holdings.bulkMerge([row(1), row(2), row(3)], NOTHING);
  await last(['desktop', 'desktop']);
  await db.holdings.put(row(2, 'phone'));
  await last(['desktop', 'phone']);
  await db.holdings.put(row(2, 'laptop'));
  await last(['desktop', 'laptop']);
  await db.holdings.bulkDelete([key(1)]);
  await last([undefined, 'laptop']);
  subscription.unsubscribe();
});
