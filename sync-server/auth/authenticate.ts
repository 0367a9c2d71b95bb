// Finds out who asks, and refuses whom the route does not serve, before anything else is read.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DeviceId } from '../../src/domain/library/ids';
import { refuse } from '../http/errors';
import { clientAddress } from '../http/limits';
import { isApiPath } from '../http/route-rules';
import { createAttempts, type Attempts } from '../http/attempts';
import type { DeviceTable, Store } from '../store/schema';
import type { Access, Identity } from './identity';
import { bearerToken, hashOf } from './tokens';

/** `last_seen_at_ms` is written no more often. */
const SEEN_EVERY_MS = 60_000;
/** Wrong tokens from one address before it has to wait. A token cannot be guessed; this spares the database. */
const FREE_WRONG_TOKENS = 100;

export interface AuthenticateDeps {
  readonly store: Store;
  readonly now: () => number;
}

/** Only the header counts: there are no cookies, so no other site can ask in a person's name. */
export function installAuthentication(app: FastifyInstance, { store, now }: AuthenticateDeps): void {
  const wrongTokens = createAttempts(now, FREE_WRONG_TOKENS);
  app.decorateRequest('identity', null);
  app.addHook('onRequest', async (request) => {
    const access = accessOf(request);
    if (access === 'public') return;
    const identity = await identify(store, request, now(), wrongTokens);
    if (!mayUse(identity, access)) throw refuse('forbidden');
    request.identity = identity;
  });
}

/** Who asks, on routes that are not public. */
export function identityOf(request: FastifyRequest): Identity {
  if (!request.identity) throw refuse('unauthorised');
  return request.identity;
}

/** Files of the app and addresses that no route takes need nothing; a route of the API without a word needs the most. */
function accessOf(request: FastifyRequest): Access {
  const access = request.routeOptions.config.access;
  if (access) return access;
  return request.is404 || !isApiPath(request.routeOptions.url ?? '') ? 'public' : 'admin';
}

async function identify(store: Store, request: FastifyRequest, nowMs: number, wrongTokens: Attempts): Promise<Identity> {
  const token = bearerToken(request.headers.authorization);
  if (!token) throw refuse('unauthorised', undefined, { 'www-authenticate': 'Bearer' });
  const device = await deviceOf(store, hashOf(token));
  if (!device) {
    const waitMs = wrongTokens.begin(clientAddress(request));
    if (waitMs > 0) throw refuse('rate-limited', undefined, { 'retry-after': String(Math.ceil(waitMs / 1_000)) });
    throw refuse('unauthorised', undefined, { 'www-authenticate': 'Bearer error="invalid_token"' });
  }
  if (device.revoked_at_ms !== null) throw refuse('revoked');
  await noteSeen(store, device, nowMs);
  return { libraryId: device.library_id, deviceId: device.device_id as DeviceId, role: device.role, isAdmin: device.is_admin === 1 && device.role === 'owner' };
}

function deviceOf(store: Store, tokenHash: string) {
  return store.db
    .selectFrom('devices')
    .innerJoin('libraries', 'libraries.library_id', 'devices.library_id')
    .select(['devices.device_id', 'devices.library_id', 'devices.role', 'devices.revoked_at_ms', 'devices.last_seen_at_ms', 'libraries.is_admin'])
    .where('devices.token_hash', '=', tokenHash)
    .executeTakeFirst();
}

type SeenDevice = Pick<DeviceTable, 'library_id' | 'device_id' | 'last_seen_at_ms'>;

async function noteSeen(store: Store, device: SeenDevice, nowMs: number): Promise<void> {
  if (device.last_seen_at_ms !== null && nowMs - device.last_seen_at_ms < SEEN_EVERY_MS) return;
  await store.db.updateTable('devices').set({ last_seen_at_ms: nowMs })
    .where('library_id', '=', device.library_id).where('device_id', '=', device.device_id).execute();
}

function mayUse(identity: Identity, access: Exclude<Access, 'public'>): boolean {
  switch (access) {
    case 'reader': return true;
    case 'owner': return identity.role === 'owner';
    case 'admin': return identity.isAdmin;
  }
}
