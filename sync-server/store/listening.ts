// What a person did with a recording, in its rows of `tracks`: rating, love and plays, which nothing else there depends on.
import { sql, type Kysely } from 'kysely';
import { lovedOf, ratingOf, type ChoiceRow } from '../../src/domain/sync/choice';
import { readChoices } from './choices';
import { inList, isPostgres } from './in-list';
import type { Tables } from './schema';

type Trx = Kysely<Tables>;

export interface Plays {
  readonly count: number;
  readonly lastAtMs: number;
}

/** Recordings at a time: bounds memory. */
const KEYS_AT_ONCE = 5_000;

/**
 * Sets the four columns where choices or plays of these recordings changed and nothing else did: no fact is read and no index written.
 * @param trx the transaction that changed them
 */
export async function refreshListening(trx: Trx, libraryId: string, contentKeys: ReadonlySet<string>): Promise<void> {
  const keys = [...contentKeys];
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const some = keys.slice(start, start + KEYS_AT_ONCE);
    const choices = await choicesOf(trx, libraryId, some);
    const plays = await playsOf(trx, libraryId, some);
    await update(trx, libraryId, some.map((key): Listened => {
      const [choice, played] = [choices.get(key), plays.get(key)];
      return [key, ratingOf(choice), Number(lovedOf(choice)), played?.count ?? 0, played?.lastAtMs ?? null];
    }));
  }
}

/** As the columns are set: key, rating, loved, plays, last played. */
type Listened = readonly [string, number | null, number, number, number | null];

async function update(trx: Trx, libraryId: string, rows: readonly Listened[]): Promise<void> {
  const json = JSON.stringify(rows);
  const set = sql`update tracks set rating = w.rating, loved = w.loved, play_count = w.play_count, last_played_at_ms = w.last_played_at_ms`;
  if (isPostgres(trx)) {
    await sql`${set} from (
        select v->>0 as content_key, (v->>1)::int as rating, (v->>2)::int as loved, (v->>3)::int as play_count, (v->>4)::bigint as last_played_at_ms
        from jsonb_array_elements(${json}::jsonb) as v
      ) as w where tracks.library_id = ${libraryId} and tracks.content_key = w.content_key`.execute(trx);
    return;
  }
  // SQLite would go through the library and look for each row in the list. Cross join and limit hold it to looking up each of
  // the list in the library: 8 ms for 1,000 of 50,000, not a minute.
  await sql`${set} from (
      select t.rowid as row_id, value->>1 as rating, value->>2 as loved, value->>3 as play_count, value->>4 as last_played_at_ms
      from json_each(${json}) cross join tracks as t where t.library_id = ${libraryId} and t.content_key = value->>0 limit -1
    ) as w where tracks.rowid = w.row_id`.execute(trx);
}

export async function choicesOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<Map<string, ChoiceRow>> {
  return new Map((await readChoices(trx, libraryId, 'recording', 'entity_id', keys)).map((row) => [row.id, row]));
}

export async function playsOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<Map<string, Plays>> {
  const rows = await trx.selectFrom('plays').select(({ fn }) => ['content_key', fn.countAll().as('count'), fn.max('at_ms').as('last')])
    .where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).groupBy('content_key').execute();
  return new Map(rows.map((row) => [row.content_key, { count: Number(row.count), lastAtMs: Number(row.last) }]));
}
