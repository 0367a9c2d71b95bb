// Scans of roots, one after the other, by the ingest worker.
import type { Database } from '../../db/database';
import { patchRoot } from '../../db/roots';
import type { RootId } from '../../domain/library/ids';
import type { AppError, Result } from '../../domain/result';
import type { IngestApi, ScanProgress } from '../../domain/worker-api';
import type { WorkerCalls } from '../workers/worker-client';

/** A worker that died is made anew; one that dies twice on a root will do so again. */
const MOST_TRIES = 2;

export interface ScannerDeps {
  readonly db: Database;
  readonly ingest: WorkerCalls<IngestApi>;
  readonly now: () => number;
  readonly onProgress: (progress: ScanProgress) => void;
  readonly onProblem: (error: AppError, rootId: RootId | null) => void;
  /** Nothing waits any more. */
  readonly onIdle: () => void;
}

export interface Scanner {
  request(rootIds: readonly RootId[]): void;
  /** Rows that were found and not parsed, by a closed tab or a retry. */
  requestLeftOvers(): void;
  /** Ends and forgets scans of other roots. */
  keepOnly(rootIds: ReadonlySet<RootId>): void;
  resume(): void;
  pause(): void;
  /** Ends the scan in work and forgets those that wait. */
  stop(): void;
  progress(): ScanProgress | null;
  roots(): readonly RootId[];
  busy(): boolean;
}

export function createScanner(deps: ScannerDeps): Scanner {
  const { ingest } = deps;
  let waiting: RootId[] = [];
  let current: RootId | null = null;
  let progress: ScanProgress | null = null;
  let leftOvers = false;
  let open = false;
  let running = false;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (open && (leftOvers || waiting.length > 0)) {
      // What a closed tab left is parsed first: those files are already in the list.
      if (leftOvers) {
        leftOvers = false;
        await attempt(null, () => ingest.parseQueued(report));
        continue;
      }
      current = waiting.shift() ?? null;
      if (current !== null) await scan(current);
      current = null;
    }
    running = false;
    progress = null;
    deps.onIdle();
  }

  async function scan(rootId: RootId): Promise<void> {
    const done = await attempt(rootId, () => ingest.scan(rootId, report));
    if (done) await patchRoot(deps.db, rootId, { lastScanAtMs: deps.now() });
  }

  async function attempt(rootId: RootId | null, call: () => Promise<Result<unknown>>): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      const answer = await call();
      if (answer.ok) return true;
      // Stopped, or the root was removed before its turn.
      if (answer.error.code === 'cancelled' || answer.error.code === 'not-found') return false;
      if (answer.error.code === 'worker-crashed' && tries < MOST_TRIES && open) continue;
      deps.onProblem(answer.error, rootId);
      return false;
    }
  }

  function report(next: ScanProgress): void {
    progress = next.phase === 'done' ? null : next;
    deps.onProgress(next);
  }

  return {
    request(rootIds) {
      waiting = [...new Set([...waiting, ...rootIds])];
      void run();
    },
    requestLeftOvers() {
      leftOvers = true;
      void run();
    },
    keepOnly(rootIds) {
      waiting = waiting.filter((rootId) => rootIds.has(rootId));
      if (current !== null && !rootIds.has(current)) void ingest.stop();
    },
    resume() {
      open = true;
      if (running) void ingest.resume();
      void run();
    },
    pause() {
      open = false;
      if (running) void ingest.pause();
    },
    stop() {
      open = false;
      leftOvers = false;
      waiting = [];
      if (running) void ingest.stop();
    },
    progress: () => progress,
    roots: () => (current === null ? waiting : [current, ...waiting]),
    busy: () => running,
  };
}
