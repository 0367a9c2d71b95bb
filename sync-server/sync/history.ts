// Every change of one entity, for "who changed this, and back".
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { HistoryAnswer } from '../../src/domain/sync/protocol';
import { identityOf } from '../auth/authenticate';
import type { Store } from '../store/schema';
import { OP_COLUMNS, opOf } from './rows';
import { HistoryQueryString, HistoryReply } from './schemas';

/** More than a person makes of one thing; bounds the answer. */
const MAX_OPS = 5_000;

export interface HistoryDeps {
  readonly store: Store;
}

export async function historyRoutes(app: FastifyInstance, { store }: HistoryDeps): Promise<void> {
  app.get<{ Querystring: Static<typeof HistoryQueryString> }>('/api/history', {
    config: { access: 'reader' },
    schema: { tags: ['sync'], summary: 'The changes of one entity, newest first', querystring: HistoryQueryString, response: { 200: HistoryReply } },
  }, async (request): Promise<HistoryAnswer> => {
    const { kind, id } = request.query;
    const rows = await store.db.selectFrom('ops').select(OP_COLUMNS)
      .where('library_id', '=', identityOf(request).libraryId).where('kind', '=', kind as HistoryAnswer['ops'][number]['kind']).where('entity_id', '=', id)
      .orderBy('hlc', 'desc').limit(MAX_OPS).execute();
    return { ops: rows.map(opOf) };
  });
}
