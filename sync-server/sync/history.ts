// Every change of one entity, or of all entries of a playlist, for "who changed this, and back".
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Static } from 'typebox';
import type { ChoiceKind } from '../../src/domain/sync/choice';
import type { HistoryAnswer } from '../../src/domain/sync/protocol';
import { identityOf } from '../auth/authenticate';
import { refuse } from '../http/errors';
import type { Store, Tables } from '../store/schema';
import { OP_COLUMNS, opOf } from './rows';
import { HistoryQueryString, HistoryReply } from './schemas';

/** More than a person makes of one thing; bounds the answer. */
const MAX_OPS = 5_000;
type Query = Static<typeof HistoryQueryString>;

export interface HistoryDeps {
  readonly store: Store;
}

export async function historyRoutes(app: FastifyInstance, { store }: HistoryDeps): Promise<void> {
  app.get<{ Querystring: Query }>('/api/history', {
    config: { access: 'reader' },
    schema: {
      tags: ['sync'], summary: 'The changes of one entity, or of all entries of a playlist, newest first',
      description: `Either \`id\` or \`parent\`. At most the newest ${MAX_OPS}.`, querystring: HistoryQueryString, response: { 200: HistoryReply },
    },
  }, async (request): Promise<HistoryAnswer> => {
    const rows = await asked(store.db, identityOf(request).libraryId, request.query).orderBy('hlc', 'desc').limit(MAX_OPS).execute();
    return { ops: rows.map(opOf) };
  });
}

function asked(db: Kysely<Tables>, libraryId: string, { kind: name, id, parent }: Query) {
  const kind = name as ChoiceKind;
  const ops = db.selectFrom('ops').select(OP_COLUMNS).where('library_id', '=', libraryId).where('kind', '=', kind);
  if (id !== undefined && parent === undefined) return ops.where('entity_id', '=', id);
  if (id !== undefined || parent === undefined) throw refuse('bad-request', 'Not valid: either id or parent.');
  // Through the entities, which have an index by parent.
  return ops.where('entity_id', 'in', db.selectFrom('choices').select('entity_id').where('library_id', '=', libraryId).where('kind', '=', kind).where('parent', '=', parent));
}
