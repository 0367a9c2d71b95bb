// The worker thread: started when first needed, ended when idle, begun anew after a crash.
import { Worker } from 'node:worker_threads';
import type { FromWorker, SimilarHit, ToWorker } from './similar-messages';

/** Its memory goes with it; loading 50,000 vectors anew takes about a second. */
const IDLE_MS = 10 * 60_000;

/** Whoever loads an index must load it again when the thread is another one. */
export interface SimilarThread {
  /** Counts the threads there have been. */
  readonly generation: number;
  /** A thread is there from now on. */
  begin(): void;
  tell(message: Exclude<ToWorker, { type: 'nearest' }>): void;
  /** @throws where the thread ended meanwhile */
  nearest(libraryId: string, contentKey: string, limit: number): Promise<readonly SimilarHit[] | null>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (hits: FromWorker['hits']) => void;
  readonly reject: (error: Error) => void;
}

export function createSimilarThread(): SimilarThread {
  let worker: Worker | null = null;
  let generation = 0;
  let lastId = 0;
  let idle: NodeJS.Timeout | null = null;
  const pending = new Map<number, Pending>();

  function ended(which: Worker, cause?: unknown): void {
    if (worker !== which) return;
    worker = null;
    if (idle) clearTimeout(idle);
    for (const { reject } of pending.values()) reject(new Error('The similarity worker ended.', { cause }));
    pending.clear();
  }

  function start(): Worker {
    const started = new Worker(new URL('./start-worker.mjs', import.meta.url), { execArgv: [] });
    started.unref();
    started.on('message', ({ requestId, hits }: FromWorker) => {
      pending.get(requestId)?.resolve(hits);
      pending.delete(requestId);
    });
    started.on('error', (error) => ended(started, error));
    started.on('exit', () => ended(started));
    generation++;
    return started;
  }

  function use(): Worker {
    worker ??= start();
    if (idle) clearTimeout(idle);
    idle = setTimeout(() => void stop(), IDLE_MS).unref();
    return worker;
  }

  async function stop(): Promise<void> {
    const stopping = worker;
    if (!stopping) return;
    ended(stopping);
    await stopping.terminate();
  }

  return {
    get generation() {
      return generation;
    },
    begin: () => void use(),
    tell: (message) => use().postMessage(message satisfies ToWorker),
    nearest: (libraryId, contentKey, limit) => new Promise((resolve, reject) => {
      const requestId = ++lastId;
      pending.set(requestId, { resolve, reject });
      use().postMessage({ type: 'nearest', requestId, libraryId, contentKey, limit } satisfies ToWorker);
    }),
    close: stop,
  };
}
