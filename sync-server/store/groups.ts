// Albums, artists and genres, kept as rows. Writes only note which are to be made anew; whoever reads next makes them:
// a first push touches each genre in every page, and would add up a library fifty times.
import { sql, type Kysely } from 'kysely';
import { searchWords } from '../../src/domain/query/fold';
import { lockLibrary } from '../sync/cursor';
import { bulkInsert } from './bulk-insert';
import { membersOf } from './group-members';
import { inList } from './in-list';
import { GROUP_KINDS, type GroupKind, type GroupTable, type Store, type Tables } from './schema';
import { inTransaction, type Trx } from './transaction';

/** At a time: bounds memory. */
const KEYS_AT_ONCE = 5_000;

const COLUMNS = [
  'library_id', 'kind', 'group_key', 'name', 'name_sort', 'search_text', 'album_artist', 'album_artist_sort', 'album_artist_key', 'year',
  'track_count', 'album_count', 'duration_s', 'cover_hash', 'play_count', 'last_played_at_ms', 'added_at_ms',
] as const satisfies readonly (keyof GroupTable)[];

type Sums = Omit<GroupTable, 'library_id' | 'kind' | 'search_text'>;

/** Notes the groups that these recordings are in now. To be called before their rows go, and after they come. @param trx the transaction of both */
export async function markGroups(trx: Kysely<Tables>, libraryId: string, contentKeys: readonly string[]): Promise<void> {
  // Read and told apart here: a statement that does it all lets SQLite walk the library in the order of its groups.
  const tracks = await trx.selectFrom('tracks').select(['album_key', 'artist_key', 'album_artist_key'])
    .where('library_id', '=', libraryId).where(inList(trx, 'content_key', contentKeys)).execute();
  const genres = await trx.selectFrom('track_genres').select('genre_key').where('library_id', '=', libraryId).where(inList(trx, 'content_key', contentKeys)).execute();
  await note(trx, libraryId, 'album', tracks.map((track) => track.album_key));
  await note(trx, libraryId, 'artist', tracks.flatMap((track) => [track.artist_key, track.album_artist_key]));
  await note(trx, libraryId, 'genre', genres.map((genre) => genre.genre_key));
}

async function note(trx: Kysely<Tables>, libraryId: string, kind: GroupKind, keys: readonly (string | null)[]): Promise<void> {
  const rows = [...new Set(keys)].filter((key) => key !== null).map((key) => [libraryId, kind, key]);
  await bulkInsert(trx, { table: 'stale_groups', columns: ['library_id', 'kind', 'group_key'], suffix: 'on conflict do nothing' }, rows);
}

/** Makes anew what was noted, so that `groups` says what `tracks` says. */
export async function freshenGroups(store: Store, libraryId: string): Promise<void> {
  const noted = await store.db.selectFrom('stale_groups').select('kind').where('library_id', '=', libraryId).limit(1).executeTakeFirst();
  if (!noted) return;
  await inTransaction(store, async (trx) => {
    // No writer may note more between the reading and the forgetting.
    await lockLibrary(trx, libraryId);
    const stale = await trx.selectFrom('stale_groups').select(['kind', 'group_key']).where('library_id', '=', libraryId).execute();
    for (const kind of GROUP_KINDS) await makeAnew(trx, libraryId, kind, stale.filter((group) => group.kind === kind).map((group) => group.group_key));
    await trx.deleteFrom('stale_groups').where('library_id', '=', libraryId).execute();
  });
}

async function makeAnew(trx: Trx, libraryId: string, kind: GroupKind, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const some = keys.slice(start, start + KEYS_AT_ONCE);
    await trx.deleteFrom('groups').where('library_id', '=', libraryId).where('kind', '=', kind).where(inList(trx, 'group_key', some)).execute();
    const words = await wordsOf(trx, libraryId, kind, some);
    const rows = (await sumsOf(trx, libraryId, kind, some)).map((sums): GroupTable => ({ ...sums, library_id: libraryId, kind, search_text: words.get(sums.group_key) ?? '' }));
    await bulkInsert(trx, { table: 'groups', columns: COLUMNS }, rows.map((row) => COLUMNS.map((column) => row[column])));
  }
}

async function sumsOf(trx: Trx, libraryId: string, kind: GroupKind, keys: readonly string[]): Promise<readonly Sums[]> {
  const { rows } = await sql<Sums>`select group_key, min(group_name) as name, min(group_sort) as name_sort, min(album_artist) as album_artist,
    min(album_artist_sort) as album_artist_sort, min(album_artist_key) as album_artist_key, max(year) as year, count(*) as track_count,
    count(distinct case when album is null then null else album_key end) as album_count,
    cast(round(sum(coalesce(duration_s, 0))) as bigint) as duration_s, min(cover_hash) as cover_hash,
    cast(sum(play_count) as bigint) as play_count, max(last_played_at_ms) as last_played_at_ms, max(added_at_ms) as added_at_ms
    from (${membersOf(trx, libraryId, kind, keys)}) as members group by group_key`.execute(trx);
  return rows;
}

/** Of every name that a group goes by, and of an album's artists. */
async function wordsOf(trx: Trx, libraryId: string, kind: GroupKind, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const artist = kind === 'album' ? sql`album_artist` : sql`null`;
  const { rows } = await sql<{ group_key: string; group_name: string; artist: string | null }>`
    select distinct group_key, group_name, ${artist} as artist from (${membersOf(trx, libraryId, kind, keys)}) as members`.execute(trx);
  const words = new Map<string, string>();
  for (const row of rows) words.set(row.group_key, (words.get(row.group_key) ?? '') + searchWords(row.group_name) + (row.artist ? searchWords(row.artist) : ''));
  return words;
}
