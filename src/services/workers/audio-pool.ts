// Audio workers: made when there is work, replaced when they die, ended when they idle.
import type { TrackId } from '../../domain/library/ids';
import { ok, type AppError, type Result } from '../../domain/result';
import type { AudioApi, SoundFailure, SoundReport } from '../../domain/worker-api';
import { workerClient, type WorkerClient } from './worker-client';

const MOST_WORKERS = 8;
/** Loading WASM and models from the cache takes about a second; a cold disk or network may take long. */
const INIT_LIMIT_MS = 120_000;

/** One worker a core, one core left for the page; each worker holds its models and some minutes of PCM. */
export function poolSize(hardwareConcurrency: number): number {
  return Math.min(MOST_WORKERS, Math.max(1, hardwareConcurrency - 1));
}

export interface AudioPool {
  readonly size: number;
  /** Whether a worker is free now. */
  free(): boolean;
  /**
   * Processes one track on a free worker; call only while one is free.
   * @returns `unready` when the worker could not be set up: no fault of the file
   */
  run(trackId: TrackId, limitMs: number): Promise<PoolAnswer>;
  /** Ends the workers that have nothing to do. */
  rest(): void;
  dispose(): void;
}

export type PoolAnswer =
  | { readonly kind: 'answer'; readonly answer: Result<SoundReport, AppError & Partial<SoundFailure>> }
  | { readonly kind: 'unready'; readonly error: AppError };

export interface AudioPoolDeps {
  readonly makeWorker: () => Worker;
  readonly size: number;
  /** Absolute URL of the app's root, with a trailing slash. */
  readonly baseUrl: string;
}

interface Slot {
  readonly client: WorkerClient<AudioApi>;
  busy: boolean;
  ready: boolean;
}

export function createAudioPool({ makeWorker, size, baseUrl }: AudioPoolDeps): AudioPool {
  const slots = new Set<Slot>();

  function take(): Slot {
    const idle = [...slots].find((slot) => !slot.busy);
    if (idle) return idle;
    if (slots.size >= size) throw new Error('No audio worker is free.');
    const slot: Slot = { client: workerClient<AudioApi>(makeWorker), busy: false, ready: false };
    slot.client.onCrash(() => {
      slot.ready = false;
    });
    slots.add(slot);
    return slot;
  }

  async function ready(slot: Slot): Promise<Result<null>> {
    if (slot.ready) return ok(null);
    const answer = await slot.client.within(INIT_LIMIT_MS).init(baseUrl);
    slot.ready = answer.ok;
    return answer;
  }

  return {
    size,
    free: () => slots.size < size || [...slots].some((slot) => !slot.busy),
    async run(trackId, limitMs) {
      const slot = take();
      slot.busy = true;
      try {
        const init = await ready(slot);
        if (!init.ok) return { kind: 'unready', error: init.error };
        return { kind: 'answer', answer: await slot.client.within(limitMs).process(trackId) };
      } finally {
        slot.busy = false;
      }
    },
    rest() {
      for (const slot of slots) {
        if (slot.busy) continue;
        slot.client.dispose();
        slots.delete(slot);
      }
    },
    dispose() {
      for (const slot of slots) slot.client.dispose();
      slots.clear();
    },
  };
}
