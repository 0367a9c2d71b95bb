// Facts as they are kept, with their values in shapes that JSON can say.
import { sql, type Kysely, type Selectable, type SqlBool } from 'kysely';
import { soundTagNames } from '../../src/domain/sound/sound-tags';
import { floatsOf, unpacked } from '../../src/domain/sync/fact-bytes';
import type { FactKind } from '../../src/domain/sync/facts';
import { inList } from '../store/in-list';
import type { FactTable, Tables } from '../store/schema';
import { between, cursorIn, orderBy, type Order } from './lists/keyset';
import { pageOf, type Page, type PageRequest } from './lists/page';
import { plainText } from './tracks/track-filter';

export type FactRecord = Selectable<FactTable>;

export interface FactFilter {
  readonly kinds?: readonly FactKind[] | null | undefined;
  readonly contentKeys?: readonly string[] | null | undefined;
  readonly deviceIds?: readonly string[] | null | undefined;
}

export type FactSortField = 'SUBJECT' | 'CHANGE';

/** @param by subject, or the order in which the server got them */
export function factOrder(by: FactSortField, descending: boolean): Order<FactRecord> {
  const text = (column: 'kind' | 'subject', down: boolean) => ({ column, kind: 'text' as const, nullable: false, descending: down, value: (row: FactRecord) => row[column] });
  const seq = { column: 'seq', kind: 'int' as const, nullable: false, descending, value: (row: FactRecord) => row.seq };
  const columns = by === 'CHANGE' ? [seq, text('kind', false), text('subject', false)] : [text('subject', descending), text('kind', false)];
  return { name: `${by} ${descending ? 'down' : 'up'}`, columns };
}

export async function readFacts(db: Kysely<Tables>, libraryId: string, filter: FactFilter, order: Order<FactRecord>, page: PageRequest): Promise<Page<FactRecord>> {
  const conditions = [
    sql<SqlBool>`library_id = ${libraryId}`,
    ...(filter.kinds ? [inList(db, 'kind', filter.kinds)] : []),
    ...(filter.contentKeys ? [inList(db, 'content_key', filter.contentKeys.map(plainText))] : []),
    ...(filter.deviceIds ? [inList(db, 'device_id', filter.deviceIds.map(plainText))] : []),
  ];
  const listed = sql`from facts where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<FactRecord>`select * ${listed} and ${between(order, page)} order by ${orderBy(order, page.fromEnd)} limit ${page.size + 1}`.execute(db);
  return pageOf(page, rows, (row) => cursorIn(order, row), async () => {
    const counted = await sql<{ count: number }>`select count(*) as count ${listed}`.execute(db);
    return Number(counted.rows[0]?.count ?? 0);
  });
}

/** Numbers instead of bytes: a waveform as 0–255, vectors, beats and features as floats, sound tags by name. */
export function jsonOf({ kind, value }: Pick<FactRecord, 'kind' | 'value'>): unknown {
  const read = unpacked(value);
  if (typeof read !== 'object' || read === null) return null;
  return Object.fromEntries(Object.entries(read).map(([name, part]) => [name, part instanceof Uint8Array ? bytesAsJson(kind, name, part) : partAsJson(part)]));
}

/** Of beats and features all bytes are floats. */
function partAsJson(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, value instanceof Uint8Array ? [...floatsOf(value)] : value]));
}

function bytesAsJson(kind: FactKind, name: string, bytes: Uint8Array): unknown {
  if (kind === 'vector' && name === 'vector') return [...floatsOf(bytes)];
  if (kind === 'sound' && name === 'soundTags') return Object.fromEntries([...floatsOf(bytes)].map((activation, i) => [soundTagNames[i] ?? String(i), activation]));
  return [...bytes];
}
