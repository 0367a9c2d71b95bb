// Sync in a tab: leads when it gets the lock, else mirrors the tab that leads and hands commands over.
import { connectionOf, ownDeviceId, patchConnection, removeConnection } from '../../db/connection';
import { opsOf } from '../../db/op-history';
import { untie } from '../../db/others';
import type { ContentKey } from '../../domain/library/ids';
import { err, ok, type Result } from '../../domain/result';
import type { CodeAnswer, CodeRequest, DevicePatch, HistoryAnswer, InviteRequest } from '../../domain/sync/protocol';
import { channel } from '../listenable';
import { callJson } from './api-client';
import type { Command, TabMessage } from './commands';
import { createKeeper, type KeeperDeps } from './keep-offline';
import { createLeader, type Leader, type LeaderDeps } from './leader';
import { leaveServer, pair } from './pairing';
import { streamUrls } from './stream-urls';
import { INITIAL_SYNC, type Sync, type SyncState } from './sync';

export const LOCK_NAME = 'soniquebay-sync';
const SHOWN_AFTER_MS = 2_000;

export interface SyncDeps extends LeaderDeps, Pick<KeeperDeps, 'storageRoot' | 'storage' | 'folders' | 'limitBytes' | 'keptName' | 'locks'> {
  /** A channel that reaches every tab of the app. */
  readonly tabs: BroadcastChannel;
}

/** Sync that can be begun and taken down, by the composition root and by tests. */
export interface EndableSync extends Sync {
  start(): void;
  end(): void;
}

export function createSync(deps: SyncDeps): EndableSync {
  const { db, fetch, tabs, now } = deps;
  const state = channel<SyncState>(INITIAL_SYNC);
  const ended = new AbortController();
  const tickets = streamUrls(fetch, now);
  const keeper = createKeeper({ ...deps, streamUrl });
  let leader: Leader | null = null;

  const say = (message: TabMessage): void => tabs.postMessage(message);

  function command(next: Command): void {
    if (leader) leader.run(next);
    else say({ kind: 'command', command: next });
  }

  function hear(message: TabMessage): void {
    switch (message.kind) {
      case 'hello':
        if (leader) say({ kind: 'state', state: leader.state() });
        return;
      case 'state':
        if (!leader) state.set(message.state);
        return;
      case 'command':
        leader?.run(message.command);
    }
  }

  async function lead(): Promise<void> {
    const leading = createLeader(deps);
    leader = leading;
    leading.subscribe((next) => {
      state.set(next);
      say({ kind: 'state', state: next });
    });
    await leading.begin();
    await new Promise<void>((release) => {
      ended.signal.addEventListener('abort', () => release());
      if (ended.signal.aborted) release();
    });
    leading.end();
    leader = null;
  }

  /** The screen sees a change of the tie before the call that made it ends; where no tab leads, soon after. */
  function shown(holds: (state: SyncState) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, SHOWN_AFTER_MS);
      const end = state.subscribe((next) => {
        if (holds(next)) done();
      });
      function done(): void {
        clearTimeout(timer);
        end();
        resolve();
      }
      if (holds(state.state())) done();
    });
  }

  /** A call as this device; `unauthorised` while it is tied to no server. */
  async function call<T>(method: string, path: string, body?: unknown): Promise<Result<T>> {
    const connection = await connectionOf(db);
    return connection ? callJson<T>(fetch, connection, method, path, body) : err('unauthorised', 'tied to no server');
  }

  async function callDevice(method: 'PATCH' | 'DELETE', deviceId: string, patch?: DevicePatch): Promise<Result<null>> {
    const answer = await call<null>(method, `api/devices/${encodeURIComponent(deviceId)}`, patch);
    command({ name: 'devices' });
    return answer.ok ? ok(null) : answer;
  }

  async function streamUrl(contentKey: ContentKey): Promise<Result<string>> {
    const connection = await connectionOf(db);
    return connection ? tickets.get(connection, contentKey) : err('not-found', 'tied to no server');
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    start() {
      tabs.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(event.data));
      say({ kind: 'hello' });
      void deps.locks.request(LOCK_NAME, { signal: ended.signal }, lead).catch((thrown: unknown) => {
        // Ended while it waited: the tab never led. Anything else is a bug and must be heard.
        if (!ended.signal.aborted) throw thrown;
      });
    },
    end: () => ended.abort(),
    async pair(url, code, deviceName, sending) {
      const paired = await pair(deps, { url, code, deviceName, sending });
      if (!paired.ok) return paired;
      if (sending.streaming) await callDevice('PATCH', await ownDeviceId(db, deps.newId), { shares: true });
      await shown(({ connection }) => connection?.url === paired.value.url);
      return ok(null);
    },
    async disconnect(others) {
      await leaveServer(deps);
      await removeConnection(db);
      await shown(({ connection }) => connection === null);
      await untie(db, others);
    },
    syncNow: async () => command({ name: 'sync' }),
    interrupt: async () => command({ name: 'interrupt' }),
    async setSending(patch) {
      await patchConnection(db, { sending: patch });
      const { deviceId } = state.state();
      if (patch.streaming !== undefined && deviceId !== null) await callDevice('PATCH', deviceId, { shares: patch.streaming });
    },
    newCode: (role) => call<CodeAnswer>('POST', 'api/auth/codes', { role } satisfies CodeRequest),
    invite: (libraryName) => call<CodeAnswer>('POST', 'api/auth/invites', { libraryName } satisfies InviteRequest),
    async patchDevice(deviceId, patch) {
      const answer = await callDevice('PATCH', deviceId, patch);
      if (answer.ok && deviceId === state.state().deviceId) await followOwnPatch(patch);
      return answer;
    },
    revokeDevice: (deviceId) => callDevice('DELETE', deviceId),
    async history(kind, id) {
      const query = new URLSearchParams({ kind, id });
      const answer = await call<HistoryAnswer>('GET', `api/history?${query}`);
      return answer.ok ? answer.value.ops : opsOf(db, kind, id);
    },
    wantCover: (coverHash) => command({ name: 'cover', coverHash }),
    streamUrl,
    keepOffline: keeper.keep,
    removeKept: keeper.remove,
    call: (method, path) => call(method, path),
  };

  function followOwnPatch({ name, shares }: DevicePatch): Promise<void> {
    return patchConnection(db, {
      ...(name === undefined ? {} : { deviceName: name }),
      ...(shares === undefined ? {} : { sending: { streaming: shares } }),
    });
  }
}
