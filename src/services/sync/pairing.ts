// Making and ending the tie to a server.
import { connectionOf, ownDeviceId, saveConnection } from '../../db/connection';
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { err, messageOf, ok, type Result } from '../../domain/result';
import type { Connection, Sending } from '../../domain/sync/connection';
import type { PairAnswer, PairRequest } from '../../domain/sync/protocol';
import { serverAddress } from './address';
import { callJson, type Fetch } from './api-client';

const HEALTH_TIMEOUT_MS = 10_000;

export interface PairingDeps {
  readonly db: Database;
  readonly fetch: Fetch;
  readonly newId: () => string;
}

export interface PairingWish {
  readonly url: string;
  readonly code: string;
  readonly deviceName: string;
  readonly sending: Sending;
}

export async function pair({ db, fetch, newId }: PairingDeps, wish: PairingWish): Promise<Result<Connection>> {
  const typed = serverAddress(wish.url);
  const address = typed === null ? err('not-a-server', wish.url) : await findServer(fetch, typed);
  if (!address.ok) return address;
  const url = address.value;
  try {
    const deviceId = await ownDeviceId(db, newId);
    const body: PairRequest = { code: wish.code, deviceId, deviceName: wish.deviceName };
    const answer = await callJson<PairAnswer>(fetch, { url, token: null }, 'POST', 'api/auth/pair', body);
    if (!answer.ok) return answer;
    const { token, libraryId, libraryName, role } = answer.value;
    const connection: Connection = { url, token, libraryId, libraryName, role, deviceName: wish.deviceName, sending: wish.sending };
    await saveConnection(db, connection);
    return ok(connection);
  } catch (thrown) {
    return { ok: false, error: databaseError(thrown) };
  }
}

/** Takes this device off the server's list, if it can be reached; what happens here does not wait for it. */
export async function leaveServer({ db, fetch, newId }: PairingDeps): Promise<void> {
  const connection = await connectionOf(db);
  if (connection) await callJson(fetch, connection, 'DELETE', `api/devices/${await ownDeviceId(db, newId)}`);
}

/** The address that our server answers at: what was typed may lead on to another, such as from http to https. */
async function findServer(fetch: Fetch, address: string): Promise<Result<string>> {
  const path = 'api/health';
  try {
    const response = await fetch(address + path, { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    const health: unknown = await response.json().catch(() => null);
    if (!isHealth(health)) return err('not-a-server', address);
    return ok(response.redirected && response.url.endsWith(path) ? response.url.slice(0, -path.length) : address);
  } catch (thrown) {
    return err('network', messageOf(thrown));
  }
}

function isHealth(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && typeof answer.status === 'string' && 'version' in answer;
}
