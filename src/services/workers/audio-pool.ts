// Audio workers: made when there is work, replaced when they die, hang, break or have grown, ended when they idle.
import type { TrackId } from '../../domain/library/ids';
import { ok, type AppError, type ErrorCode, type Result } from '../../domain/result';
import type { WorkerAtWork } from '../../domain/work/estimate';
import type { AudioApi, SoundFailure, SoundReport } from '../../domain/worker-api';
import { workerClient, type WorkerClient } from './worker-client';

/** Loading WASM and models from the cache takes about a second; a cold disk or network may take long. */
const INIT_LIMIT_MS = 120_000;
/** WASM memory only grows, and decoders leave scraps: a new worker costs a second or two, less than a hundredth of so many files. */
const RECYCLE_FILES = 100;
/** Models and essentia take about 100 MB. */
const RECYCLE_BYTES = 400e6;

/** What a worker answers when something of its own broke, which would then break every file after it. */
const BREAKS_WORKER: ReadonlySet<ErrorCode> = new Set(['internal', 'model-failed']);

/** A file for a worker. */
export interface PoolFile {
  readonly trackId: TrackId;
  readonly path: string;
  readonly durationS: number;
}

export interface AudioPool {
  /** As many workers as the device has cores for. */
  readonly size: number;
  /** Workers that may be busy at once. */
  limit(): number;
  /** What is in work beyond it is finished, and its worker ended then. */
  setLimit(workers: number): void;
  /** Whether a worker is free now. */
  free(): boolean;
  /**
   * Processes one track on a free worker; call only while one is free.
   * @returns `unready` when the worker could not be set up: no fault of the file
   */
  run(file: PoolFile, limitMs: number): Promise<PoolAnswer>;
  /** Those that have been started. */
  workers(): readonly WorkerAtWork[];
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
  readonly now: () => number;
  /** Files after which a worker is replaced, and the memory; each between two files. */
  readonly recycle?: { readonly files: number; readonly bytes: number };
}

interface Slot {
  readonly client: WorkerClient<AudioApi>;
  busy: boolean;
  ready: boolean;
  shown: WorkerAtWork;
}

/** Whether the worker is to be replaced after this answer: it is broken, or holds too much memory. */
function isSpent(result: PoolAnswer, mostBytes: number): boolean {
  if (result.kind === 'unready') return true;
  const { answer } = result;
  return answer.ok ? answer.value.trapped === true || answer.value.memoryBytes >= mostBytes : answer.error.trapped === true || BREAKS_WORKER.has(answer.error.code);
}

export function createAudioPool({ makeWorker, size, baseUrl, now, recycle = { files: RECYCLE_FILES, bytes: RECYCLE_BYTES } }: AudioPoolDeps): AudioPool {
  const slots = new Set<Slot>();
  let limit = size;
  let started = 0;

  const busyCount = (): number => [...slots].filter((slot) => slot.busy).length;
  const fresh = (): WorkerAtWork => ({ workerId: ++started, file: null, step: null, stepSinceMs: null, done: 0 });

  function take(): Slot {
    if (busyCount() >= limit) throw new Error('No audio worker is free.');
    const idle = [...slots].find((slot) => !slot.busy);
    if (idle) return idle;
    const slot: Slot = { client: workerClient<AudioApi>(makeWorker), busy: false, ready: false, shown: fresh() };
    slot.client.onCrash(() => renew(slot));
    slots.add(slot);
    return slot;
  }

  /** What comes next is another worker. */
  function renew(slot: Slot): void {
    slot.ready = false;
    slot.shown = fresh();
  }

  async function ready(slot: Slot): Promise<Result<null>> {
    if (slot.ready) return ok(null);
    const { workerId } = slot.shown;
    slot.shown = { ...slot.shown, step: 'setup', stepSinceMs: now() };
    const answer = await slot.client.within(INIT_LIMIT_MS).init(baseUrl, (step) => {
      if (slot.shown.workerId === workerId && slot.busy) slot.shown = { ...slot.shown, step, stepSinceMs: now() };
    });
    slot.ready = answer.ok;
    return answer;
  }

  /** Between two files: never in the middle of one. */
  function settle(slot: Slot, answer: PoolAnswer): void {
    slot.busy = false;
    const isDone = answer.kind === 'answer' && slot.ready;
    slot.shown = { ...slot.shown, file: null, step: null, stepSinceMs: null, done: slot.shown.done + (isDone ? 1 : 0) };
    if (slots.size > Math.max(1, limit)) return end(slot);
    if (slot.shown.done < recycle.files && !isSpent(answer, recycle.bytes)) return;
    slot.client.restart();
    renew(slot);
  }

  function end(slot: Slot): void {
    slot.client.dispose();
    slots.delete(slot);
  }

  async function answerOf(slot: Slot, file: PoolFile, limitMs: number): Promise<PoolAnswer> {
    const init = await ready(slot);
    if (!init.ok) return { kind: 'unready', error: init.error };
    return { kind: 'answer', answer: await slot.client.within(limitMs).process(file.trackId) };
  }

  return {
    size,
    limit: () => limit,
    setLimit(workers) {
      limit = Math.min(size, Math.max(0, workers));
    },
    free: () => busyCount() < limit,
    async run(file, limitMs) {
      const slot = take();
      slot.busy = true;
      const { trackId, path, durationS } = file;
      slot.shown = { ...slot.shown, file: { trackId, path, durationS, sinceMs: now() } };
      const answer = await answerOf(slot, file, limitMs);
      settle(slot, answer);
      return answer;
    },
    workers: () => [...slots].map((slot) => slot.shown),
    rest() {
      for (const slot of slots) if (!slot.busy) end(slot);
    },
    dispose() {
      for (const slot of slots) end(slot);
    },
  };
}
