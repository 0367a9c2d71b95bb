// gzip and brotli both ways. What unpacks to more than the route's body limit is refused while it unpacks.
import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { refuse } from './errors';

/** Below this the headers cost more than they save. */
const SMALLEST_BYTES = 1_024;
/** Half of gzip's time at nearly its size. */
const BROTLI_QUALITY = 3;
/** Never event streams, which must not wait for a block to fill, nor audio and pictures. */
const COMPRESSED_TYPES = /^(application\/(json|vnd\.msgpack|graphql-response\+json|x-ndjson)|text\/(?!event-stream)|image\/svg\+xml)/;

export async function installCompression(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCompress, {
    threshold: SMALLEST_BYTES,
    encodings: ['br', 'gzip'],
    requestEncodings: ['br', 'gzip'],
    customTypes: COMPRESSED_TYPES,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    zlibOptions: { level: 5 },
    onUnsupportedRequestEncoding: () => refuse('unsupported-media-type'),
    onInvalidRequestPayload: () => refuse('bad-request', 'The body does not unpack.'),
  });
}
