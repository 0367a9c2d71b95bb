// Sync in a tab: the tie to a server, what the tab that leads does with it, and what any tab may ask.
import { connectionOf, removeConnection } from '../../db/connection';
import { untie } from '../../db/others';
import type { ContentKey } from '../../domain/library/ids';
import { err, ok, type Result } from '../../domain/result';
import { createLeadership, type LeadershipDeps } from '../leadership';
import type { Listenable } from '../listenable';
import type { Command } from './commands';
import { createKeeper, type KeeperDeps } from './keep-offline';
import { createLeader, type Leader, type LeaderDeps } from './leader';
import { leaveServer, pair } from './pairing';
import { createServerCalls } from './server-calls';
import { streamUrls } from './stream-urls';
import { INITIAL_SYNC, type Sync, type SyncState } from './sync';

export const LOCK_NAME = 'soniquebay-sync';

/** A page that is being written is written to its end. */
const STOPPED_AFTER_MS = 10_000;
const SHOWN_AFTER_MS = 2_000;

export interface SyncDeps extends LeaderDeps, LeadershipDeps, Pick<KeeperDeps, 'storageRoot' | 'storage' | 'folders' | 'limitBytes' | 'keptName'> {}

/** Sync that can be begun and taken down, by the composition root and by tests. */
export interface EndableSync extends Sync {
  start(): void;
  end(): void;
}

export function createSync(deps: SyncDeps): EndableSync {
  const { db } = deps;
  const leadership = createLeadership<SyncState, Command, Leader>({
    ...deps,
    lockName: LOCK_NAME,
    initial: INITIAL_SYNC,
    makeWorker: () => createLeader(deps),
  });
  const { command } = leadership;
  const { tellShares, ...calls } = createServerCalls({ ...deps, onDevices: () => command({ name: 'devices' }) });
  const tickets = streamUrls(deps.fetch, deps.now);
  const keeper = createKeeper({ ...deps, streamUrl });

  async function streamUrl(contentKey: ContentKey): Promise<Result<string>> {
    const connection = await connectionOf(db);
    return connection ? tickets.get(connection, contentKey) : err('not-found', 'tied to no server');
  }

  return {
    state: leadership.state,
    subscribe: leadership.subscribe,
    start: leadership.start,
    end: leadership.end,
    async pair(url, code, deviceName, sending) {
      const paired = await pair(deps, { url, code, deviceName, sending });
      if (!paired.ok) return paired;
      if (sending.streaming) await tellShares(true);
      await reached(leadership, ({ connection }) => connection?.url === paired.value.url, SHOWN_AFTER_MS);
      return ok(null);
    },
    async disconnect(others) {
      command({ name: 'interrupt' });
      await reached(leadership, ({ status }) => status !== 'exchanging', STOPPED_AFTER_MS);
      await leaveServer(deps);
      await removeConnection(db);
      await reached(leadership, ({ connection }) => connection === null, SHOWN_AFTER_MS);
      await untie(db, others);
    },
    syncNow: async () => command({ name: 'sync' }),
    interrupt: async () => command({ name: 'interrupt' }),
    ...calls,
    wantCover: (coverHash, large) => command({ name: 'cover', coverHash, large }),
    streamUrl,
    keepOffline: keeper.keep,
    removeKept: keeper.remove,
  };
}

/** Waits for a state that a call has brought about, so that the screen shows it when the call ends; not for ever, since no tab may lead yet. */
function reached({ state, subscribe }: Listenable<SyncState>, holds: (state: SyncState) => boolean, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, limitMs);
    const end = subscribe((next) => {
      if (holds(next)) done();
    });
    function done(): void {
      clearTimeout(timer);
      end();
      resolve();
    }
    if (holds(state())) done();
  });
}
