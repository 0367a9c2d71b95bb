// A code becomes a device with a token, and where the code says so, a library.
import type { PairAnswer, PairRequest } from '../../src/domain/sync/protocol';
import { refuse } from '../http/errors';
import type { DeviceTable, Store } from '../store/schema';
import { inTransaction, type Trx } from '../store/transaction';
import { readCode } from './codes';
import { takePairing, voidSetupLinks, type Invitation } from './pairings';
import { hashOf, newToken } from './tokens';

/** A person names it in the app; until then. */
const FIRST_LIBRARY_NAME = 'My library';

export interface PairDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
}

interface Home {
  readonly libraryId: string;
  readonly libraryName: string;
}

/** @throws ApiFailure `code-invalid` or `conflict`; then the code is still good */
export async function pairDevice({ store, now, newId }: PairDeps, { code, deviceId, deviceName }: PairRequest): Promise<PairAnswer> {
  const read = readCode(code);
  if (!read) throw refuse('code-invalid');
  const token = newToken();
  return inTransaction(store, async (trx) => {
    const invitation = await takePairing(trx, read, now());
    const home = invitation.libraryId === null ? await foundLibrary(trx, invitation, newId, now()) : await libraryOf(trx, invitation.libraryId);
    await keepApart(trx, home.libraryId, deviceId);
    await writeDevice(trx, home.libraryId, { deviceId, name: deviceName.trim() || 'Device', role: invitation.role, tokenHash: hashOf(token), nowMs: now() });
    return { token, ...home, role: invitation.role };
  });
}

async function foundLibrary(trx: Trx, { libraryName }: Invitation, newId: () => string, nowMs: number): Promise<Home> {
  const isFirst = libraryName === null;
  if (isFirst) {
    // Two instances may have printed a link each; whoever comes second meets a library and a void link.
    await voidSetupLinks(trx);
    const first = await trx.selectFrom('libraries').select('library_id').where('is_admin', '=', 1).executeTakeFirst();
    if (first) throw refuse('code-invalid');
  }
  const home = { libraryId: newId(), libraryName: libraryName ?? FIRST_LIBRARY_NAME };
  await trx.insertInto('libraries')
    .values({ library_id: home.libraryId, name: home.libraryName, is_admin: Number(isFirst), epoch: newId(), seq: 0, created_at_ms: nowMs })
    .execute();
  return home;
}

async function libraryOf(trx: Trx, libraryId: string): Promise<Home> {
  const { name } = await trx.selectFrom('libraries').select('name').where('library_id', '=', libraryId).executeTakeFirstOrThrow();
  return { libraryId, libraryName: name };
}

/** A device has one library: what it holds and says must not reach two. */
async function keepApart(trx: Trx, libraryId: string, deviceId: string): Promise<void> {
  const elsewhere = await trx.selectFrom('devices').select('library_id')
    .where('device_id', '=', deviceId).where('library_id', '!=', libraryId).where('revoked_at_ms', 'is', null)
    .executeTakeFirst();
  if (elsewhere) throw refuse('conflict', 'This device belongs to another library of this server. Disconnect it there first.');
}

interface NewDevice {
  readonly deviceId: string;
  readonly name: string;
  readonly role: DeviceTable['role'];
  readonly tokenHash: string;
  readonly nowMs: number;
}

/** A device that comes back gets a new token and the role of its code; the old token is void. */
async function writeDevice(trx: Trx, libraryId: string, { deviceId, name, role, tokenHash, nowMs }: NewDevice): Promise<void> {
  if (role === 'reader' && await isOnlyOwner(trx, libraryId, deviceId)) {
    throw refuse('conflict', 'This is the only owner of the library: a code for a reader would leave it without one.');
  }
  const fresh = { name, role, token_hash: tokenHash, last_seen_at_ms: nowMs, revoked_at_ms: null, shares: 0 };
  await trx.insertInto('devices')
    .values({ device_id: deviceId, library_id: libraryId, created_at_ms: nowMs, last_sync_at_ms: null, ...fresh })
    .onConflict((conflict) => conflict.columns(['library_id', 'device_id']).doUpdateSet(fresh))
    .execute();
}

async function isOnlyOwner(trx: Trx, libraryId: string, deviceId: string): Promise<boolean> {
  const owners = await trx.selectFrom('devices').select('device_id')
    .where('library_id', '=', libraryId).where('role', '=', 'owner').where('revoked_at_ms', 'is', null)
    .execute();
  return owners.length === 1 && owners[0]?.device_id === deviceId;
}
