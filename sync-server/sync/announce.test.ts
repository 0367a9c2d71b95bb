import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installAuthentication } from '../auth/authenticate';
import { hashOf, newToken } from '../auth/tokens';
import type { BusMessage } from '../events/bus';
import { serverOptions } from '../http/server-options';
import { eachStore } from '../store/testing/each-store';
import { syncRoutes } from './routes';
import { DESKTOP, NOW_MS, op } from './testing/items';

eachStore('after a push', ({ store }) => {
  const token = newToken();
  let app: FastifyInstance;
  let told: Omit<BusMessage, 'id'>[] = [];

  beforeAll(async () => {
    await store().db.insertInto('libraries').values({ library_id: 'mine', name: '', is_admin: 1, epoch: 'e', seq: 0, created_at_ms: 0 }).execute();
    await store().db.insertInto('devices').values({ device_id: DESKTOP, library_id: 'mine', name: '', role: 'owner', token_hash: hashOf(token), created_at_ms: 0, shares: 0 }).execute();
    app = fastify(serverOptions({ trustProxy: false, logLevel: 'silent' }, randomUUID));
    const now = () => NOW_MS + 1_000;
    installAuthentication(app, { store: store(), now });
    await app.register(syncRoutes, { store: store(), now, bus: { publish: (message) => told.push(message) }, config: { chunkSize: 100, maxBodyBytes: 1_000_000 } });
  });
  afterAll(() => app.close());

  const push = (n: number) => app.inject({ method: 'POST', url: '/api/sync/push', headers: { authorization: `Bearer ${token}` }, payload: { ops: [op(n, n)], plays: [], facts: [] } });

  it('the other devices of the library are told how far it is now', async () => {
    told = [];
    await push(1);
    expect(told).toEqual([{ libraryId: 'mine', to: null, except: DESKTOP, event: { type: 'library_update', data: { libraryId: 'mine', cursor: 1 } } }]);
  });

  it('nobody is told where nothing was new', async () => {
    await push(2);
    told = [];
    await push(2);
    expect(told).toEqual([]);
  });
});
