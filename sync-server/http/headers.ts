// Headers of the API's answers: no scripts, no cookies, no other origin unless the settings name it.
import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { PROTOCOL_HEADER } from '../../src/domain/sync/protocol';
import { isApiPath, isDocsPath } from './route-rules';

const ONE_YEAR_S = 31_536_000;
const ONE_DAY_S = 86_400;
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The browsable page is one package's scripts and styles, from here alone; its pictures are data addresses. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface HeaderConfig {
  /** The address that people type, where it is known. */
  readonly publicUrl: string | null;
  /** Pages of other origins that may call the API; none unless set. */
  readonly corsOrigins: readonly string[];
}

export async function installHeaders(app: FastifyInstance, { publicUrl, corsOrigins }: HeaderConfig): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (isApiPath(path)) void reply.header('content-security-policy', isDocsPath(path) ? DOCS_POLICY : API_POLICY);
    if (isApiPath(path) && !isDocsPath(path)) void reply.header('cache-control', 'no-store');
    if (request.protocol === 'https' || publicUrl?.startsWith('https:')) void reply.header('strict-transport-security', `max-age=${ONE_YEAR_S}`);
  });
  if (corsOrigins.length === 0) return;
  await app.register(fastifyCors, {
    origin: [...corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'accept', 'range', 'last-event-id', PROTOCOL_HEADER],
    exposedHeaders: ['content-range', 'retry-after', PROTOCOL_HEADER],
    credentials: false,
    maxAge: ONE_DAY_S,
  });
}
