// The log of plays.
import { sql, type Kysely, type Selectable, type SqlBool } from 'kysely';
import { inList } from '../store/in-list';
import type { PlayTable, Tables } from '../store/schema';
import { between, cursorIn, orderBy, type Order } from './lists/keyset';
import { pageOf, type Page, type PageRequest } from './lists/page';
import { inRange, plainText, type Range } from './tracks/track-filter';

export type PlayRecord = Selectable<PlayTable>;

export interface PlayFilter {
  readonly contentKeys?: readonly string[] | null | undefined;
  readonly deviceIds?: readonly string[] | null | undefined;
  readonly at?: Range | null | undefined;
}

export function playOrder(descending: boolean): Order<PlayRecord> {
  return {
    name: `AT ${descending ? 'down' : 'up'}`,
    columns: [
      { column: 'at_ms', kind: 'int', nullable: false, descending, value: (row) => row.at_ms },
      { column: 'play_id', kind: 'text', nullable: false, descending, value: (row) => row.play_id },
    ],
  };
}

export async function readPlays(db: Kysely<Tables>, libraryId: string, filter: PlayFilter, order: Order<PlayRecord>, page: PageRequest): Promise<Page<PlayRecord>> {
  const conditions = [
    sql<SqlBool>`library_id = ${libraryId}`,
    ...(filter.contentKeys ? [inList(db, 'content_key', filter.contentKeys.map(plainText))] : []),
    ...(filter.deviceIds ? [inList(db, 'device_id', filter.deviceIds.map(plainText))] : []),
    ...inRange('at_ms', filter.at),
  ];
  const listed = sql`from plays where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<PlayRecord>`select * ${listed} and ${between(order, page)} order by ${orderBy(order, page.fromEnd)} limit ${page.size + 1}`.execute(db);
  return pageOf(page, rows, (row) => cursorIn(order, row), async () => {
    const counted = await sql<{ count: number }>`select count(*) as count ${listed}`.execute(db);
    return Number(counted.rows[0]?.count ?? 0);
  });
}
