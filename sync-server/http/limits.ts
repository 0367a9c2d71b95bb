// How often a device may ask: by its token, and by its address where it has none.
import fastifyRateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './errors';

/** IPv6 networks of one household share a prefix of this length. */
const IPV6_PREFIX = 64;
const REMEMBERED_CLIENTS = 20_000;
const WINDOW_MS = 60_000;

/** Install after authentication, whose answer is the key. Routes may set `config.rateLimit` to other numbers, or to false. */
export async function installLimits(app: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await app.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: WINDOW_MS,
    cache: REMEMBERED_CLIENTS,
    keyGenerator: (request) => request.identity?.deviceId ?? clientAddress(request),
    errorResponseBuilder: (_request, { ttl }) => refuse('rate-limited', undefined, { 'retry-after': String(Math.ceil(ttl / 1_000)) }),
  });
}

/** The address that a request comes from: the proxy's word only where TRUST_PROXY allows it. */
export function clientAddress(request: FastifyRequest): string {
  return normalizeIP(request.ip, IPV6_PREFIX);
}
