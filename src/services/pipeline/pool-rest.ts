// Ends audio workers that have had nothing to do for a while: they hold models in memory.
import type { AudioPool } from '../workers/audio-pool';

const IDLE_MS = 30_000;

export interface PoolRest {
  follow(busy: boolean): void;
  end(): void;
}

export function createPoolRest(pool: Pick<AudioPool, 'rest'>): PoolRest {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    follow(busy) {
      if (busy) end();
      else timer ??= setTimeout(() => pool.rest(), IDLE_MS);
    },
    end,
  };
}
