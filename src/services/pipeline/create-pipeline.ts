// The pipeline of a tab: leads when it gets the lock, else mirrors the tab that leads and hands commands over.
import { retryFailed } from '../../db/work';
import { channel } from '../listenable';
import type { Command, TabMessage } from './commands';
import { createEngine, type Engine, type EngineDeps } from './engine';
import { INITIAL_PIPELINE, type Pipeline, type PipelineState } from './pipeline';

export const LOCK_NAME = 'soniquebay-pipeline';

export interface PipelineDeps extends EngineDeps {
  readonly locks: Pick<LockManager, 'request'>;
  /** A channel that reaches every tab of the app. */
  readonly tabs: BroadcastChannel;
  /** Calls back when the page goes away in good order. */
  readonly onPageHide: (listener: () => void) => void;
}

/** A pipeline that can be taken down, for tests and for wiping the library. */
export interface EndablePipeline extends Pipeline {
  end(): void;
}

export function createPipeline(deps: PipelineDeps): EndablePipeline {
  const { db, tabs } = deps;
  const state = channel<PipelineState>(INITIAL_PIPELINE);
  const ended = new AbortController();
  let engine: Engine | null = null;

  const say = (message: TabMessage): void => tabs.postMessage(message);

  function command(next: Command): void {
    if (engine) engine.run(next);
    else say({ kind: 'command', command: next });
  }

  function hear(message: TabMessage): void {
    switch (message.kind) {
      case 'hello':
        if (engine) say({ kind: 'state', state: engine.state() });
        return;
      case 'state':
        if (!engine) state.set({ ...message.state, leader: false });
        return;
      case 'command':
        engine?.run(message.command);
    }
  }

  async function lead(): Promise<void> {
    const leading = createEngine(deps);
    engine = leading;
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
    engine = null;
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    async start() {
      tabs.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(event.data));
      deps.onPageHide(() => engine?.leave());
      say({ kind: 'hello' });
      void deps.locks.request(LOCK_NAME, { signal: ended.signal }, lead).catch((thrown: unknown) => {
        // Ended while it waited: the tab never led. Anything else is a bug and must be heard.
        if (!ended.signal.aborted) throw thrown;
      });
    },
    scan: (rootIds) => command({ name: 'scan', rootIds: rootIds ?? null }),
    pause: () => command({ name: 'pause' }),
    resume: () => command({ name: 'resume' }),
    stop: () => command({ name: 'stop' }),
    async retry(trackIds) {
      await retryFailed(db, trackIds);
      command({ name: 'retried' });
    },
    prioritise: (trackIds) => command({ name: 'prioritise', trackIds }),
    end: () => ended.abort(),
  };
}
