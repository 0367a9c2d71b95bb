// What a person asks of the server about devices, people and history; any tab may.
import { connectionOf, ownDeviceId, patchConnection } from '../../db/connection';
import type { Database } from '../../db/database';
import { opsOf } from '../../db/history';
import type { DeviceId } from '../../domain/library/ids';
import { err, ok, type Result } from '../../domain/result';
import type { Op } from '../../domain/sync/choice';
import type { CodeAnswer, CodeRequest, DevicePatch, HistoryAnswer, InviteRequest } from '../../domain/sync/protocol';
import { callJson, type Fetch } from './api-client';
import type { Sync } from './sync';

/** An administrator's backup of a big database takes its time. */
const LONG_MS = 10 * 60_000;

export interface ServerCallsDeps {
  readonly db: Database;
  readonly fetch: Fetch;
  readonly newId: () => string;
  /** Something of the devices may have changed. */
  readonly onDevices: () => void;
}

export interface ServerCalls extends Pick<Sync, 'newCode' | 'invite' | 'patchDevice' | 'revokeDevice' | 'history' | 'call' | 'setSending'> {
  /** Tells the server whether this device lets others play its files. */
  tellShares(shares: boolean): Promise<Result<null>>;
}

export function createServerCalls({ db, fetch, newId, onDevices }: ServerCallsDeps): ServerCalls {
  /** A call as this device; `unauthorised` while it is tied to no server. */
  async function call<T>(method: string, path: string, body?: unknown, limitMs?: number): Promise<Result<T>> {
    const connection = await connectionOf(db);
    return connection ? callJson<T>(fetch, connection, method, path, body, limitMs) : err('unauthorised', 'tied to no server');
  }

  async function callDevice(method: 'PATCH' | 'DELETE', deviceId: DeviceId, patch?: DevicePatch): Promise<Result<null>> {
    const answer = await call<unknown>(method, `api/devices/${encodeURIComponent(deviceId)}`, patch);
    onDevices();
    return answer.ok ? ok(null) : answer;
  }

  async function tellShares(shares: boolean): Promise<Result<null>> {
    return callDevice('PATCH', await ownDeviceId(db, newId), { shares });
  }

  return {
    tellShares,
    newCode: (role) => call<CodeAnswer>('POST', 'api/auth/codes', { role } satisfies CodeRequest),
    invite: (libraryName) => call<CodeAnswer>('POST', 'api/auth/invites', { libraryName } satisfies InviteRequest),
    async patchDevice(deviceId, patch) {
      const answer = await callDevice('PATCH', deviceId, patch);
      if (answer.ok && deviceId === await ownDeviceId(db, newId)) await patchConnection(db, ownPatch(patch));
      return answer;
    },
    revokeDevice: (deviceId) => callDevice('DELETE', deviceId),
    async setSending(patch) {
      await patchConnection(db, { sending: patch });
      if (patch.streaming !== undefined) await tellShares(patch.streaming);
    },
    async history(query) {
      const [answer, own] = await Promise.all([call<HistoryAnswer>('GET', `api/history?${new URLSearchParams(query)}`), opsOf(db, query)]);
      return answer.ok ? joined(own, answer.value.ops) : own;
    },
    call: (method, path) => call(method, path, undefined, LONG_MS),
  };
}

/** Every op once. The server lacks what waits to be sent, and gives no more than some thousand. */
function joined(own: readonly Op[], others: readonly Op[]): Op[] {
  const byKey = new Map([...others, ...own].map((op) => [`${op.id} ${op.field} ${op.hlc}`, op]));
  return [...byKey.values()].sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
}

function ownPatch({ name, shares }: DevicePatch): Parameters<typeof patchConnection>[1] {
  return { ...(name === undefined ? {} : { deviceName: name }), ...(shares === undefined ? {} : { sending: { streaming: shares } }) };
}
