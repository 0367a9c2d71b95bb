// What lists of tracks can be filtered by, and the SQL of it. Every given part must hold.
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { foldText, isUnspaced, queryTerms } from '../../../src/domain/query/fold';
import { keyAt } from '../../../src/domain/sound/camelot';
import { camelotOrder } from '../../../src/domain/sound/camelot-order';
import { inList } from '../../store/in-list';
import type { Tables } from '../../store/schema';
import { graphqlRefusal } from '../refusal';

/** Both ends belong to it; rows without a value lie in no range. */
export interface Range {
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

type Given<T> = T | null | undefined;

export interface TrackFilter {
  readonly text?: Given<string>;
  readonly contentKeys?: Given<readonly string[]>;
  readonly artistKeys?: Given<readonly string[]>;
  readonly albumKeys?: Given<readonly string[]>;
  readonly artist?: Given<string>;
  readonly album?: Given<string>;
  readonly genres?: Given<readonly string[]>;
  readonly codecs?: Given<readonly string[]>;
  readonly camelot?: Given<readonly string[]>;
  readonly mode?: Given<'major' | 'minor'>;
  readonly year?: Given<Range>;
  readonly trackNo?: Given<Range>;
  readonly discNo?: Given<Range>;
  readonly durationS?: Given<Range>;
  readonly tempoBpm?: Given<Range>;
  readonly tempoConfidence?: Given<Range>;
  readonly loudnessLufs?: Given<Range>;
  readonly rating?: Given<Range>;
  readonly playCount?: Given<Range>;
  readonly addedAt?: Given<Range>;
  readonly lastPlayedAt?: Given<Range>;
  readonly loved?: Given<boolean>;
  readonly rated?: Given<boolean>;
  readonly played?: Given<boolean>;
  readonly held?: Given<boolean>;
  readonly heldBy?: Given<string>;
  readonly hasAnalysis?: Given<boolean>;
  readonly hasVector?: Given<boolean>;
  readonly hasCover?: Given<boolean>;
}

const RANGES = {
  year: 'year', trackNo: 'track_no', discNo: 'disc_no', durationS: 'duration_s', tempoBpm: 'tempo_bpm', tempoConfidence: 'tempo_confidence',
  loudnessLufs: 'loudness_lufs', rating: 'rating', playCount: 'play_count', addedAt: 'added_at_ms', lastPlayedAt: 'last_played_at_ms',
} as const;

const FLAGS = {
  loved: sql<SqlBool>`tracks.loved = 1`,
  rated: sql<SqlBool>`tracks.rating is not null`,
  played: sql<SqlBool>`tracks.play_count > 0`,
  held: sql<SqlBool>`tracks.held = 1`,
  hasAnalysis: sql<SqlBool>`exists (select 1 from facts where facts.library_id = tracks.library_id and facts.content_key = tracks.content_key and facts.kind = 'sound')`,
  hasVector: sql<SqlBool>`tracks.has_vector = 1`,
  hasCover: sql<SqlBool>`tracks.cover_hash is not null`,
} as const;

/** Over a table or subquery named `tracks`. */
export function trackConditions(db: Kysely<Tables>, filter: TrackFilter): RawBuilder<SqlBool> {
  const all = [sql<SqlBool>`1 = 1`, ...textConditions(filter), ...listConditions(db, filter), ...rangeConditions(filter), ...flagConditions(filter)];
  return sql<SqlBool>`(${sql.join(all, sql` and `)})`;
}

/** A text that a database may be asked for: PostgreSQL refuses NUL. */
export function plainText(text: string): string {
  return text.replaceAll('\0', '');
}

function textConditions({ text, artist, album }: TrackFilter): RawBuilder<SqlBool>[] {
  const named = [
    ...(artist ? [sql<SqlBool>`(tracks.artist_sort = ${folded(artist)} or tracks.album_artist_sort = ${folded(artist)})`] : []),
    ...(album ? [sql<SqlBool>`tracks.album_sort = ${folded(album)}`] : []),
  ];
  return [...wordConditions('tracks.search_text', text), ...named];
}

/** Each word looked for begins a word of the column, which `searchWords` made. */
export function wordConditions(column: string, text: Given<string>): RawBuilder<SqlBool>[] {
  return queryTerms(plainText(text ?? '')).map((term) => sql<SqlBool>`${sql.ref(column)} like ${pattern(term)} escape '\\'`);
}

/** As `hasTerm` does: at the beginning of a word, or anywhere in scripts without spaces. */
function pattern(term: string): string {
  const escaped = term.replace(/[\\%_]/g, '\\$&');
  return isUnspaced(term) ? `%${escaped}%` : `% ${escaped}%`;
}

function folded(name: string): string {
  return foldText(plainText(name));
}

function listConditions(db: Kysely<Tables>, filter: TrackFilter): RawBuilder<SqlBool>[] {
  const { contentKeys, artistKeys, albumKeys, codecs, genres, camelot, mode, heldBy } = filter;
  const any = (column: string, values: readonly string[]) => inList(db, column, values.map(plainText));
  return [
    ...(contentKeys ? [any('tracks.content_key', contentKeys)] : []),
    ...(artistKeys ? [sql<SqlBool>`(${any('tracks.artist_key', artistKeys)} or ${any('tracks.album_artist_key', artistKeys)})`] : []),
    ...(albumKeys ? [any('tracks.album_key', albumKeys)] : []),
    ...(codecs ? [any('tracks.codec', codecs)] : []),
    ...(genres ? [hasGenre(any('track_genres.genre_key', genres.map(folded)))] : []),
    ...(camelot ? [keyCondition(camelot)] : []),
    ...(mode ? [sql<SqlBool>`tracks.key_mode = ${mode}`] : []),
    ...(heldBy ? [holdingCondition(plainText(heldBy))] : []),
  ];
}

function hasGenre(matches: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from track_genres where track_genres.library_id = tracks.library_id and track_genres.content_key = tracks.content_key
    and track_genres.tagged_album_key = tracks.tagged_album_key and ${matches})`;
}

function holdingCondition(deviceId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from facts where facts.library_id = tracks.library_id and facts.content_key = tracks.content_key and facts.held = 1
    and facts.device_id = ${deviceId})`;
}

