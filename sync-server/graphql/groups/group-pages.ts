// Albums, artists and genres: tracks gathered under their keys.
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { hasTerm, queryTerms, searchWords } from '../../../src/domain/query/fold';
import { inList } from '../../store/in-list';
import type { Tables } from '../../store/schema';
import { between, cursorIn, orderBy, type Order } from '../lists/keyset';
import { pageOf, type Page, type PageRequest } from '../lists/page';
import { inRange, plainText, trackConditions, type Range, type TrackFilter } from '../tracks/track-filter';

export type GroupKind = 'album' | 'artist' | 'genre';

/** An album, artist or genre. */
export interface GroupRecord {
  readonly group_key: string;
  readonly name: string;
  readonly name_sort: string;
  /** Of an album's tracks; of no meaning for other kinds. */
  readonly album_artist: string | null;
  readonly album_artist_sort: string | null;
  readonly album_artist_key: string | null;
  readonly year: number | null;
  readonly track_count: number;
  readonly album_count: number;
  readonly duration_s: number;
  readonly cover_hash: string | null;
  readonly play_count: number;
  readonly last_played_at_ms: number | null;
  readonly added_at_ms: number;
}

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

export async function readGroups(db: Db, libraryId: string, kind: GroupKind, { filter, order, page }: GroupQuestion): Promise<Page<GroupRecord>> {
  const listed = sql`from (${groupsOf(libraryId, kind, null)}) as groups_ where ${await groupConditions(db, libraryId, kind, filter)}`;
  const { rows } = await sql<GroupRecord>`select * ${listed} and ${between(order, page)} order by ${orderBy(order, page.fromEnd)} limit ${page.size + 1}`.execute(db);
  return pageOf(page, rows.map(inNumbers), (row) => cursorIn(order, row), async () => {
    const counted = await sql<{ count: number }>`select count(*) as count ${listed}`.execute(db);
    return Number(counted.rows[0]?.count ?? 0);
  });
}

/** The groups of these keys; those that are not there are left out. */
export async function readGroupsByKey(db: Db, libraryId: string, kind: GroupKind, keys: readonly string[]): Promise<GroupRecord[]> {
  const { rows } = await sql<GroupRecord>`${groupsOf(libraryId, kind, (column) => inList(db, column, keys))}`.execute(db);
  return rows.map(inNumbers);
}

/** Keys of the albums that artists are on, most recent first. */
export async function readAlbumKeysOfArtists(db: Db, libraryId: string, artistKeys: readonly string[]): Promise<{ readonly artist: string; readonly album: string }[]> {
  const of = (column: string) => sql`select ${sql.ref(column)} as artist, album_key as album, year from tracks
    where library_id = ${libraryId} and album_key is not null and album is not null and ${inList(db, column, artistKeys)}`;
  const { rows } = await sql<{ artist: string; album: string }>`select artist, album from (${of('artist_key')} union all ${of('album_artist_key')}) as theirs
    group by artist, album order by artist, coalesce(max(year), 0) desc, album`.execute(db);
  return rows;
}

async function groupConditions(db: Db, libraryId: string, kind: GroupKind, filter: GroupFilter): Promise<RawBuilder<SqlBool>> {
  const keys = await keysFound(db, libraryId, kind, filter.text ?? '');
  const all = [
    sql<SqlBool>`1 = 1`,
    ...(keys ? [inList(db, 'group_key', keys)] : []),
    ...(filter.keys ? [inList(db, 'group_key', filter.keys.map(plainText))] : []),
    ...inRange('year', filter.year), ...inRange('track_count', filter.trackCount), ...inRange('album_count', filter.albumCount),
    ...inRange('duration_s', filter.durationS), ...inRange('play_count', filter.playCount), ...inRange('added_at_ms', filter.addedAt),
    ...inRange('last_played_at_ms', filter.lastPlayedAt),
    ...(filter.tracks ? [sql<SqlBool>`group_key in (select group_key from (${membersOf(libraryId, kind)}) as tracks where ${trackConditions(db, filter.tracks)})`] : []),
  ];
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

/** Names are matched here, by the rules of the app, and not by what SQL can do. @returns null where nothing is looked for */
async function keysFound(db: Db, libraryId: string, kind: GroupKind, text: string): Promise<string[] | null> {
  const terms = queryTerms(plainText(text));
  if (terms.length === 0) return null;
  const artist = kind === 'album' ? sql`album_artist` : sql`null`;
  const { rows } = await sql<{ group_key: string; group_name: string; artist: string | null }>`
    select distinct group_key, group_name, ${artist} as artist from (${membersOf(libraryId, kind)}) as tracks`.execute(db);
  const found = rows.filter((row) => {
    const words = searchWords(row.group_name) + (row.artist ? searchWords(row.artist) : '');
    return terms.every((term) => hasTerm(words, term));
  });
  return [...new Set(found.map((row) => row.group_key))];
}

function groupsOf(libraryId: string, kind: GroupKind, only: ((column: string) => RawBuilder<SqlBool>) | null): RawBuilder<unknown> {
  // The sum is rounded, so that it is the same however the database orders its additions: pages compare it.
  return sql`select group_key, min(group_name) as name, min(group_sort) as name_sort, min(album_artist) as album_artist,
    min(album_artist_sort) as album_artist_sort, min(album_artist_key) as album_artist_key, max(year) as year, count(*) as track_count,
    count(distinct case when album is null then null else album_key end) as album_count,
    cast(round(sum(coalesce(duration_s, 0))) as bigint) as duration_s, min(cover_hash) as cover_hash,
    cast(sum(play_count) as bigint) as play_count, max(last_played_at_ms) as last_played_at_ms, max(added_at_ms) as added_at_ms
    from (${membersOf(libraryId, kind)}) as members ${only ? sql`where ${only('group_key')}` : sql``} group by group_key`;
}

/** Each track once for each group it is in. */
function membersOf(libraryId: string, kind: GroupKind): RawBuilder<unknown> {
  switch (kind) {
    case 'album':
      return sql`select tracks.*, album_key as group_key, album as group_name, album_sort as group_sort from tracks
        where library_id = ${libraryId} and album_key is not null and album is not null`;
    case 'artist':
      return sql`select tracks.*, artist_key as group_key, artist as group_name, artist_sort as group_sort from tracks
        where library_id = ${libraryId} and artist_key is not null and artist is not null
        union all select tracks.*, album_artist_key as group_key, album_artist as group_name, album_artist_sort as group_sort from tracks
        where library_id = ${libraryId} and album_artist_key is not null and album_artist is not null and (artist_key is null or artist_key <> album_artist_key)`;
    case 'genre':
      return sql`select tracks.*, track_genres.genre_key as group_key, track_genres.genre as group_name, track_genres.genre_key as group_sort
        from track_genres join tracks on tracks.library_id = track_genres.library_id and tracks.content_key = track_genres.content_key
        and tracks.tagged_album_key = track_genres.tagged_album_key where tracks.library_id = ${libraryId}`;
  }
}

function inNumbers(row: GroupRecord): GroupRecord {
  return { ...row, track_count: Number(row.track_count), album_count: Number(row.album_count), duration_s: Number(row.duration_s), play_count: Number(row.play_count) };
}
