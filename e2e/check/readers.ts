// Runs the parse stage in threads of their own, so that a file that hangs one is told and the rest goes on.
import { Worker } from 'node:worker_threads';
import type { TagDetails } from '../../src/domain/library/tag-details';
import type { Tags } from '../../src/domain/library/tags';
import type { Technical } from '../../src/domain/library/track';

export interface ReadFile {
  readonly tags: Tags;
  readonly details: TagDetails;
  readonly technical: Technical;
}

export type Reading = { readonly ok: true; readonly value: ReadFile } | { readonly ok: false; readonly error: string };

/** The stage gives up after ten seconds by itself: beyond this a loop holds its thread. */
const MOST_MS = 15_000;
/** A file may take 64 MiB; the code and its heap take the rest. */
const MOST_HEAP_MB = 256;
const AT_ONCE = 2;

export interface Readers {
  readonly size: number;
  /** Never rejects, and never takes longer than fifteen seconds and the start of a thread. */
  read(path: string): Promise<Reading>;
  close(): Promise<void>;
}

export function createReaders(): Readers {
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  function start(): Worker {
    const worker = new Worker(new URL('./read-thread.mjs', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } });
    all.add(worker);
    return worker;
  }

  return {
    size: AT_ONCE,
    async read(path) {
      const worker = idle.pop() ?? start();
      const reading = await readIn(worker, path);
      if (reading === null) {
        all.delete(worker);
        await worker.terminate();
        return { ok: false, error: `hangs: no answer within ${MOST_MS} ms` };
      }
      if (!reading.ok && reading.error.startsWith('crash')) all.delete(worker);
      else idle.push(worker);
      return reading;
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** @returns null when there was no answer in time */
function readIn(worker: Worker, path: string): Promise<Reading | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(null), MOST_MS);
    const onMessage = (reading: Reading) => done(reading);
    const onError = (thrown: Error) => done({ ok: false, error: `crash: ${thrown.message}` });
    function done(reading: Reading | null): void {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      resolve(reading);
    }
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(path);
  });
}
