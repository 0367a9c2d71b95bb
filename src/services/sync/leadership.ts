// Which tab works: the one that holds the lock leads, the others mirror its state and hand commands over.
import { channel, type Listenable } from '../listenable';
import type { Command, TabMessage } from './commands';
import { createLeader, type Leader, type LeaderDeps } from './leader';
import { INITIAL_SYNC, type SyncState } from './sync';

export const LOCK_NAME = 'soniquebay-sync';

export interface LeadershipDeps extends LeaderDeps {
  readonly locks: Pick<LockManager, 'request'>;
  /** A channel that reaches every tab of the app. */
  readonly tabs: BroadcastChannel;
}

export interface Leadership extends Listenable<SyncState> {
  start(): void;
  /** Runs here or in the tab that leads; where none does, nothing comes of it. */
  command(command: Command): void;
  end(): void;
}

export function createLeadership(deps: LeadershipDeps): Leadership {
  const { tabs } = deps;
  const state = channel<SyncState>(INITIAL_SYNC);
  const ended = new AbortController();
  let leader: Leader | null = null;

  const say = (message: TabMessage): void => tabs.postMessage(message);

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
    command(command) {
      if (leader) leader.run(command);
      else say({ kind: 'command', command });
    },
    end: () => ended.abort(),
  };
}
