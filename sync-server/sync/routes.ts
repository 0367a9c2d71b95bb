// The calls of an exchange: hello, push, offer, changes.
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { MAX_PUSH_ITEMS, OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION, type ChangesPage, type Hello, type OfferRequest, type PushAnswer } from '../../src/domain/sync/protocol';
import { identityOf } from '../auth/authenticate';
import type { Identity } from '../auth/identity';
import type { EventBus } from '../events/bus';
import type { Store } from '../store/schema';
import { inTransaction } from '../store/transaction';
import { readChanges } from './changes';
import { readCursor } from './cursor';
import { offeredStamps } from './item-checks';
import { wantedOf } from './keep-facts';
import { write, type PushedItems } from './library';
import { listsOf } from './push-body';
import { ChangesQueryString, ChangesReply, HelloReply, OfferBody, OfferReply, PushBody, PushReply } from './schemas';

export interface SyncDeps {
  readonly store: Store;
  readonly bus: Pick<EventBus, 'publish'>;
  readonly now: () => number;
  readonly config: {
    /** Most items in a page of changes. */
    readonly chunkSize: number;
    readonly maxBodyBytes: number;
  };
}

export async function syncRoutes(app: FastifyInstance, deps: SyncDeps): Promise<void> {
  addHello(app, deps);
  addPush(app, deps);
  addOffer(app, deps);
  addChanges(app, deps);
}

function addHello(app: FastifyInstance, { store, now, config }: SyncDeps): void {
  app.get('/api/sync/hello', {
    config: { access: 'reader' },
    schema: { tags: ['sync'], summary: 'What an exchange starts from', response: { 200: HelloReply } },
  }, async (request): Promise<Hello> => {
    const { libraryId, role } = identityOf(request);
    const { epoch, seq } = await readCursor(store.db, libraryId);
    return {
      protocol: { oldest: OLDEST_PROTOCOL_VERSION, newest: PROTOCOL_VERSION },
      libraryId, epoch, role, cursor: seq, serverNowMs: now(), maxPushItems: MAX_PUSH_ITEMS, maxBodyBytes: config.maxBodyBytes,
    };
  });
}

function addPush(app: FastifyInstance, { store, bus, now, config }: SyncDeps): void {
  app.post<{ Body: PushedItems }>('/api/sync/push', {
    config: { access: 'owner' },
    bodyLimit: config.maxBodyBytes,
    schema: { tags: ['sync'], summary: 'Write changes', description: 'May be repeated: what is known already changes nothing.', body: PushBody, response: { 200: PushReply } },
    validatorCompiler: listsOf(['ops', 'plays', 'facts']),
  }, async (request): Promise<PushAnswer> => {
    const { libraryId, deviceId } = identityOf(request);
    const { refused, since, cursor, changed } = await inTransaction(store, (trx) => write(trx, { libraryId, deviceId }, request.body, now()));
    if (changed) bus.publish({ libraryId, to: null, except: deviceId, event: { type: 'library_update', data: { libraryId, cursor } } });
    return { refused, since, cursor, serverNowMs: now() };
  });
}

function addOffer(app: FastifyInstance, { store, config }: SyncDeps): void {
  app.post<{ Body: OfferRequest }>('/api/sync/offer', {
    config: { access: 'owner' },
    bodyLimit: config.maxBodyBytes,
    schema: { tags: ['sync'], summary: 'Ask which facts are new to the server', body: OfferBody, response: { 200: OfferReply } },
    validatorCompiler: listsOf(['facts']),
  }, async (request) => {
    const { libraryId, deviceId } = identityOf(request);
    return { wanted: await wantedOf(store.db, libraryId, offeredStamps(request.body.facts, deviceId)) };
  });
}

function addChanges(app: FastifyInstance, { store, now, config }: SyncDeps): void {
  app.get<{ Querystring: Static<typeof ChangesQueryString> }>('/api/sync/changes', {
    config: { access: 'reader', binary: true },
    schema: { tags: ['sync'], summary: 'What changed past a cursor, oldest first', querystring: ChangesQueryString, response: { 200: ChangesReply } },
  }, async (request): Promise<ChangesPage> => {
    const identity = identityOf(request);
    const { after = 0, limit = config.chunkSize, facts = 1 } = request.query;
    const page = await readChanges(store.db, identity.libraryId, { after, limit: Math.min(limit, config.chunkSize), facts: facts === 1 });
    if (page.remaining === 0) await noteSynced(store, identity, now());
    return page;
  });
}

/** The device has everything. */
async function noteSynced(store: Store, { libraryId, deviceId }: Identity, nowMs: number): Promise<void> {
  await store.db.updateTable('devices').set({ last_sync_at_ms: nowMs }).where('library_id', '=', libraryId).where('device_id', '=', deviceId).execute();
}
