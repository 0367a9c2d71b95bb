// One browser for tests of sync: a database, and tabs over it that share locks, channel and a fake server.
import { onTestFinished, vi, expect } from 'vitest';
import { Database } from '../../../db/database';
import { err, ok, type Result } from '../../../domain/result';
import type { ExchangeProgress, ExchangeSummary, Sending, SyncApi } from '../../../domain/sync/connection';
import type { CoverHash } from '../../../domain/library/ids';
import { channel, type Channel } from '../../listenable';
import { INITIAL_PIPELINE, type PipelineState } from '../../pipeline/pipeline';
import type { WorkerCalls } from '../../workers/worker-client';
import { createSync, type EndableSync } from '../create-sync';
import type { SyncState } from '../sync';
import { fakeServer, type FakeServer } from './fake-server';

export const SENDING: Sending = { facts: true, plays: true, covers: true, streaming: false };
export const DONE: ExchangeSummary = { sent: 0, received: 0, restamped: 0, refused: 0 };

/** A sync worker that notes what it is asked, and answers what it is told. */
export interface FakeWorker {
  readonly calls: { -readonly [M in keyof WorkerCalls<SyncApi>]: WorkerCalls<SyncApi>[M] };
  readonly covers: CoverHash[];
  rounds: number;
  answer: (onProgress: (progress: ExchangeProgress) => void) => Promise<Result<ExchangeSummary>>;
}

export interface FakeTab {
  readonly sync: EndableSync;
  readonly worker: FakeWorker;
  readonly pipeline: Channel<PipelineState>;
  reach(check: (state: SyncState) => boolean): Promise<void>;
  close(): void;
}

export interface FakeBrowser {
  readonly db: Database;
  readonly server: FakeServer;
  readonly line: { online: boolean; change(): void };
  /** Where the app keeps its own files. */
  readonly storage: FileSystemDirectoryHandle;
  readonly added: { readonly kind: string; readonly name: string }[];
  limitBytes: number;
  tab(): FakeTab;
}

export async function fakeBrowser(): Promise<FakeBrowser> {
  const id = crypto.randomUUID();
  const db = new Database(`sync ${id}`);
  const server = fakeServer();
  const top = await navigator.storage.getDirectory();
  const storage = await top.getDirectoryHandle(`sync ${id}`, { create: true });
  const locks = { request: ((name: string, ...rest: [LockOptions, LockGrantedCallback<unknown>]) => navigator.locks.request(`${name} ${id}`, ...rest)) as LockManager['request'] };
  const ends: (() => void)[] = [];
  const lineListeners = new Set<() => void>();
  onTestFinished(async () => {
    for (const end of ends) end();
    // The leading tab lets go of the database within a turn or two.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await db.delete();
    await top.removeEntry(storage.name, { recursive: true });
  });

  const browser: FakeBrowser = {
    db, server, storage,
    added: [],
    limitBytes: 2 ** 31,
    line: {
      online: true,
      change() {
        for (const listener of [...lineListeners]) listener();
      },
    },
    tab() {
      const worker = fakeWorker();
      const pipeline = channel(INITIAL_PIPELINE);
      const tabs = new BroadcastChannel(`sync ${id}`);
      const sync = createSync({
        db, locks, tabs, pipeline, api: worker.calls, fetch: (url, init) => server.fetch(url, init), soonMs: 20,
        now: () => Date.now(), random: () => 0, newId: () => crypto.randomUUID(),
        line: {
          isOnline: () => browser.line.online,
          onChange(listener) {
            lineListeners.add(listener);
            return () => lineListeners.delete(listener);
          },
        },
        storageRoot: async () => storage, storage: navigator.storage, limitBytes: () => browser.limitBytes, keptName: () => 'Kept offline',
        folders: {
          async add(handle, kind, name = handle.name) {
            browser.added.push({ kind, name });
            return ok(await db.roots.add({ name, kind, handle, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null } as never));
          },
        },
      });
      const close = (): void => sync.end();
      ends.push(close, () => tabs.close());
      sync.start();
      const reach = (check: (state: SyncState) => boolean): Promise<void> => vi.waitFor(() => expect(check(sync.state()), JSON.stringify(sync.state())).toBe(true), { timeout: 5_000, interval: 10 });
      return { sync, worker, pipeline, reach, close };
    },
  };
  return browser;
}

function fakeWorker(): FakeWorker {
  let stop: () => void = () => undefined;
  const worker: FakeWorker = {
    rounds: 0,
    covers: [],
    answer: async () => ok(DONE),
    calls: {
      exchange(onProgress) {
        worker.rounds += 1;
        const stopped = new Promise<Result<ExchangeSummary>>((resolve) => void (stop = () => resolve(err('cancelled'))));
        return Promise.race([worker.answer(onProgress), stopped]);
      },
      stop: async () => stop(),
      async fetchCover(coverHash) {
        worker.covers.push(coverHash);
        return ok(true);
      },
    },
  };
  return worker;
}
