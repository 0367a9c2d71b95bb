// The person's settings for the speed of the work, kept; the pool and the line follow the pace that comes of them.
import type { Database } from '../../db/database';
import { saveSpeedSettings, speedSettings } from '../../db/work';
import type { SpeedSettings } from '../../domain/work/pace';
import type { AudioPool } from '../workers/audio-pool';
import { createPace, type PaceDeps, type PaceKeeper } from './pace';
import type { PipelineState } from './pipeline';

export interface SpeedDeps extends Omit<PaceDeps, 'mostWorkers' | 'onChange'> {
  readonly db: Database;
  readonly pool: Pick<AudioPool, 'size' | 'setLimit'>;
  /** The pool takes more or fewer files than before. */
  readonly onChange: () => void;
}

export interface Speed extends Omit<PaceKeeper, 'set'> {
  /** Takes up what the person wanted in an earlier session. */
  restore(): Promise<void>;
  /** Takes over settings and keeps them. */
  set(patch: Partial<SpeedSettings>): Promise<void>;
  /** The night's work is done once nothing waits any more. */
  follow(state: Pick<PipelineState, 'phase' | 'waiting'>): Promise<void>;
}

export function createSpeed({ db, pool, onChange, ...deps }: SpeedDeps): Speed {
  let before: PipelineState['phase'] = 'idle';
  const pace = createPace({
    ...deps,
    mostWorkers: pool.size,
    onChange() {
      pool.setLimit(pace.pace().workers);
      onChange();
    },
  });
  pool.setLimit(pace.pace().workers);

  async function set(patch: Partial<SpeedSettings>): Promise<void> {
    pace.set(patch);
    await saveSpeedSettings(db, pace.settings());
  }

  return {
    ...pace,
    set,
    async restore() {
      pace.set(await speedSettings(db));
    },
    async follow({ phase, waiting }) {
      const isDone = before === 'running' && phase === 'idle' && waiting === 0;
      before = phase;
      if (isDone && pace.settings().overnight) await set({ overnight: false });
    },
  };
}
