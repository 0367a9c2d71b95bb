// The server without its socket: the built app and the API.
import fastify, { type FastifyInstance } from 'fastify';
import { securityHeaders } from './security-headers';
import { serveStatic } from './static';

export interface AppDeps {
  /** Absolute path of the built app. */
  readonly distDir: string;
  readonly version: string;
}

/** `GET /api/health`, the files of the build, and plain 404s for the rest. */
export async function createApp({ distDir, version }: AppDeps): Promise<FastifyInstance> {
  const app = fastify({ logger: false });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(pathOf(request.url)));
  });
  app.get('/api/health', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'ok', version };
  });
  await serveStatic(app, distDir);
  app.setNotFoundHandler((request, reply) => {
    reply.code(404).header('cache-control', 'no-store');
    if (isApi(pathOf(request.url))) return reply.send({ error: { code: 'not-found' } });
    return reply.type('text/plain; charset=utf-8').send('Not found');
  });
  return app;
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '/';
}
