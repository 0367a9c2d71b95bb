// Devices come, change and go.
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { DeviceId } from '../../src/domain/library/ids';
import type { CodeAnswer } from '../../src/domain/sync/protocol';
import { ApiFailure, refuse } from '../http/errors';
import { clientAddress } from '../http/limits';
import { identityOf } from './authenticate';
import { codeLink, LONG_CODE_LETTERS, newCode, SHORT_CODE_LETTERS } from './codes';
import { createDevices, type Devices, type DevicesDeps } from './devices';
import { pairDevice, type PairDeps } from './pair';
import { createPairLimits } from './pair-limits';
import { addPairing, type Invitation } from './pairings';
import { CodeBody, CodeReply, DeviceParams, DevicePatchBody, DeviceReply, InviteBody, LibraryDeviceParams, PairBody, PairReply, RevokeReply } from './schemas';

const SHORT_CODE_MS = 5 * 60_000;
const INVITE_MS = 7 * 86_400_000;
const MOST_OPEN_CODES = 5;
const MOST_OPEN_INVITES = 20;
const PAIR_BODY_BYTES = 4_096;

export interface AuthDeps extends DevicesDeps, PairDeps {
  readonly config: { readonly publicUrl: string | null };
}

export async function authRoutes(app: FastifyInstance, deps: AuthDeps): Promise<void> {
  const devices = createDevices(deps);
  addPairRoute(app, deps, devices);
  addCodeRoutes(app, deps);
  addDeviceRoutes(app, devices);
  addAdminDeviceRoute(app, devices);
}

function addPairRoute(app: FastifyInstance, deps: AuthDeps, devices: Devices): void {
  const limits = createPairLimits(deps.now);
  app.withTypeProvider<TypeBoxTypeProvider>().post('/api/auth/pair', {
    config: { access: 'public', refuses: ['conflict'] },
    bodyLimit: PAIR_BODY_BYTES,
    schema: { tags: ['devices'], summary: 'Make a device known by a code', body: PairBody, response: { 200: PairReply } },
  }, async (request) => {
    const address = clientAddress(request);
    limits.begin(address);
    const answer = await pairDevice(deps, { ...request.body, deviceId: request.body.deviceId as DeviceId }).catch((thrown: unknown) => {
      if (thrown instanceof ApiFailure && thrown.code === 'conflict') limits.succeeded(address);
      throw thrown;
    });
    limits.succeeded(address);
    await devices.announce(answer.libraryId, request.body.deviceId as DeviceId);
    return answer;
  });
}

function addCodeRoutes(app: FastifyInstance, { store, now, config }: AuthDeps): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();

  async function offer(request: FastifyRequest, code: string, invitation: Invitation, mostOpen: number): Promise<CodeAnswer> {
    await addPairing(store, code, invitation, mostOpen, now());
    return { code, expiresAtMs: invitation.expiresAtMs, link: codeLink(config.publicUrl ?? addressOf(request), code) };
  }

  typed.post('/api/auth/codes', {
    config: { access: 'owner' },
    schema: { tags: ['devices'], summary: 'A code for one more device', description: 'Good for one device and five minutes.', body: CodeBody, response: { 200: CodeReply } },
  }, async (request) => {
    const { libraryId } = identityOf(request);
    return offer(request, newCode(SHORT_CODE_LETTERS), { libraryId, libraryName: null, role: request.body.role, expiresAtMs: now() + SHORT_CODE_MS }, MOST_OPEN_CODES);
  });

  typed.post('/api/auth/invites', {
    config: { access: 'admin' },
    schema: { tags: ['devices'], summary: 'A link for another person', description: 'Founds a library of their own. Good once, for seven days.', body: InviteBody, response: { 200: CodeReply } },
  }, async (request) => {
    const { libraryName } = request.body;
    return offer(request, newCode(LONG_CODE_LETTERS), { libraryId: null, libraryName, role: 'owner', expiresAtMs: now() + INVITE_MS }, MOST_OPEN_INVITES);
  });
}

function addDeviceRoutes(app: FastifyInstance, devices: Devices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();

  typed.get('/api/devices', {
    config: { access: 'reader' },
    schema: { tags: ['devices'], summary: 'The devices of the library', response: { 200: Type.Array(DeviceReply) } },
  }, async (request) => devices.list(identityOf(request).libraryId));

  typed.patch('/api/devices/:id', {
    config: { access: 'reader' },
    schema: { tags: ['devices'], summary: 'Rename a device, or let others play its files', description: 'A device changes itself, an owner any.', params: DeviceParams, body: DevicePatchBody, response: { 200: DeviceReply } },
  }, async (request) => devices.patch(identityOf(request).libraryId, targetOf(request, request.params.id), request.body));

  typed.delete('/api/devices/:id', {
    config: { access: 'reader' },
    schema: { tags: ['devices'], summary: 'Remove a device', description: 'A device may always remove itself; an owner any. Its token ends at once.', params: DeviceParams, response: { 200: RevokeReply } },
  }, async (request) => ({ ownersLeft: await devices.revoke(identityOf(request).libraryId, targetOf(request, request.params.id)) }));
}

/** Who runs the server can shut a lost device out, whoever's it is, and even where its own library has no owner left. */
function addAdminDeviceRoute(app: FastifyInstance, devices: Devices): void {
  app.withTypeProvider<TypeBoxTypeProvider>().delete('/api/admin/libraries/:libraryId/devices/:id', {
    config: { access: 'admin' },
    schema: { tags: ['server'], summary: 'Remove a device of any library', description: 'Its token ends at once.', params: LibraryDeviceParams, response: { 200: RevokeReply } },
  }, async ({ params }) => ({ ownersLeft: await devices.revoke(params.libraryId, params.id as DeviceId) }));
}

/** @throws ApiFailure `forbidden` for a reader that means another device */
function targetOf(request: FastifyRequest, id: string): DeviceId {
  const { deviceId, role } = identityOf(request);
  if (id !== deviceId && role !== 'owner') throw refuse('forbidden');
  return id as DeviceId;
}

/** Where the asking device sees the server; only that device reads the answer. */
function addressOf(request: FastifyRequest): string {
  const address = `${request.protocol}://${request.host}/`;
  return URL.canParse(address) ? new URL(address).origin : '/';
}
