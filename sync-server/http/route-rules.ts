// Every route of the API says who may use it and what it takes, or the server does not start.
import type { FastifyInstance, RouteOptions } from 'fastify';

/** Install before any route. */
export function installRouteRules(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!isApiPath(route.url)) return;
    if (isDocsPath(route.url)) {
      route.config = { ...route.config, access: 'public' };
      return;
    }
    const missing = missingOf(route);
    if (missing.length > 0) throw new Error(`The route ${String(route.method)} ${route.url} lacks ${missing.join(' and ')}.`);
  });
}

export function isApiPath(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

/** The browsable page, whose routes are a package's own. */
export function isDocsPath(path: string): boolean {
  return path === '/api/docs' || path.startsWith('/api/docs/');
}

function missingOf(route: RouteOptions): string[] {
  return [...(route.config?.access ? [] : ['config.access']), ...(route.schema ? [] : ['a schema'])];
}
