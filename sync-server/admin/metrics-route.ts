// GET /api/metrics for Prometheus, behind a token of its own.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { hashOf } from '../auth/tokens';
import { createAttempts } from '../http/attempts';
import { refuse } from '../http/errors';
import { clientAddress } from '../http/limits';
import type { Metrics } from './metrics';

const FREE_WRONG_TOKENS = 20;

export interface MetricsDeps {
  readonly metrics: Metrics;
  /** Null switches the route off. */
  readonly metricsToken: string | null;
  readonly now: () => number;
}

export async function metricsRoute(app: FastifyInstance, { metrics, metricsToken, now }: MetricsDeps): Promise<void> {
  const wrongTokens = createAttempts(now, FREE_WRONG_TOKENS);
  app.get('/api/metrics', {
    config: { access: 'public', refuses: ['unauthorised', 'not-found'] },
    schema: {
      tags: ['server'],
      summary: 'Metrics for Prometheus',
      description: 'Needs METRICS_TOKEN as bearer token, and is not there when none is set.',
      security: [{ metrics: [] }],
      response: { 200: { description: 'Text format of Prometheus.', content: { 'text/plain': { schema: Type.String() } } } },
    },
  }, async (request, reply) => {
    if (metricsToken === null) throw refuse('not-found');
    if (!isToken(request.headers.authorization, metricsToken)) {
      const waitMs = wrongTokens.begin(clientAddress(request));
      if (waitMs > 0) throw refuse('rate-limited', undefined, { 'retry-after': String(Math.ceil(waitMs / 1_000)) });
      throw refuse('unauthorised', undefined, { 'www-authenticate': 'Bearer' });
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** Hashes are of one length, so the comparison takes the same time for each guess. */
function isToken(header: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(token)));
}
