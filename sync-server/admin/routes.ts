// The administrator's calls: how the server is, and care for its data.
import type { FastifyInstance } from 'fastify';
import { refuse } from '../http/errors';
import { backUp } from './backup';
import { compact } from './database';
import { healthRoutes } from './health';
import { metricsRoute } from './metrics-route';
import { BackupReply, CompactReply, StatusReply } from './schemas';
import { readStatus, type StatusDeps } from './status';

export interface AdminDeps extends Omit<StatusDeps, 'startedAtMs'> {
  readonly config: { readonly dataDir: string; readonly metricsToken: string | null };
}

export async function adminRoutes(app: FastifyInstance, deps: AdminDeps): Promise<void> {
  const { store, now, config, figures } = deps;
  const startedAtMs = now();
  const oneAtATime = createTurn();
  await healthRoutes(app, deps);
  await metricsRoute(app, { metrics: figures.metrics, metricsToken: config.metricsToken, now });

  app.get('/api/admin/status', {
    config: { access: 'admin' },
    schema: { tags: ['server'], summary: 'The state of the whole server', response: { 200: StatusReply } },
  }, async () => readStatus({ ...deps, startedAtMs }));

  app.post('/api/admin/backup', {
    config: { access: 'admin', refuses: ['conflict'] },
    schema: { tags: ['server'], summary: 'Copy the database', description: 'The newest seven copies are kept.', response: { 200: BackupReply } },
  }, async () => oneAtATime(() => backUp(store, config.dataDir, now())));

  app.post('/api/admin/compact', {
    config: { access: 'admin', refuses: ['conflict'] },
    schema: { tags: ['server'], summary: 'Give room back that removed rows took', description: 'On SQLite other requests wait meanwhile.', response: { 200: CompactReply } },
  }, async () => oneAtATime(() => compact(store)));
}

/** Runs one at a time; whoever comes meanwhile is refused. */
function createTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let taken = false;
  return async (work) => {
    if (taken) throw refuse('conflict', 'Another backup or compaction is running.');
    taken = true;
    try {
      return await work();
    } finally {
      taken = false;
    }
  };
}
