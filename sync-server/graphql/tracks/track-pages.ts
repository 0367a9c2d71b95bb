// Pages of tracks: of the whole library, or of many albums, artists or genres in one statement.
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { inList } from '../../store/in-list';
import type { Tables } from '../../store/schema';
import { grouped } from '../../../src/domain/grouped';
import { between, cursorIn, orderBy, type Order } from '../lists/keyset';
import { pageOf, type Page, type PageRequest } from '../lists/page';
import { trackConditions, type TrackFilter } from './track-filter';
import type { TrackRecord } from './track-order';

export interface TrackQuestion {
  readonly filter: TrackFilter;
  readonly order: Order<TrackRecord>;
  readonly page: PageRequest;
}

type Db = Kysely<Tables>;

/** Tracks of the library. */
export async function readTracks(db: Db, libraryId: string, { filter, order, page }: TrackQuestion): Promise<Page<TrackRecord>> {
  const listed = sql<SqlBool>`library_id = ${libraryId} and ${trackConditions(db, filter)}`;
  const { rows } = await sql<TrackRecord>`select * from tracks where ${listed} and ${between(order, page)}
    order by ${orderBy(order, page.fromEnd)} limit ${page.size + 1}`.execute(db);
  return pageOf(page, rows, (row) => cursorIn(order, row), async () => {
    const counted = await sql<{ count: number }>`select count(*) as count from tracks where ${listed}`.execute(db);
    return Number(counted.rows[0]?.count ?? 0);
  });
}

/** What tracks can hang under. An artist's tracks are those by the artist and those on the artist's albums. */
export type TrackParent = 'album' | 'artist' | 'genre';

type Grouped = TrackRecord & { readonly group_key: string };

/** A page for each of these parents. */
export async function readTracksOf(db: Db, libraryId: string, parent: TrackParent, keys: readonly string[], question: TrackQuestion): Promise<Page<TrackRecord>[]> {
  const { order, page, filter } = question;
  const members = membersOf(db, libraryId, parent, keys);
  const { rows } = await sql<Grouped>`select * from (
      select tracks.*, row_number() over (partition by group_key order by ${orderBy(order, page.fromEnd)}) as place
      from (${members}) as tracks where ${trackConditions(db, filter)} and ${between(order, page)}
    ) as placed where place <= ${page.size + 1} order by group_key, place`.execute(db);
  const byKey = grouped(rows, (row) => row.group_key);
  const counts = once(() => countTracksOf(db, members, filter));
  return keys.map((key) => pageOf(page, byKey.get(key) ?? [], (row) => cursorIn(order, row), async () => (await counts()).get(key) ?? 0));
}

async function countTracksOf(db: Db, members: RawBuilder<unknown>, filter: TrackFilter): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ group_key: string; count: number }>`select group_key, count(*) as count from (${members}) as tracks
    where ${trackConditions(db, filter)} group by group_key`.execute(db);
  return new Map(rows.map((row) => [row.group_key, Number(row.count)]));
}

function membersOf(db: Db, libraryId: string, parent: TrackParent, keys: readonly string[]): RawBuilder<unknown> {
  const mine = sql`tracks.library_id = ${libraryId}`;
  switch (parent) {
    case 'album':
      return sql`select tracks.*, album_key as group_key from tracks where ${mine} and ${inList(db, 'album_key', keys)}`;
    case 'artist':
      return sql`select tracks.*, artist_key as group_key from tracks where ${mine} and ${inList(db, 'artist_key', keys)}
        union all select tracks.*, album_artist_key as group_key from tracks
        where ${mine} and ${inList(db, 'album_artist_key', keys)} and (artist_key is null or artist_key <> album_artist_key)`;
    case 'genre':
      return sql`select tracks.*, track_genres.genre_key as group_key from track_genres join tracks on tracks.library_id = track_genres.library_id
        and tracks.content_key = track_genres.content_key and tracks.tagged_album_key = track_genres.tagged_album_key
        where ${mine} and ${inList(db, 'track_genres.genre_key', keys)}`;
  }
}

/** Many pages ask; one statement answers. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => (answer ??= read());
}
