// The pipeline of a tab: leads when it gets the lock, else mirrors the tab that leads and hands commands over.
import { retryFailed } from '../../db/work';
import { createLeadership, type LeadershipDeps } from '../leadership';
import type { Command } from './commands';
import { createEngine, type Engine, type EngineDeps } from './engine';
import { INITIAL_PIPELINE, type Pipeline, type PipelineState } from './pipeline';

export const LOCK_NAME = 'soniquebay-pipeline';

export interface PipelineDeps extends EngineDeps, LeadershipDeps {
  /** Calls back when the page goes away in good order. */
  readonly onPageHide: (listener: () => void) => void;
}

/** A pipeline that can be taken down, for tests and for wiping the library. */
export interface EndablePipeline extends Pipeline {
  end(): void;
}

export function createPipeline(deps: PipelineDeps): EndablePipeline {
  const { state, subscribe, start, command, worker, end } = createLeadership<PipelineState, Command, Engine>({
    ...deps,
    lockName: LOCK_NAME,
    initial: INITIAL_PIPELINE,
    makeWorker: () => createEngine(deps),
    mirrored: (leaderState) => ({ ...leaderState, leader: false }),
  });
  return {
    state,
    subscribe,
    async start() {
      deps.onPageHide(() => worker()?.leave());
      start();
    },
    scan: (rootIds, within) => command({ name: 'scan', rootIds: rootIds ?? null, ...(within && { within }) }),
    pause: () => command({ name: 'pause' }),
    resume: () => command({ name: 'resume' }),
    stop: () => command({ name: 'stop' }),
    async retry(trackIds) {
      await retryFailed(deps.db, trackIds);
      command({ name: 'retried' });
    },
    guessAgain: () => command({ name: 'guessAgain' }),
    prioritise: (trackIds) => command({ name: 'prioritise', trackIds }),
    focus: (kind, trackIds) => command({ name: 'focus', kind, trackIds }),
    setSpeed: (patch) => command({ name: 'setSpeed', patch }),
    feel: (sign) => command({ name: 'feel', sign }),
    end,
  };
}
