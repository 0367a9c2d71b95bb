// gzip and brotli both ways. What unpacks to more than the route's body limit is refused while it unpacks.
import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isThisMachine } from '../../src/domain/sync/this-machine';
import { refuse } from './errors';

/** Below this the headers cost more than they save. */
const SMALLEST_BYTES = 1_024;
/** Pages of facts are floats for the most part: higher levels take two to four times as long and save 2 % (measured over 4 MB pages: 16 ms, 29 at 3, 44 at 4). */
const BROTLI_QUALITY = 1;
/** 43 ms for 4 MB, where 5 takes 60 for 2 % less. */
const GZIP_LEVEL = 1;
/** The default of 16 KiB makes hundreds of trips to the thread pool for a page. */
const CHUNK_BYTES = 262_144;
/** Never event streams, which must not wait for a block to fill, nor audio and pictures. */
const COMPRESSED_TYPES = /^(application\/(json|vnd\.msgpack|graphql-response\+json|x-ndjson)|text\/(?!event-stream)|image\/svg\+xml)/;

/** Of a client on the server's own machine, as its socket says. */
const LOOPBACK = /^(::1|127\.|::ffff:127\.)/;
/** What a proxy adds, behind which the client may be anywhere. */
const FORWARDING_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip'];

export async function installCompression(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request) => {
    // The plugin's own way to leave an answer as it is: packing costs both ends more there than it saves.
    if (request.routeOptions.config.binary && isOnThisMachine(request)) request.headers['x-no-compression'] = '1';
  });
  await app.register(fastifyCompress, {
    threshold: SMALLEST_BYTES,
    encodings: ['br', 'gzip'],
    requestEncodings: ['br', 'gzip'],
    customTypes: COMPRESSED_TYPES,
    brotliOptions: { chunkSize: CHUNK_BYTES, params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    zlibOptions: { chunkSize: CHUNK_BYTES, level: GZIP_LEVEL },
    onUnsupportedRequestEncoding: () => refuse('unsupported-media-type'),
    onInvalidRequestPayload: () => refuse('bad-request', 'The body does not unpack.'),
  });
}

function isOnThisMachine({ socket, headers }: FastifyRequest): boolean {
  return LOOPBACK.test(socket.remoteAddress ?? '') && isThisMachine((headers.host ?? '').replace(/:\d+$/, '')) && FORWARDING_HEADERS.every((name) => headers[name] === undefined);
}
