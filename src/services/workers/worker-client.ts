// One client for every worker. Comlink leaves the calls of a dead worker pending for ever; here each of them gets an error Result.
import { proxy, wrap } from 'comlink';
import { bugOf, err, type AppError } from '../../domain/result';

interface Failed {
  readonly ok: false;
  readonly error: AppError;
}

/** The worker's calls; each may also answer `worker-crashed`, `timeout` or `internal` (a bug thrown in the worker). */
export type WorkerCalls<Api> = {
  readonly [M in keyof Api]: Api[M] extends (...args: infer A) => Promise<infer R> ? (...args: A) => Promise<R | Failed> : never;
};

export interface WorkerClient<Api> {
  /** Plain callbacks among the arguments are proxied by the client. The worker is made at the first call. */
  readonly calls: WorkerCalls<Api>;
  /** As `calls`, but a call that takes longer answers `timeout` and ends the worker: what hangs once hangs for all. */
  within(limitMs: number): WorkerCalls<Api>;
  /** Told when the worker died by itself or hung, not when it was ended on purpose. The next call makes a new one. */
  onCrash(listener: (error: AppError) => void): () => void;
  /** Ends the worker; the next call makes a new one. */
  restart(): void;
  /** Ends the worker for good. */
  dispose(): void;
}

export interface WorkerClientOptions {
  /** Limit of every call made through `calls`. */
  readonly timeoutMs?: number;
}

type Method = (...args: unknown[]) => Promise<unknown>;

interface Session {
  readonly worker: Worker;
  readonly remote: Record<string, Method>;
  readonly pending: Set<(failed: Failed) => void>;
}

export function workerClient<Api>(makeWorker: () => Worker, options: WorkerClientOptions = {}): WorkerClient<Api> {
  const crashListeners = new Set<(error: AppError) => void>();
  let session: Session | null = null;
  let disposed = false;

  function begin(): Session {
    const worker = makeWorker();
    const begun: Session = { worker, remote: wrap(worker) as unknown as Record<string, Method>, pending: new Set() };
    worker.addEventListener('error', (event) => crash(begun, event.message || 'the worker could not be loaded'));
    worker.addEventListener('messageerror', () => crash(begun, 'a message could not be read'));
    return begun;
  }

  function end(ended: Session, detail: string): void {
    if (session === ended) session = null;
    ended.worker.terminate();
    const failed = err('worker-crashed', detail);
    for (const settle of [...ended.pending]) settle(failed);
  }

  function crash(crashed: Session, detail: string): void {
    if (session !== crashed) return;
    end(crashed, detail);
    for (const listener of [...crashListeners]) listener({ code: 'worker-crashed', detail });
  }

  function call(method: string, args: readonly unknown[], limitMs: number | undefined): Promise<unknown> {
    if (disposed) return Promise.resolve(err('worker-crashed', 'the worker was ended'));
    const current = (session ??= begin());
    return new Promise((resolve) => {
      const timer = limitMs === undefined ? undefined : setTimeout(() => {
        settle(err('timeout', `${method} took longer than ${Math.round(limitMs / 1000)} s`));
        crash(current, `${method} hung`);
      }, limitMs);
      function settle(answer: unknown): void {
        clearTimeout(timer);
        current.pending.delete(settle);
        resolve(answer);
      }
      current.pending.add(settle);
      const answer = current.remote[method]?.(...args.map((arg) => (typeof arg === 'function' ? proxy(arg) : arg)));
      answer?.then(settle, (thrown: unknown) => settle({ ok: false, error: bugOf(thrown) }));
    });
  }

  function callsWithin(limitMs: number | undefined): WorkerCalls<Api> {
    return new Proxy({} as WorkerCalls<Api>, {
      // `then` must stay undefined, or awaiting the object would call the worker.
      get: (_, method) => (typeof method === 'string' && method !== 'then' ? (...args: unknown[]) => call(method, args, limitMs) : undefined),
    });
  }

  return {
    calls: callsWithin(options.timeoutMs),
    within: callsWithin,
    onCrash(listener) {
      crashListeners.add(listener);
      return () => crashListeners.delete(listener);
    },
    restart() {
      if (session) end(session, 'the worker was restarted');
    },
    dispose() {
      disposed = true;
      if (session) end(session, 'the worker was ended');
    },
  };
}
