// The server without its socket: the built app and the API, put together from their parts.
import fastify, { type FastifyInstance } from 'fastify';
import { createFigures } from './admin/figures';
import { adminRoutes } from './admin/routes';
import { authRoutes } from './auth/routes';
import type { Config } from './config';
import { createBus } from './events/create-bus';
import { createPresence } from './events/presence';
import { eventRoutes } from './events/routes';
import { graphqlRoutes } from './graphql/routes';
import { answerNotFound } from './http/error-handler';
import { isApiPath } from './http/route-rules';
import { serverOptions } from './http/server-options';
import { installSurface } from './http/surface';
import { relayRoutes } from './relay/routes';
import { securityHeaders } from './security-headers';
import { serveStatic } from './static';
import type { Store } from './store/schema';
import { coverRoutes } from './sync/covers';
import { exportRoutes } from './sync/export';
import { historyRoutes } from './sync/history';
import { syncRoutes } from './sync/routes';

export interface AppDeps {
  /** Absolute path of the built app. */
  readonly distDir: string;
  readonly version: string;
  readonly config: Config;
  /** Left open when the app closes: whoever opened it closes it. */
  readonly store: Store;
  readonly now: () => number;
  /** Unguessable. */
  readonly newId: () => string;
}

/** The files of the build, the API, and plain 404s for the rest. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify(serverOptions(deps.config, deps.newId));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(pathOf(request.url)));
  });
  await addApi(app, deps);
  await serveStatic(app, deps.distDir);
  app.setNotFoundHandler((request, reply) => {
    if (isApiPath(pathOf(request.url))) return answerNotFound(reply);
    return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Not found');
  });
  return app;
}

async function addApi(app: FastifyInstance, { config, store, now, newId, version }: AppDeps): Promise<void> {
  const warn = (message: string): void => app.log.warn(message);
  const bus = createBus(store, { databaseUrl: config.databaseUrl, warn });
  const presence = createPresence(bus, { instanceUrl: config.instanceUrl, now, warn });
  app.addHook('onClose', async () => {
    presence.close();
    await bus.close();
  });
  const figures = createFigures({ store, bus, now });
  await installSurface(app, { config, store, now, version, onFailure: figures.onFailure });
  figures.install(app);
  await app.register(adminRoutes, { store, presence, now, version, config, figures });
  await app.register(authRoutes, { store, bus, presence, now, newId, config });
  await app.register(syncRoutes, { store, bus, now, config });
  await app.register(historyRoutes, { store });
  await app.register(coverRoutes, { store });
  await app.register(exportRoutes, { store, now });
  await app.register(eventRoutes, { store, bus, presence, now, onHub: figures.onHub });
  await app.register(relayRoutes, { store, bus, presence, now });
  await app.register(graphqlRoutes, { store, bus, presence, now, newId, graphiql: config.isDevelopment });
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '/';
}
