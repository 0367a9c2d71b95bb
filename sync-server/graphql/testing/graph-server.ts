// The GraphQL part of the server, with everything a request passes on its way to it.
import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import type { Role } from '../../../src/domain/sync/protocol';
import { hashOf, newToken } from '../../auth/tokens';
import { createBus } from '../../events/create-bus';
import type { InstanceBus } from '../../events/instance-bus';
import { serverOptions } from '../../http/server-options';
import { installSurface } from '../../http/surface';
import type { Store } from '../../store/schema';
import { historyRoutes } from '../../sync/history';
import { syncRoutes } from '../../sync/routes';
import { graphqlRoutes, type GraphqlDeps } from '../routes';
import { DESKTOP, NOW_MS } from './seed';

export interface GraphAnswer<T> {
  readonly status: number;
  readonly data: T;
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string }; readonly path?: readonly unknown[] }[];
}

export interface GraphServer {
  readonly app: FastifyInstance;
  readonly bus: InstanceBus;
  readonly libraryId: string;
  readonly ownerToken: string;
  readonly readerToken: string;
  ask<T = Record<string, never>>(query: string, variables?: Record<string, unknown>, token?: string): Promise<GraphAnswer<T>>;
  close(): Promise<void>;
}

/** A server with one library of its own, an owner (the desktop) and a reader. */
export async function graphServer(store: Store, options: Partial<GraphqlDeps> = {}): Promise<GraphServer> {
  const libraryId = randomUUID();
  await store.db.insertInto('libraries').values({ library_id: libraryId, name: 'Music', is_admin: 0, epoch: 'e', seq: 0, created_at_ms: 0 }).execute();
  const ownerToken = await addDevice(store, libraryId, DESKTOP, 'owner');
  const readerToken = await addDevice(store, libraryId, 'reader', 'reader');
  const now = () => NOW_MS;
  const bus = createBus({ dialect: 'sqlite' }, { databaseUrl: null });
  const app = fastify(serverOptions({ trustProxy: false, logLevel: 'silent' }, randomUUID));
  await installSurface(app, { config: { publicUrl: null, corsOrigins: [], requestsPerMinute: 100_000 }, store, now, version: '1', onFailure: () => undefined });
  await syncRoutes(app, { store, bus, now, config: { chunkSize: 10_000, maxBodyBytes: 1_000_000 } });
  await historyRoutes(app, { store });
  await graphqlRoutes(app, { store, bus, presence: { isOnline: (_, deviceId) => deviceId === DESKTOP }, now, newId: randomUUID, pointsPerMinute: 1e9, ...options });
  await app.ready();
  return {
    app, bus, libraryId, ownerToken, readerToken,
    async ask<T>(query: string, variables: Record<string, unknown> = {}, token = ownerToken) {
      const response = await app.inject({ method: 'POST', url: '/api/graphql', headers: { authorization: `Bearer ${token}` }, payload: { query, variables } });
      const { data, errors } = response.json<{ data: T; errors?: GraphAnswer<T>['errors'] }>();
      return { status: response.statusCode, data, errors: errors ?? [] };
    },
    async close() {
      await app.close();
      await bus.close();
    },
  };
}

async function addDevice(store: Store, libraryId: string, deviceId: string, role: Role): Promise<string> {
  const token = newToken();
  await store.db.insertInto('devices').values({
    device_id: deviceId, library_id: libraryId, name: deviceId, role, token_hash: hashOf(token), created_at_ms: NOW_MS, last_seen_at_ms: NOW_MS,
    last_sync_at_ms: null, revoked_at_ms: null, shares: 0,
  }).execute();
  return token;
}
