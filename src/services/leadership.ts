// Which tab works: the one that holds a Web Lock leads, the others mirror its state and hand commands over.
import { channel, type Listenable } from './listenable';

/** What the leading tab runs. */
export interface Worker<S, C> extends Listenable<S> {
  begin(): Promise<void>;
  run(command: C): void;
  end(): void;
}

/** What tabs say to one another. */
type TabMessage<S, C> =
  | { readonly kind: 'hello' }
  | { readonly kind: 'state'; readonly state: S }
  | { readonly kind: 'command'; readonly command: C };

export interface LeadershipDeps {
  readonly locks: Pick<LockManager, 'request'>;
  /** A channel that reaches every tab of the app. */
  readonly tabs: BroadcastChannel;
}

export interface LeadershipOptions<S, W> extends LeadershipDeps {
  readonly lockName: string;
  /** Shown until a tab leads. */
  readonly initial: S;
  readonly makeWorker: () => W;
  /** What a tab that does not lead shows of the leader's state. */
  readonly mirrored?: (state: S) => S;
}

export interface Leadership<S, C, W> extends Listenable<S> {
  start(): void;
  /** Runs here or in the tab that leads; where none does yet, it waits for this tab to. */
  command(command: C): void;
  /** What this tab runs; null while another leads. */
  worker(): W | null;
  end(): void;
}

export function createLeadership<S extends object, C, W extends Worker<S, C>>(options: LeadershipOptions<S, W>): Leadership<S, C, W> {
  const { tabs, locks, lockName, initial, makeWorker, mirrored = (state) => state } = options;
  const state = channel<S>(initial);
  const ended = new AbortController();
  let worker: W | null = null;
  /** Commands of a person who was quicker than the start. */
  let early: C[] = [];
  let ledElsewhere = false;

  const say = (message: TabMessage<S, C>): void => tabs.postMessage(message);

  function hear(message: TabMessage<S, C>): void {
    switch (message.kind) {
      case 'hello':
        if (worker) say({ kind: 'state', state: worker.state() });
        return;
      case 'state':
        if (worker) return;
        // Who leads has heard the commands too.
        ledElsewhere = true;
        early = [];
        state.set(mirrored(message.state));
        return;
      case 'command':
        worker?.run(message.command);
    }
  }

  async function lead(): Promise<void> {
    const leading = makeWorker();
    worker = leading;
    leading.subscribe((next) => {
      state.set(next);
      say({ kind: 'state', state: next });
    });
    await leading.begin();
    for (const command of early.splice(0)) leading.run(command);
    await new Promise<void>((release) => {
      ended.signal.addEventListener('abort', () => release());
      if (ended.signal.aborted) release();
    });
    leading.end();
    worker = null;
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    start() {
      tabs.addEventListener('message', (event: MessageEvent<TabMessage<S, C>>) => hear(event.data));
      say({ kind: 'hello' });
      void locks.request(lockName, { signal: ended.signal }, lead).catch((thrown: unknown) => {
        // Ended while it waited: the tab never led. Anything else is a bug and must be heard.
        if (!ended.signal.aborted) throw thrown;
      });
    },
    command(command) {
      if (worker) return worker.run(command);
      say({ kind: 'command', command });
      if (!ledElsewhere) early.push(command);
    },
    worker: () => worker,
    end: () => ended.abort(),
  };
}
