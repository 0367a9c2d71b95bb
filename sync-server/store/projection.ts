// Keeps `tracks` and `track_genres` in step with facts, choices and plays.
import type { Insertable, Kysely } from 'kysely';
import type { ContentKey } from '../../src/domain/library/ids';
import type { ChoiceRow } from '../../src/domain/sync/choice';
import { restOfSubject } from '../../src/domain/sync/facts';
import { readHeld, readSound, readTags } from './fact-values';
import { insertRows } from './insert-rows';
import { projectedTrack, type ProjectedTrack, type RecordingParts } from './projection-row';
import type { FactTable, Tables, TrackGenreTable, TrackTable } from './schema';

/** Keys a statement: far below the parameters that SQLite (32,766) and PostgreSQL (65,535) take. */
const KEYS_A_STATEMENT = 1_000;

type Trx = Kysely<Tables>;
type FactRow = Pick<FactTable, 'kind' | 'subject' | 'content_key' | 'version' | 'value'>;

/**
 * Makes the rows of these recordings anew; those whose tags nobody knows any more go.
 * @param trx the transaction that changed the facts, choices or plays
 */
export async function refreshTracks(trx: Trx, libraryId: string, contentKeys: Iterable<string>): Promise<void> {
  const keys = [...new Set(contentKeys)];
  for (let start = 0; start < keys.length; start += KEYS_A_STATEMENT) {
    await refreshSome(trx, libraryId, keys.slice(start, start + KEYS_A_STATEMENT));
  }
}

async function refreshSome(trx: Trx, libraryId: string, keys: readonly string[]): Promise<void> {
  const tracks = await project(trx, libraryId, keys);
  await trx.deleteFrom('track_genres').where('library_id', '=', libraryId).where('content_key', 'in', keys).execute();
  await trx.deleteFrom('tracks').where('library_id', '=', libraryId).where('content_key', 'in', keys).execute();
  await insertRows<Insertable<TrackTable>>(trx, 'tracks', tracks.map(({ track }) => track));
  await insertRows<Insertable<TrackGenreTable>>(trx, 'track_genres', tracks.flatMap(({ genres }) => genres));
}

async function project(trx: Trx, libraryId: string, keys: readonly string[]): Promise<ProjectedTrack[]> {
  const facts = await factsOf(trx, libraryId, keys);
  const parts = await recordingParts(trx, libraryId, keys, facts);
  return facts.filter(({ kind }) => kind === 'tags').flatMap((fact) => {
    const shown = readTags(fact.value);
    const recording = parts(fact.content_key);
    return shown ? [projectedTrack(libraryId, restOfSubject(fact), shown, recording)] : [];
  });
}

function factsOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<FactRow[]> {
  return trx.selectFrom('facts').select(['kind', 'subject', 'content_key', 'version', 'value'])
    .where('library_id', '=', libraryId).where('content_key', 'in', keys).where('kind', 'in', ['tags', 'sound', 'holding']).execute();
}

/** What hangs on the recording alone, whatever the tags of its copies. */
async function recordingParts(trx: Trx, libraryId: string, keys: readonly string[], facts: readonly FactRow[]): Promise<(key: string) => RecordingParts> {
  const sounds = new Map<string, FactRow>();
  const held = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'sound') sounds.set(fact.content_key, fact);
    if (fact.kind === 'holding' && readHeld(fact.value)) held.add(fact.content_key);
  }
  const choices = await choicesOf(trx, libraryId, keys);
  const plays = await playsOf(trx, libraryId, keys);
  const vectors = await vectorsOf(trx, libraryId, keys);
  return (key) => {
    const contentKey = key as ContentKey;
    const sound = sounds.get(key);
    const played = plays.get(key);
    return {
      contentKey,
      sound: sound ? readSound(sound.value, contentKey, sound.version) : null,
      choice: choices.get(key),
      playCount: played?.count ?? 0,
      lastPlayedAtMs: played?.lastAtMs ?? null,
      held: held.has(key),
      hasVector: vectors.has(key),
    };
  };
}

async function choicesOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<Map<string, ChoiceRow>> {
  const rows = await trx.selectFrom('choices').select(['kind', 'entity_id', 'parent', 'fields'])
    .where('library_id', '=', libraryId).where('kind', '=', 'recording').where('entity_id', 'in', keys).execute();
  return new Map(rows.map((row) => [row.entity_id, choiceRowOf(row)]));
}

/** A row of `choices` as the domain knows it. */
export function choiceRowOf(row: { kind: ChoiceRow['kind']; entity_id: string; parent: string; fields: string }): ChoiceRow {
  return { kind: row.kind, id: row.entity_id, parent: row.parent, fields: JSON.parse(row.fields) as ChoiceRow['fields'] };
}

async function playsOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<Map<string, { count: number; lastAtMs: number }>> {
  const rows = await trx.selectFrom('plays').select(({ fn }) => ['content_key', fn.countAll().as('count'), fn.max('at_ms').as('last')])
    .where('library_id', '=', libraryId).where('content_key', 'in', keys).groupBy('content_key').execute();
  return new Map(rows.map((row) => [row.content_key, { count: Number(row.count), lastAtMs: Number(row.last) }]));
}

/** Whether there is a vector is enough: its bytes stay where they are. */
async function vectorsOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await trx.selectFrom('facts').select('content_key')
    .where('library_id', '=', libraryId).where('kind', '=', 'vector').where('content_key', 'in', keys).execute();
  return new Set(rows.map((row) => row.content_key));
}