/** @param codes such as `8A` */
function keyCondition(codes: readonly string[]): RawBuilder<SqlBool> {
  const places = codes.map((code) => {
    const [, number, letter] = /^(\d{1,2})([AB])$/i.exec(code) ?? [];
    if (!number || !letter || Number(number) < 1 || Number(number) > 12) throw graphqlRefusal('bad-request', 'Keys are Camelot codes from 1A to 12B.');
    return camelotOrder(keyAt({ number: Number(number), letter: letter.toUpperCase() === 'A' ? 'A' : 'B' }));
  });
  return places.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`tracks.camelot_order in (${sql.join(places)})`;
}

function rangeConditions(filter: TrackFilter): RawBuilder<SqlBool>[] {
  return (Object.keys(RANGES) as (keyof typeof RANGES)[]).flatMap((name) => inRange(`tracks.${RANGES[name]}`, filter[name]));
}

export function inRange(column: string, range: Given<Range>): RawBuilder<SqlBool>[] {
  const { min, max } = range ?? {};
  return [
    ...(typeof min === 'number' ? [sql<SqlBool>`${sql.ref(column)} >= ${min}`] : []),
    ...(typeof max === 'number' ? [sql<SqlBool>`${sql.ref(column)} <= ${max}`] : []),
  ];
}

function flagConditions(filter: TrackFilter): RawBuilder<SqlBool>[] {
  return (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).flatMap((name) => {
    const wanted = filter[name];
    if (typeof wanted !== 'boolean') return [];
    return [wanted ? FLAGS[name] : sql<SqlBool>`not (${FLAGS[name]})`];
  });
}
