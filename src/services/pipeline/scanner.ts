// Scans of roots, one after the other, by the ingest worker.
import type { Database } from '../../db/database';
import { patchRoot } from '../../db/roots';
import type { RootId } from '../../domain/library/ids';
import type { AppError, Result } from '../../domain/result';
import { outermost } from '../../domain/library/changed-folders';
import type { IngestApi, ScanProgress, ScanSummary } from '../../domain/worker-api';
import type { WorkerCalls } from '../workers/worker-client';

/** A worker that died is made anew; one that dies twice on a root will do so again. */
const MOST_TRIES = 2;

export interface ScannerDeps {
  readonly db: Database;
  readonly ingest: WorkerCalls<IngestApi>;
  readonly now: () => number;
  readonly onProgress: (progress: ScanProgress) => void;
  readonly onProblem: (error: AppError, rootId: RootId | null) => void;
  /** @param within the folders that it was for, or null for the whole root */
  readonly onScanned: (summary: ScanSummary, within: readonly string[] | null) => void;
  /** Nothing waits any more. */
  readonly onIdle: () => void;
}

export interface Scanner {
  /** @param within only these folders of each, and all below them */
  request(rootIds: readonly RootId[], within?: readonly string[]): void;
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
  /** By root: the folders to look at, or null for all of it. What is asked for during a scan is one more scan after it. */
  let waiting = new Map<RootId, readonly string[] | null>();
  let current: RootId | null = null;
  let progress: ScanProgress | null = null;
  let leftOvers = false;
  let open = false;
  let running = false;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (open && (leftOvers || waiting.size > 0)) {
      // What a closed tab left is parsed first: those files are already in the list.
      if (leftOvers) {
        leftOvers = false;
        await attempt(null, () => ingest.parseQueued(report));
        continue;
      }
      for (const [rootId, within] of [...waiting].slice(0, 1)) {
        waiting.delete(rootId);
        current = rootId;
        await scan(rootId, within);
      }
      current = null;
    }
    running = false;
    progress = null;
    deps.onIdle();
  }

  async function scan(rootId: RootId, within: readonly string[] | null): Promise<void> {
    const summary = await attempt(rootId, () => (within ? ingest.scan(rootId, report, within) : ingest.scan(rootId, report)));
    if (!summary) return;
    if (!within) await patchRoot(deps.db, rootId, { lastScanAtMs: deps.now() });
    deps.onScanned(summary, within);
  }

  async function attempt<T>(rootId: RootId | null, call: () => Promise<Result<T>>): Promise<T | null> {
    for (let tries = 1; ; tries++) {
      const answer = await call();
      if (answer.ok) return answer.value;
      // Stopped, or the root was removed before its turn.
      if (answer.error.code === 'cancelled' || answer.error.code === 'not-found') return null;
      if (answer.error.code === 'worker-crashed' && tries < MOST_TRIES && open) continue;
      deps.onProblem(answer.error, rootId);
      return null;
    }
  }

  function report(next: ScanProgress): void {
    progress = next.phase === 'done' ? null : next;
    deps.onProgress(next);
  }

  return {
    request(rootIds, within) {
      for (const rootId of rootIds) {
        const before = waiting.get(rootId);
        waiting.set(rootId, within && before !== null ? [...outermost([...(before ?? []), ...within])] : null);
      }
      void run();
    },
    requestLeftOvers() {
      leftOvers = true;
      void run();
    },
    keepOnly(rootIds) {
      waiting = new Map([...waiting].filter(([rootId]) => rootIds.has(rootId)));
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
      waiting.clear();
      if (running) void ingest.stop();
    },
    progress: () => progress,
    roots: () => [...new Set([...(current === null ? [] : [current]), ...waiting.keys()])],
    busy: () => running,
  };
}
