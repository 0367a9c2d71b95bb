// Merged choices, read back as the domain knows them.
import type { Kysely, Selectable } from 'kysely';
import type { ChoiceKind, ChoiceRow } from '../../src/domain/sync/choice';
import { inList } from './in-list';
import type { ChoiceTable, Tables } from './schema';

export function choiceRowOf(row: Omit<Selectable<ChoiceTable>, 'library_id'>): ChoiceRow {
  return { kind: row.kind, id: row.entity_id, parent: row.parent, fields: JSON.parse(row.fields) as ChoiceRow['fields'] };
}

/** What was chosen of these entities of a kind, or of all that have one of these parents. */
export async function readChoices(db: Kysely<Tables>, libraryId: string, kind: ChoiceKind, column: 'entity_id' | 'parent', ids: readonly string[]): Promise<ChoiceRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('choices').select(['kind', 'entity_id', 'parent', 'fields'])
    .where('library_id', '=', libraryId).where('kind', '=', kind).where(inList(db, column, ids)).execute();
  return rows.map(choiceRowOf);
}
