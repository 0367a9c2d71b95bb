// A page to try queries on, for who develops: all of it from here, and none of it in production.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Shown in the page's headers editor, which keeps nothing past a reload. */
const HEADERS = JSON.stringify({ authorization: 'Bearer <token of a paired device>' }, null, 2);
const QUERY = '{\n  tracks(first: 10) {\n    totalCount\n    nodes { title artist rating }\n  }\n}\n';

interface Page {
  readonly html: string;
  readonly policy: string;
}

/** @param path where queries go too */
export function graphiqlRoute(app: FastifyInstance, path: string): void {
  let page: Promise<Page> | null = null;
  // Without a token, as a browser opens it: the page says nothing of any library, and what it asks needs one.
  app.get(path, { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const { html, policy } = await (page ??= makePage(path));
    return reply.headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' }).type('text/html; charset=utf-8').send(html);
  });
}

async function makePage(endpoint: string): Promise<Page> {
  // Loaded on the first visit alone: 4 MB, and no part of what is installed for production.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ endpoint, title: 'SoniqueBay GraphQL', headers: HEADERS, defaultQuery: QUERY, shouldPersistHeaders: false, credentials: 'omit', subscriptionsProtocol: 'SSE' }).trim();
  return { html, policy: policyOf(html) };
}

/** The page's one script by its hash, the editor's workers, which the script makes, and queries to this server. */
function policyOf(html: string): string {
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
