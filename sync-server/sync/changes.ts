// What changed past a cursor, in pages bounded by items and bytes.
import { sql, type Kysely } from 'kysely';
import type { ChangesPage } from '../../src/domain/sync/protocol';
import type { Tables } from '../store/schema';
import { readCursor } from './cursor';
import { FACT_COLUMNS, factOf, OP_COLUMNS, opOf, PLAY_COLUMNS, playOf } from './rows';

/** Bytes of values in one page, so that neither side holds more than a few such pages at once. */
const MAX_PAGE_BYTES = 8 * 1_048_576;
/** What an item weighs beside its value, about. */
const ITEM_BYTES = 150;

export interface ChangesQuery {
  readonly after: number;
  readonly limit: number;
  /** Whether facts are wanted; without them their changes are passed over. */
  readonly facts: boolean;
}

export async function readChanges(db: Kysely<Tables>, libraryId: string, { after, limit, facts }: ChangesQuery): Promise<ChangesPage> {
  // Read first: what is numbered up to here is visible to every later statement, whatever is being written meanwhile.
  const { epoch, seq: newest } = await readCursor(db, libraryId);
  const range = { libraryId, after, upTo: newest };
  const sizes = await sizesOf(db, range, limit + 1, facts);
  const taken = countWithin(sizes, limit);
  const isLast = taken === sizes.length;
  const cursor = isLast ? newest : (sizes[taken - 1]?.seq ?? after);
  const page = { ...range, upTo: cursor };
  return {
    epoch,
    ops: taken === 0 ? [] : await opsIn(db, page),
    plays: taken === 0 ? [] : await playsIn(db, page),
    facts: taken === 0 || !facts ? [] : await factsIn(db, page),
    cursor,
    remaining: isLast ? 0 : await countIn(db, { ...range, after: cursor }, facts),
  };
}

interface Range {
  readonly libraryId: string;
  /** Exclusive. */
  readonly after: number;
  /** Inclusive. */
  readonly upTo: number;
}

interface Size {
  readonly seq: number;
  readonly bytes: number;
}

/** Sequence number and size of the next changes of all kinds, without reading their values. */
async function sizesOf(db: Kysely<Tables>, { libraryId, after, upTo }: Range, limit: number, facts: boolean): Promise<readonly Size[]> {
  const within = sql`library_id = ${libraryId} and seq > ${after} and seq <= ${upTo}`;
  const factSizes = facts ? sql`union all select seq, length(value) as bytes from facts where ${within}` : sql``;
  const { rows } = await sql<Size>`
    select seq, length(value) as bytes from ops where ${within}
    union all select seq, 0 as bytes from plays where ${within}
    ${factSizes}
    order by seq limit ${limit}`.execute(db);
  return rows;
}

/** How many of the first items fit into a page: at least one, so that it always moves on. */
function countWithin(sizes: readonly Size[], limit: number): number {
  let bytes = 0;
  for (const [index, size] of sizes.entries()) {
    bytes += size.bytes + ITEM_BYTES;
    if (index === limit || (bytes > MAX_PAGE_BYTES && index > 0)) return index;
  }
  return sizes.length;
}

async function opsIn(db: Kysely<Tables>, { libraryId, after, upTo }: Range): Promise<ChangesPage['ops']> {
  const rows = await db.selectFrom('ops').select(OP_COLUMNS).where('library_id', '=', libraryId).where('seq', '>', after).where('seq', '<=', upTo).orderBy('seq').execute();
  return rows.map(opOf);
}

async function playsIn(db: Kysely<Tables>, { libraryId, after, upTo }: Range): Promise<ChangesPage['plays']> {
  const rows = await db.selectFrom('plays').select(PLAY_COLUMNS).where('library_id', '=', libraryId).where('seq', '>', after).where('seq', '<=', upTo).orderBy('seq').execute();
  return rows.map(playOf);
}

async function factsIn(db: Kysely<Tables>, { libraryId, after, upTo }: Range): Promise<ChangesPage['facts']> {
  const rows = await db.selectFrom('facts').select(FACT_COLUMNS).where('library_id', '=', libraryId).where('seq', '>', after).where('seq', '<=', upTo).orderBy('seq').execute();
  return rows.map(factOf);
}

async function countIn(db: Kysely<Tables>, { libraryId, after, upTo }: Range, facts: boolean): Promise<number> {
  const within = sql`library_id = ${libraryId} and seq > ${after} and seq <= ${upTo}`;
  const factCount = facts ? sql`+ (select count(*) from facts where ${within})` : sql``;
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from ops where ${within}) + (select count(*) from plays where ${within}) ${factCount} as n`.execute(db);
  return rows[0]?.n ?? 0;
}
