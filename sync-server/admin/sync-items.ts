// Counts what goes through the sync calls, by looking at their bodies.
import type { FastifyInstance } from 'fastify';

const KINDS = ['ops', 'plays', 'facts'] as const;

type Count = (direction: 'in' | 'out', kind: (typeof KINDS)[number], count: number) => void;

export function countSyncItems(app: FastifyInstance, count: Count): void {
  app.addHook('preSerialization', async (request, reply, payload) => {
    if (reply.statusCode < 400 && request.routeOptions.url === '/api/sync/push') countLists(request.body, 'in', count);
    if (reply.statusCode < 400 && request.routeOptions.url === '/api/sync/changes') countLists(payload, 'out', count);
    return payload;
  });
}

function countLists(body: unknown, direction: 'in' | 'out', count: Count): void {
  if (typeof body !== 'object' || body === null) return;
  const lists = body as Readonly<Record<string, unknown>>;
  for (const kind of KINDS) {
    const list = lists[kind];
    if (Array.isArray(list) && list.length > 0) count(direction, kind, list.length);
  }
}
