// Albums, artists and genres: pages of them, and some by key.
import { sql, type Kysely, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import { membersOf } from '../../store/group-members';
import { inList } from '../../store/in-list';
import type { GroupKind, GroupTable, Tables } from '../../store/schema';
import { between, cursorIn, orderBy, type Order } from '../lists/keyset';
import { pageOf, type Page, type PageRequest } from '../lists/page';
import { inRange, plainText, trackConditions, wordConditions, type Range, type TrackFilter } from '../tracks/track-filter';

/** An album, artist or genre. */
export type GroupRecord = Selectable<GroupTable>;

export interface GroupFilter {
  readonly text?: string | null | undefined;
  readonly keys?: readonly string[] | null | undefined;
  readonly year?: Range | null | undefined;
  readonly trackCount?: Range | null | undefined;
  readonly albumCount?: Range | null | undefined;
  readonly durationS?: Range | null | undefined;
  readonly playCount?: Range | null | undefined;
  readonly addedAt?: Range | null | undefined;
  readonly lastPlayedAt?: Range | null | undefined;
  /** At least one track passes it; the group counts all of its tracks nevertheless. */
  readonly tracks?: TrackFilter | null | undefined;
}

export interface GroupQuestion {
  readonly filter: GroupFilter;
  readonly order: Order<GroupRecord>;
  readonly page: PageRequest;
}

type Db = Kysely<Tables>;

/** @param db where `freshenGroups` was called */
export async function readGroups(db: Db, libraryId: string, kind: GroupKind, { filter, order, page }: GroupQuestion): Promise<Page<GroupRecord>> {
  const listed = sql`from groups where library_id = ${libraryId} and kind = ${kind} and ${groupConditions(db, libraryId, kind, filter)}`;
  const { rows } = await sql<GroupRecord>`select * ${listed} and ${between(order, page)} order by ${orderBy(order, page.fromEnd)} limit ${page.size + 1}`.execute(db);
  return pageOf(page, rows, (row) => cursorIn(order, row), async () => {
    const counted = await sql<{ count: number }>`select count(*) as count ${listed}`.execute(db);
    return Number(counted.rows[0]?.count ?? 0);
  });
}

/** The groups of these keys; those that are not there are left out. */
export async function readGroupsByKey(db: Db, libraryId: string, kind: GroupKind, keys: readonly string[]): Promise<GroupRecord[]> {
  return db.selectFrom('groups').selectAll().where('library_id', '=', libraryId).where('kind', '=', kind).where(inList(db, 'group_key', keys)).execute();
}

/** Keys of the albums that artists are on, most recent first. */
export async function readAlbumKeysOfArtists(db: Db, libraryId: string, artistKeys: readonly string[]): Promise<{ readonly artist: string; readonly album: string }[]> {
  const of = (column: string) => sql`select ${sql.ref(column)} as artist, album_key as album, year from tracks
    where library_id = ${libraryId} and album_key is not null and album is not null and ${inList(db, column, artistKeys)}`;
  const { rows } = await sql<{ artist: string; album: string }>`select artist, album from (${of('artist_key')} union all ${of('album_artist_key')}) as theirs
    group by artist, album order by artist, coalesce(max(year), 0) desc, album`.execute(db);
  return rows;
}

function groupConditions(db: Db, libraryId: string, kind: GroupKind, filter: GroupFilter): RawBuilder<SqlBool> {
  const all = [
    sql<SqlBool>`1 = 1`,
    ...wordConditions('search_text', filter.text),
    ...(filter.keys ? [inList(db, 'group_key', filter.keys.map(plainText))] : []),
    ...inRange('year', filter.year), ...inRange('track_count', filter.trackCount), ...inRange('album_count', filter.albumCount),
    ...inRange('duration_s', filter.durationS), ...inRange('play_count', filter.playCount), ...inRange('added_at_ms', filter.addedAt),
    ...inRange('last_played_at_ms', filter.lastPlayedAt),
    ...(filter.tracks ? [sql<SqlBool>`group_key in (select group_key from (${membersOf(db, libraryId, kind)}) as tracks where ${trackConditions(db, filter.tracks)})`] : []),
  ];
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}
