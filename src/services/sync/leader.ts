// Sync in the one tab that holds the lock: follows the tie to a server and what waits to be sent, and tells how it stands.
import type { Database } from '../../db/database';
import { connectionOf, ownDeviceId } from '../../db/connection';
import { observe, observeCalmly } from '../../db/observe';
import { pending, type PendingCounts } from '../../db/pending';
import { syncStateOf } from '../../db/sync-state';
import type { Connection, SyncProgressState } from '../../domain/sync/connection';
import { MAX_DRIFT_MS } from '../../domain/sync/protocol';
import { channel, type Listenable } from '../listenable';
import type { Command } from './commands';
import { createRelay } from './relay';
import { openSession, type Session, type SessionDeps } from './session';
import { INITIAL_SYNC, type SyncState } from './sync';

const COUNT_EVERY_MS = 500;
const NOTHING: PendingCounts = { choices: 0, plays: 0, facts: 0 };

export interface LeaderDeps extends SessionDeps {
  readonly db: Database;
}

export interface Leader extends Listenable<SyncState> {
  begin(): Promise<void>;
  run(command: Command): void;
  end(): void;
}

export function createLeader(deps: LeaderDeps): Leader {
  const { db } = deps;
  const state = channel<SyncState>(INITIAL_SYNC);
  const relay = createRelay(deps);
  let session: Session | null = null;
  let tie: Connection | null = null;
  let waiting: PendingCounts = NOTHING;
  /** Names what waits, and what waited when the last round was asked for. */
  let mark = '';
  let askedFor = '';
  let endPending: () => void = () => undefined;
  const ends: (() => void)[] = [];

  function followTie([connection, progress]: readonly [Connection | null, SyncProgressState | null]): void {
    const same = connection !== null && connection.url === tie?.url && connection.token === tie.token;
    tie = connection;
    if (!connection?.sending.streaming) relay.stop();
    if (!same) {
      openTo(connection);
      followPending();
    }
    state.set({ connection: connection && withoutToken(connection), pending: sendable(), ...shownOf(connection ? progress : null) });
  }

  function openTo(connection: Connection | null): void {
    session?.end();
    session = null;
    askedFor = '';
    const { deviceId } = state.state();
    state.set({ ...INITIAL_SYNC, deviceId, status: connection ? 'idle' : 'off' });
    if (!connection || deviceId === null) return;
    session = openSession(deps, connection, deviceId, {
      onState(patch) {
        const wasBusy = state.state().status === 'exchanging';
        state.set(patch);
        if (!wasBusy || patch.status !== 'idle') return;
        lookAtPending();
        // How many recordings each holds, and when it last exchanged.
        void session?.loadDevices();
      },
      onRelay: (request) => void relay.serve(request, connection, () => tie?.sending.streaming === true),
    });
  }

  /** Only while there is a server to send it to: counting a whole library at each of its changes is work. */
  function followPending(): void {
    endPending();
    waiting = NOTHING;
    endPending = tie === null ? () => undefined : observeCalmly(() => pending(db), COUNT_EVERY_MS, (found) => {
      waiting = found.counts;
      mark = found.mark;
      state.set({ pending: sendable() });
      lookAtPending();
    });
  }

  /** A reader sends nothing: what it changes stays with it. */
  function sendable(): PendingCounts {
    return tie?.role === 'reader' ? NOTHING : waiting;
  }

  /** A round for what waits, unless one was asked for with the same waiting: no more for what no round can send. */
  function lookAtPending(): void {
    const { status, pending } = state.state();
    if (status !== 'idle' || mark === askedFor || pending.choices + pending.plays + pending.facts === 0) return;
    askedFor = mark;
    session?.pending();
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    async begin() {
      state.set({ deviceId: await ownDeviceId(db, deps.newId) });
      ends.push(
        observe(() => Promise.all([connectionOf(db), syncStateOf(db)]), followTie),
        () => endPending(),
      );
    },
    run(command) {
      switch (command.name) {
        case 'sync':
          return session?.force();
        case 'interrupt':
          return session?.interrupt();
        case 'devices':
          return void session?.loadDevices();
        case 'cover':
          return session?.wantCover(command.coverHash, command.large);
      }
    },
    end() {
      for (const end of ends.splice(0)) end();
      session?.end();
      relay.stop();
    },
  };
}

function withoutToken({ token: _token, ...shown }: Connection): Omit<Connection, 'token'> {
  return shown;
}

function shownOf(progress: SyncProgressState | null): Pick<SyncState, 'lastSyncAtMs' | 'clockAheadMs'> {
  const aheadMs = -(progress?.clockOffsetMs ?? 0);
  return { lastSyncAtMs: progress?.lastSyncAtMs ?? null, clockAheadMs: Math.abs(aheadMs) > MAX_DRIFT_MS ? aheadMs : null };
}
