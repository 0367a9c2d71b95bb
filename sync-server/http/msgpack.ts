// Bodies in MessagePack, in both directions; JSON is always understood as well.
import { Decoder, encode } from '@msgpack/msgpack';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MSGPACK_TYPE } from '../../src/domain/sync/protocol';
import { jsonWithBase64 } from './binary';
import { refuse } from './errors';
import { isSoundMsgpack } from './msgpack-scan';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds bytes: MessagePack where the client accepts it, else JSON with base64. */
    binary?: boolean;
  }
}

const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Adds the body parser, leaves only JSON beside it, and answers routes of `config.binary` in the type that the client accepts. */
export function installMsgpack(app: FastifyInstance): void {
  // A page of another site may send text without asking first.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(MSGPACK_TYPE, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => decodeBody(body));
  app.addHook('preSerialization', async (request, reply, payload) => {
    if (!request.routeOptions.config.binary || reply.statusCode >= 400) return payload;
    void reply.header('vary', 'accept');
    if (accepts(request.headers.accept, MSGPACK_TYPE)) reply.type(MSGPACK_TYPE).serializer(encodeBody as (payload: unknown) => never);
    else reply.type('application/json; charset=utf-8').serializer(jsonWithBase64);
    return payload;
  });
}

/** @throws ApiFailure `bad-request` */
export function decodeBody(body: Buffer): unknown {
  if (!isSoundMsgpack(body)) throw refuse('bad-request', 'The body is not valid MessagePack.');
  try {
    // A plain view: parts of a Buffer would come out as Buffers.
    return new Decoder({ mapKeyConverter: plainKey }).decode(new Uint8Array(body.buffer, body.byteOffset, body.length));
  } catch {
    throw refuse('bad-request', 'The body is not valid MessagePack.');
  }
}

/** @throws for keys that could reach an object's prototype, and for all that are not text */
function plainKey(key: unknown): string {
  if (typeof key !== 'string' || RESERVED_KEYS.has(key)) throw new Error('key not allowed');
  return key;
}

/** Fastify sends what a serializer gives, bytes too, as its documentation shows; its type knows text alone. */
function encodeBody(payload: unknown): Buffer {
  const bytes = encode(payload, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function accepts(accept: string | undefined, type: string): boolean {
  return (accept ?? '').split(',').some((part) => {
    const [name, ...params] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === type && !params.some((param) => /^q=0(\.0*)?$/.test(param));
  });
}
