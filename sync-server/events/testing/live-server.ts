// The live part of the server on a real port, over a given store, with devices to ask as.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { DeviceId } from '../../../src/domain/library/ids';
import type { Role } from '../../../src/domain/sync/protocol';
import { installAuthentication } from '../../auth/authenticate';
import { hashOf, newToken } from '../../auth/tokens';
import { installCompression } from '../../http/compression';
import { installErrorHandler } from '../../http/error-handler';
import { serverOptions } from '../../http/server-options';
import { relayRoutes } from '../../relay/routes';
import { openStore, type StoreSettings } from '../../store/open-store';
import type { Store } from '../../store/schema';
import { createBus } from '../create-bus';
import type { InstanceBus } from '../instance-bus';
import { createPresence, type Presence } from '../presence';
import { eventRoutes } from '../routes';
import { realTimers, type Timers } from '../timers';

const LEFTOVERS_MS = 500;

export interface LiveServer {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly bus: InstanceBus;
  readonly presence: Presence;
  readonly store: Store;
  close(): Promise<void>;
}

export interface LiveServerOptions {
  readonly timers?: Timers;
  readonly now?: () => number;
  /** Whether other instances are told where this one is. */
  readonly isReachable?: boolean;
}

export async function startLiveServer(settings: StoreSettings, { timers = realTimers, now = Date.now, isReachable = true }: LiveServerOptions = {}): Promise<LiveServer> {
  const store = await openStore(settings);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const bus = createBus(store, { databaseUrl: settings.databaseUrl, timers, warn: () => undefined });
  const presence = createPresence(bus, { instanceUrl: isReachable ? url : null, timers, now });
  const app = fastify(serverOptions({ trustProxy: false, logLevel: 'silent' }, randomUUID));
  installErrorHandler(app, { now, onFailure: (failure) => console.error(failure) });
  installAuthentication(app, { store, now });
  await installCompression(app);
  await app.register(eventRoutes, { store, bus, presence, now, timers });
  await app.register(relayRoutes, { store, bus, presence, now, timers });
  await app.listen({ host: '127.0.0.1', port });
  return {
    url, app, bus, presence, store,
    async close() {
      presence.close();
      // Connections that a client opened in advance and never used count as busy.
      setTimeout(() => app.server.closeAllConnections(), LEFTOVERS_MS).unref();
      await app.close();
      await bus.close();
      await store.close();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = fastify();
  await probe.listen({ host: '127.0.0.1', port: 0 });
  const { port } = probe.server.address() as AddressInfo;
  await probe.close();
  return port;
}

export interface TestDevice {
  readonly libraryId: string;
  readonly deviceId: DeviceId;
  readonly token: string;
}

export async function addLibrary({ db }: Store): Promise<string> {
  const libraryId = randomUUID();
  await db.insertInto('libraries').values({ library_id: libraryId, name: 'Music', is_admin: 0, epoch: randomUUID(), seq: 0, created_at_ms: Date.now() }).execute();
  return libraryId;
}

export async function addDevice({ db }: Store, libraryId: string, { role = 'owner', shares = true }: { readonly role?: Role; readonly shares?: boolean } = {}): Promise<TestDevice> {
  const [deviceId, token] = [randomUUID() as DeviceId, newToken()];
  await db.insertInto('devices').values({
    device_id: deviceId, library_id: libraryId, name: `Device ${deviceId.slice(0, 4)}`, role, token_hash: hashOf(token), created_at_ms: Date.now(),
    last_seen_at_ms: Date.now(), last_sync_at_ms: null, revoked_at_ms: null, shares: Number(shares),
  }).execute();
  return { libraryId, deviceId, token };
}
