// Whether the server lives, and whether it can work: for balancers, containers and the app.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../http/errors';
import type { Store } from '../store/schema';
import { isReady } from './database';
import { HealthReply } from './schemas';

/** A balancer asks every few seconds and must not wait as long as a person would. */
const MAX_WAIT_MS = 1_500;

export interface HealthDeps {
  readonly store: Store;
  readonly version: string;
}

export async function healthRoutes(app: FastifyInstance, { store, version }: HealthDeps): Promise<void> {
  const options = (summary: string) => ({
    config: { access: 'public' as const, rateLimit: false as const },
    schema: { tags: ['server'], summary, response: { 200: HealthReply } },
  });
  const answer = { status: 'ok', version };
  app.get('/api/health', options('Whether this is a SoniqueBay server, and which version'), async () => answer);
  app.get('/api/health/live', options('Whether the process lives; asks nobody else'), async () => answer);
  app.get('/api/health/ready', options('Whether the database answers'), async () => {
    if (!(await Promise.race([isReady(store), sleep(MAX_WAIT_MS, false, { ref: false })]))) throw refuse('unavailable', 'The database does not answer.');
    return answer;
  });
}
