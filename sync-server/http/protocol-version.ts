// Devices name their protocol version; scripts may leave it out.
import type { FastifyInstance } from 'fastify';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../src/domain/sync/protocol';
import { refuse } from './errors';
import { isApiPath } from './route-rules';

export function installProtocolVersion(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isApiPath(request.url.split('?', 1)[0] ?? '')) return;
    void reply.header(PROTOCOL_HEADER, String(PROTOCOL_VERSION));
    const named = request.headers[PROTOCOL_HEADER];
    if (named === undefined) return;
    if (typeof named !== 'string' || !/^\d{1,4}$/.test(named)) throw refuse('bad-request', `The header ${PROTOCOL_HEADER} must be a number.`);
    if (Number(named) < OLDEST_PROTOCOL_VERSION) throw refuse('client-too-old');
  });
}
