// Past changes of an entity, or of all entries of a playlist, as far as this device knows them.
import type { ChoiceKind, Op } from '../domain/sync/choice';
import type { HistoryQuery } from '../domain/sync/protocol';
import { choicesOf } from './choices';
import type { Database } from './database';
import { sent } from './pending';

/** Every op asked for, newest first. */
export async function opsOf(db: Database, query: HistoryQuery): Promise<Op[]> {
  const ids = 'id' in query ? [[query.kind, query.id] as [ChoiceKind, string]] : await idsOf(db, query.kind, query.parent);
  const ops = await db.ops.where('[kind+id]').anyOf(ids).toArray();
  return ops.map(sent).sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
}

/** Everything that was ever chosen has a row, so an op without one does not exist. */
async function idsOf(db: Database, kind: ChoiceKind, parent: string): Promise<[ChoiceKind, string][]> {
  return choicesOf(db, kind, parent).primaryKeys();
}
