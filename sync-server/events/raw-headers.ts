// Headers that hooks have set, onto an answer that bypasses Fastify.
import type { FastifyReply } from 'fastify';

/** For a hijacked reply, before its `writeHead`. */
export function copyHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
}
