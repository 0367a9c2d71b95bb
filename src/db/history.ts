// Past changes of an entity, as far as this device knows them.
import type { ChoiceKind, Op } from '../domain/sync/choice';
import type { Database } from './database';
import { sent } from './pending';

/** Every op of an entity, newest first. */
export async function opsOf(db: Database, kind: ChoiceKind, id: string): Promise<Op[]> {
  const ops = await db.ops.where('[kind+id]').equals([kind, id]).toArray();
  return ops.map(sent).sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
}
