// Keeps `tracks` and `track_genres` in step with facts, choices and plays.
import type { Insertable, Kysely } from 'kysely';
import type { ContentKey } from '../../src/domain/library/ids';
import { holdingOf } from '../../src/domain/sync/fact-values';
import { restOfSubject } from '../../src/domain/sync/facts';
import { isWithdrawn, type Tagged } from '../../src/domain/sync/tagged';
import { readEditableTags, readSound, readTags } from './fact-values';
import { bulkInsert } from './bulk-insert';
import { editsOfTags } from './tag-edits';
import { markGroups } from './groups';
import { withChosenCovers } from './chosen-covers';
import { inList } from './in-list';
import { choicesOf, playsOf } from './listening';
import { createFolding, projectedTrack, type ProjectedTrack, type RecordingParts } from './projection-row';
import type { FactTable, Tables, TrackTable } from './schema';

/** Recordings at a time: bounds memory. */
const KEYS_AT_ONCE = 1_000;

type Trx = Kysely<Tables>;
type FactRow = Pick<FactTable, 'kind' | 'subject' | 'content_key' | 'value'>;

/**
 * Makes the rows of these recordings anew; those whose tags nobody knows any more, or whose files were all tagged anew, go.
 * @param trx the transaction that changed the facts, choices or plays
 */
export async function refreshTracks(trx: Trx, libraryId: string, contentKeys: Iterable<string>): Promise<void> {
  const keys = [...new Set(contentKeys)];
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    await refreshSome(trx, libraryId, keys.slice(start, start + KEYS_AT_ONCE));
  }
}

async function refreshSome(trx: Trx, libraryId: string, keys: readonly string[]): Promise<void> {
  const projected = await project(trx, libraryId, keys);
  const known = await trx.selectFrom('tracks').selectAll().where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).execute();
  const changed = changedRecordings(projected.map(({ track }) => track), known);
  if (changed.size === 0) return;
  if (known.length > 0) {
    await markGroups(trx, libraryId, [...changed]);
    await remove(trx, libraryId, [...changed]);
  }
  const anew = projected.filter(({ track }) => changed.has(track.content_key));
  await insert(trx, 'tracks', anew.map(({ track }) => track));
  await insert(trx, 'track_genres', anew.flatMap(({ genres }) => genres));
  await markGroups(trx, libraryId, [...changed]);
}

/** The recordings with any row that is new, gone or different. The rest is left alone, which spares the writing of a dozen indexes a row. */
function changedRecordings(made: readonly Insertable<TrackTable>[], known: readonly TrackTable[]): Set<string> {
  const left = new Map(known.map((row) => [rowKey(row), row]));
  const changed = new Set<string>();
  for (const track of made) {
    const held = left.get(rowKey(track));
    left.delete(rowKey(track));
    if (!held || !sameRow(track, held)) changed.add(track.content_key);
  }
  for (const gone of left.values()) changed.add(gone.content_key);
  return changed;
}

function rowKey(row: Pick<TrackTable, 'content_key' | 'tagged_album_key'>): string {
  return `${row.content_key}/${row.tagged_album_key}`;
}

function sameRow(made: Insertable<TrackTable>, held: TrackTable): boolean {
  return (Object.keys(made) as (keyof TrackTable)[]).every((column) => made[column] === held[column]);
}

async function remove(trx: Trx, libraryId: string, keys: readonly string[]): Promise<void> {
  for (const table of ['track_genres', 'tracks'] as const) {
    await trx.deleteFrom(table).where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).execute();
  }
}

/** @param rows all with the same columns in the same order */
async function insert<Name extends 'tracks' | 'track_genres'>(trx: Trx, table: Name, rows: readonly Insertable<Tables[Name]>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  await bulkInsert(trx, { table, columns: Object.keys(first) as (keyof Tables[Name] & string)[] }, rows.map((row) => Object.values(row)));
}

async function project(trx: Trx, libraryId: string, keys: readonly string[]): Promise<ProjectedTrack[]> {
  const facts = await factsOf(trx, libraryId, keys);
  const holdings = holdingsOf(facts);
  const parts = await recordingParts(trx, libraryId, keys, facts, holdings);
  const edits = await editsOfTags(trx, libraryId, facts);
  const fold = createFolding();
  return withChosenCovers(trx, libraryId, facts.filter(({ kind }) => kind === 'tags').flatMap((fact) => {
    const album = restOfSubject(fact);
    if (isWithdrawn(album, holdings.get(fact.content_key) ?? [])) return [];
    const edited = edits.get(fact.subject);
    const shown = edited ? readEditableTags(fact.value) : readTags(fact.value);
    return shown ? [projectedTrack(libraryId, album, shown, parts(fact.content_key), fold, edited)] : [];
  }));
}

/** What the devices say of each recording. */
function holdingsOf(facts: readonly FactRow[]): Map<string, Tagged[]> {
  const holdings = new Map<string, Tagged[]>();
  for (const fact of facts) {
    const holding = fact.kind === 'holding' ? holdingOf(fact) : null;
    if (holding) holdings.set(fact.content_key, [...(holdings.get(fact.content_key) ?? []), holding]);
  }
  return holdings;
}

function factsOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<FactRow[]> {
  return trx.selectFrom('facts').select(['kind', 'subject', 'content_key', 'value'])
    .where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).where('kind', 'in', ['tags', 'sound', 'holding', 'alias']).execute();
}

/** What hangs on the recording alone, whatever the tags of its copies. */
async function recordingParts(
  trx: Trx, libraryId: string, keys: readonly string[], facts: readonly FactRow[], holdings: ReadonlyMap<string, readonly Tagged[]>,
): Promise<(key: string) => RecordingParts> {
  const sounds = new Map(facts.filter(({ kind }) => kind === 'sound').map((fact) => [fact.content_key, fact]));
  const choices = await choicesOf(trx, libraryId, keys);
  const plays = await playsOf(trx, libraryId, keys);
  const vectors = await vectorsOf(trx, libraryId, keys);
  return (key) => {
    const contentKey = key as ContentKey;
    const sound = sounds.get(key);
    const played = plays.get(key);
    return {
      contentKey,
      sound: sound ? readSound(sound.value, contentKey) : null,
      choice: choices.get(key),
      playCount: played?.count ?? 0,
      lastPlayedAtMs: played?.lastAtMs ?? null,
      held: holdings.get(key)?.some((holding) => holding.held) ?? false,
      hasVector: vectors.has(key),
    };
  };
}

/** Whether there is a vector is enough: its bytes stay where they are. */
async function vectorsOf(trx: Trx, libraryId: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await trx.selectFrom('facts').select('content_key')
    .where('library_id', '=', libraryId).where('kind', '=', 'vector').where(inList(trx, 'content_key', keys)).execute();
  return new Set(rows.map((row) => row.content_key));
}
