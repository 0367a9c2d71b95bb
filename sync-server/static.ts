// The built app as files: right types, compressed where the build left a compressed copy, cached for as long as each may be.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { securityHeaders } from './security-headers';

const ONE_YEAR_S = 31_536_000;

/** Serves a folder at `/`. What is not there is left to the not-found handler, never answered with index.html. */
export async function serveStatic(app: FastifyInstance, distDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: distDir,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders(reply, sentPath) {
      const path = sentPath.replaceAll('\\', '/').replace(/\.(br|gz)$/, '');
      reply.headers(securityHeaders(path));
      reply.header('cache-control', cacheControl(path));
    },
  });
}

/** Names with a hash never change their content; everything else is asked for again (a 304 where it is the same). */
function cacheControl(path: string): string {
  return /\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(path) ? `public, max-age=${ONE_YEAR_S}, immutable` : 'no-cache';
}
