// Whether the server is up, and whether it can do its work.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { refuse } from './http/errors';
import { Fields } from './http/schemas';
import type { Store } from './store/schema';

/** A balancer asks every few seconds and must not wait as long as a person would. */
const MAX_WAIT_MS = 1_500;

const Health = Fields({ status: Type.Literal('ok'), version: Type.String() });

export interface HealthDeps {
  readonly store: Store;
  readonly version: string;
}

/** `GET /api/health`: the server and its database are ready. `GET /api/health/live`: the process is up, even while its database is away. */
export async function healthRoutes(app: FastifyInstance, { store, version }: HealthDeps): Promise<void> {
  const config = { access: 'public', rateLimit: false } as const;
  const health: { status: 'ok'; version: string } = { status: 'ok', version };
  app.get('/api/health/live', {
    config, schema: { tags: ['health'], summary: 'The process is up', response: { 200: Health } },
  }, async () => health);
  app.get('/api/health', {
    config, schema: { tags: ['health'], summary: 'The server and its database are ready', response: { 200: Health } },
  }, async () => {
    if (!(await isReady(store))) throw refuse('unavailable');
    return health;
  });
}

async function isReady({ db }: Store): Promise<boolean> {
  const asked = sql`select 1`.execute(db).then(() => true, () => false);
  return Promise.race([asked, sleep(MAX_WAIT_MS, false, { ref: false })]);
}
