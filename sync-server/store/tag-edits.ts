// What a person edited of tags, found under every album that they had.
import type { Kysely } from 'kysely';
import { grouped } from '../../src/domain/grouped';
import { mergedEdits } from '../../src/domain/library/edits';
import type { ChoiceRow } from '../../src/domain/sync/choice';
import { aliasOf } from '../../src/domain/sync/fact-values';
import { restOfSubject } from '../../src/domain/sync/facts';
import { leadingTo, type TagAlias } from '../../src/domain/sync/tag-aliases';
import { readChoices } from './choices';
import type { FactTable, Tables } from './schema';

type FactRow = Pick<FactTable, 'kind' | 'subject' | 'content_key' | 'value'>;

/** @param facts all `tags` and `alias` facts of the recordings concerned. @returns edits by subject of `tags` */
export async function editsOfTags(trx: Kysely<Tables>, libraryId: string, facts: readonly FactRow[]): Promise<ReadonlyMap<string, ChoiceRow>> {
  const aliases = aliasesOf(facts);
  const sources = new Map(facts.filter(({ kind }) => kind === 'tags').map((fact) => {
    const albums = leadingTo(restOfSubject(fact), aliases.get(fact.content_key) ?? []);
    return [fact.subject, albums.map((album) => `${fact.content_key}/${album}`)] as const;
  }));
  const rows = await readChoices(trx, libraryId, 'edit', 'entity_id', [...new Set([...sources.values()].flat())]);
  if (rows.length === 0) return new Map();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map([...sources].flatMap(([subject, ids]) => {
    const edits = mergedEdits(ids.map((id) => byId.get(id)));
    return edits ? [[subject, edits] as const] : [];
  }));
}

function aliasesOf(facts: readonly FactRow[]): Map<string, TagAlias[]> {
  return grouped(facts.flatMap((fact) => (fact.kind === 'alias' ? aliasOf(fact) ?? [] : [])), (alias) => alias.contentKey);
}
