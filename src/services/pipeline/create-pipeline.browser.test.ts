import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { recentErrors } from '../../db/errors';
import { addRoot } from '../../db/roots';
import { recentRuns } from '../../db/runs';
import { addTracks, patchTracks } from '../../db/tracks';
import { noteUnsettled } from '../../db/unsettled';
import type { RootId, TrackId } from '../../domain/library/ids';
import { err, ok, type Result } from '../../domain/result';
import { STAGE_VERSIONS } from '../../domain/versions';
import type { IngestApi, ScanSummary } from '../../domain/worker-api';
import { createAudioPool } from '../workers/audio-pool';
import type { WorkerCalls } from '../workers/worker-client';
import { createPipeline, LOCK_NAME } from './create-pipeline';
import type { PipelineState } from './pipeline';
import type { Battery } from './pool-size';
import { parsedTrack } from './test-tracks';

/** One browser: a database with one readable root, and tabs that share its locks, channel and storage. */
async function browser() {
  const id = crypto.randomUUID();
  const db = new Database(`pipeline ${id}`);
  const handle = await navigator.storage.getDirectory();
  const rootId = await addRoot(db, { name: 'Music', kind: 'folder', handle, addedAtMs: 0, lastScanAtMs: null, removedAtMs: null });
  const stored = new Map<string, string>();
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key) };
  // Locks of this test alone: the name is made its own.
  const locks = { request: ((name: string, ...rest: [LockOptions, LockGrantedCallback<unknown>]) => navigator.locks.request(`${name} ${id}`, ...rest)) as LockManager['request'] };
  const power = battery();
  const ends: (() => void)[] = [];
  onTestFinished(async () => {
    for (const end of ends) end();
    await db.delete();
  });

  function tab(ingest: WorkerCalls<IngestApi>, Observer?: FileSystemObserverConstructor) {
    const makeWorker = (): Worker => new Worker(new URL('../workers/fake-audio.test-worker.ts', import.meta.url), { type: 'module' });
    const pool = createAudioPool({ makeWorker, size: 2, baseUrl: `https://app.test/?db=${db.name}`, now: () => Date.now() });
    const tabs = new BroadcastChannel(`tabs ${id}`);
    const hides: (() => void)[] = [];
    const pipeline = createPipeline({ db, ingest, pool, storage, locks, tabs, Observer, now: () => Date.now(), random: Math.random, after, watchBattery: power.watch, canStayAwake: true, onPageHide: (listener) => hides.push(listener) });
    const close = (): void => {
      for (const hide of hides.splice(0)) hide();
      pipeline.end();
    };
    ends.push(close, () => tabs.close());
    const reach = (check: (state: PipelineState) => boolean) => vi.waitFor(() => expect(check(pipeline.state()), JSON.stringify(pipeline.state())).toBe(true), { timeout: 20_000, interval: 20 });
    return { pipeline, close, reach };
  }
  return { db, rootId, stored, power, tab };
}

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** The battery of a device, plugged in until the test says otherwise. */
function battery() {
  const listeners = new Set<(battery: Battery) => void>();
  let now: Battery = { charging: true, level: 1 };
  return {
    watch(listener: (battery: Battery) => void) {
      listeners.add(listener);
      listener(now);
      return () => listeners.delete(listener);
    },
    set(next: Battery) {
      now = next;
      for (const listener of listeners) listener(now);
    },
  };
}

const SUMMARY: Omit<ScanSummary, 'rootId'> = { added: 0, changed: 0, moved: 0, missing: 0, unchanged: 0, failed: 0, unreadableFolders: [] };

/** An ingest worker that finds nothing unless told otherwise, and notes what it was asked. */
function ingest(over: Partial<WorkerCalls<IngestApi>> = {}) {
  const asked: string[] = [];
  const note = async (call: string): Promise<void> => void asked.push(call);
  const calls: WorkerCalls<IngestApi> = {
    scan: async (rootId) => {
      asked.push(`scan ${rootId}`);
      return ok({ rootId, ...SUMMARY });
    },
    settleEdited: async () => {
      asked.push('settleEdited');
      return ok(null);
    },
    parseQueued: async () => {
      asked.push('parseQueued');
      return ok({ parsed: 0, failed: 0 });
    },
    pause: () => note('pause'),
    resume: () => note('resume'),
    stop: () => note('stop'),
    ...over,
  };
  return { calls, asked };
}

const settled = (state: PipelineState): boolean => state.phase === 'idle' && state.waiting === 0 && state.counts.found > 0;

test('the start parses left-overs, scans what can be read and works off the queue', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, ['a.mp3', 'b.mp3'].map((path) => parsedTrack(path, { rootId })));
  const worker = ingest();
  const { pipeline, reach } = tab(worker.calls);
  await pipeline.start();
  await reach(settled);
  expect(worker.asked).toEqual(['parseQueued', `scan ${rootId}`]);
  expect(pipeline.state()).toMatchObject({ leader: true, counts: { found: 2, parsed: 2, analysed: 2, embedded: 2, failed: 0 } });
  expect((await db.roots.get(rootId))?.lastScanAtMs).toBeGreaterThan(0);
});

test('files are analysed while the scan that found them still runs', async () => {
  const { db, rootId, tab } = await browser();
  let endScan: (answer: Result<ScanSummary>) => void = () => undefined;
  const worker = ingest({
    scan: async (root, onProgress) => {
      await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
      onProgress({ rootId: root, phase: 'parsing', walked: 2, parsed: 1, toParse: 2, failed: 0, currentPath: 'b.mp3' });
      return new Promise((resolve) => {
        endScan = resolve;
      });
    },
  });
  const { pipeline, reach } = tab(worker.calls);
  await pipeline.start();
  await reach((state) => state.counts.embedded === 1);
  expect(pipeline.state()).toMatchObject({ phase: 'running', scanning: [rootId], inHand: [{ step: 'parse', path: 'b.mp3' }] });
  endScan(ok({ rootId, ...SUMMARY }));
  await reach((state) => state.phase === 'idle');
});

test('only one tab works; the other shows the same and hands commands over', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  const [first, second] = [ingest(), ingest()];
  const leader = tab(first.calls);
  await leader.pipeline.start();
  await leader.reach(settled);
  const follower = tab(second.calls);
  await follower.pipeline.start();
  await follower.reach((state) => state.counts.embedded === 1);
  expect(follower.pipeline.state()).toEqual({ ...leader.pipeline.state(), leader: false });
  first.asked.length = 0;
  follower.pipeline.scan([rootId]);
  await vi.waitFor(() => expect(first.asked).toContain(`scan ${rootId}`));
  expect(second.asked).toEqual([]);
});

test('when the leading tab closes, another takes over', async () => {
  const { db, rootId, tab } = await browser();
  const leader = tab(ingest().calls);
  await leader.pipeline.start();
  await leader.reach((state) => state.leader);
  const follower = tab(ingest().calls);
  await follower.pipeline.start();
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  leader.close();
  await follower.reach((state) => state.leader && settled(state));
  expect(follower.pipeline.state().counts.embedded).toBe(1);
});

test('a pause holds all work, outlives the tab and ends with resume', async () => {
  const { db, rootId, tab } = await browser();
  const first = tab(ingest().calls);
  await first.pipeline.start();
  await first.reach((state) => state.leader && state.phase === 'idle');
  first.pipeline.pause();
  await first.reach((state) => state.phase === 'paused');
  first.close();
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  const worker = ingest();
  const second = tab(worker.calls);
  await second.pipeline.start();
  await second.reach((state) => state.leader && state.phase === 'paused' && state.counts.found === 1);
  expect(worker.asked).toEqual([]);
  second.pipeline.resume();
  await second.reach(settled);
  expect(worker.asked).toContain(`scan ${rootId}`);
});

test('stop ends the scan, and nothing starts again until the person says so', async () => {
  const { rootId, tab } = await browser();
  let endScan: (answer: Result<ScanSummary>) => void = () => undefined;
  const worker = ingest({
    scan: () => new Promise((resolve) => {
      endScan = resolve;
    }),
    stop: async () => endScan(err('cancelled')),
  });
  const { pipeline, reach, close } = tab(worker.calls);
  await pipeline.start();
  await reach((state) => state.scanning.length === 1 && state.phase === 'running');
  pipeline.stop();
  await reach((state) => state.phase === 'idle' && state.scanning.length === 0);
  close();
  const later = ingest();
  const next = tab(later.calls);
  await next.pipeline.start();
  await next.reach((state) => state.leader);
  next.pipeline.scan();
  await vi.waitFor(() => expect(later.asked).toContain(`scan ${rootId}`));
});

/** What a disk tells of its changes, said by the test. */
function disk() {
  const listeners = new Set<(records: readonly FileSystemChangeRecord[], observer: FileSystemObserver) => void>();
  class Observer implements FileSystemObserver {
    constructor(private readonly listener: (records: readonly FileSystemChangeRecord[], observer: FileSystemObserver) => void) {}

    async observe(): Promise<void> {
      listeners.add(this.listener);
    }

    unobserve(): void {
      listeners.delete(this.listener);
    }

    disconnect(): void {
      listeners.delete(this.listener);
    }

    tell(records: readonly FileSystemChangeRecord[]): void {
      this.listener(records, this);
    }
  }
  const observer = new Observer(() => undefined);
  const tell = (path: string, type: FileSystemChangeType = 'appeared'): void => {
    const record = { type, root: {} as FileSystemHandle, changedHandle: null, relativePathComponents: path.split('/'), relativePathMovedFrom: null };
    for (const listener of [...listeners]) listener([record], observer);
  };
  return { Observer, tell, watched: () => listeners.size };
}

/** An ingest worker whose scans end when the test says so. */
function heldScans() {
  const scans: { readonly within: readonly string[] | undefined; readonly end: () => void }[] = [];
  const worker = ingest({
    scan: (rootId, _, within) => new Promise((resolve) => void scans.push({ within, end: () => resolve(ok({ rootId, ...SUMMARY, added: 1 })) })),
  });
  const next = async (count: number) => {
    await vi.waitFor(() => expect(scans).toHaveLength(count), 10_000);
    return scans.at(-1) as (typeof scans)[number];
  };
  return { worker, scans, next };
}

test('what changes on disk is scanned once its first scan is over, and its folder alone', async () => {
  const { rootId, tab } = await browser();
  const { worker, next } = heldScans();
  const { Observer, tell, watched } = disk();
  const { pipeline, reach } = tab(worker.calls, Observer);
  await pipeline.start();
  expect((await next(1)).within).toBeUndefined();
  expect(watched()).toBe(0);
  (await next(1)).end();
  await vi.waitFor(() => expect(watched()).toBe(1));
  (await next(2)).end();
  await reach((state) => state.scanning.length === 0);
  tell('Jazz/Album/01.mp3');
  const scan = await next(3);
  expect(scan.within).toEqual(['Jazz/Album']);
  scan.end();
  await reach((state) => state.phase === 'idle' && state.scans[0]?.within !== null);
  expect(pipeline.state().scans).toMatchObject([{ rootId, added: 1, within: ['Jazz/Album'] }]);
});

/** A pipeline that watches its folder: the first scan is over, and the one for what changed until watching began. */
async function watching() {
  const { tab } = await browser();
  const { worker, scans, next } = heldScans();
  const { Observer, tell, watched } = disk();
  const { pipeline, reach } = tab(worker.calls, Observer);
  await pipeline.start();
  (await next(1)).end();
  await vi.waitFor(() => expect(watched()).toBe(1));
  (await next(2)).end();
  return { scans, next, tell, pipeline, reach };
}

test('changes during a scan give one more scan, of all that changed', async () => {
  const { scans, next, tell, reach } = await watching();
  tell('A/1.mp3');
  const scan = await next(3);
  tell('A/2.mp3');
  tell('B/1.mp3');
  scan.end();
  (await next(4)).end();
  await reach((state) => state.phase === 'idle');
  expect(scans.map((each) => each.within)).toEqual([undefined, undefined, ['A'], ['A', 'B']]);
});

test('a disk whose changes got lost is scanned whole', async () => {
  const { next, tell } = await watching();
  tell('A/1.mp3', 'unknown');
  expect((await next(3)).within).toBeUndefined();
});

test('while the work is paused nothing on disk starts it; what changed meanwhile is scanned when it goes on', async () => {
  const { scans, next, tell, pipeline, reach } = await watching();
  await reach((state) => state.phase === 'idle');
  pipeline.pause();
  await reach((state) => state.phase === 'paused');
  tell('A/1.mp3');
  await reach((state) => state.scanning.length === 1);
  expect(scans).toHaveLength(2);
  pipeline.resume();
  expect((await next(3)).within).toEqual(['A']);
});

test('a folder that is suddenly empty is named until a scan of it ends well, and holds up nothing', async () => {
  const { rootId, tab } = await browser();
  let empty = true;
  const worker = ingest({ scan: async (root) => (empty ? err('folder-empty') : ok({ rootId: root, ...SUMMARY })) });
  const { pipeline, reach } = tab(worker.calls);
  await pipeline.start();
  await reach((state) => state.emptyRoots.includes(rootId));
  expect(pipeline.state()).toMatchObject({ problem: null });
  empty = false;
  pipeline.scan([rootId]);
  await reach((state) => state.emptyRoots.length === 0);
});

test('one folder is scanned alone when a person asks for it', async () => {
  const { rootId, tab } = await browser();
  const { worker, next } = heldScans();
  const { pipeline, reach } = tab(worker.calls);
  await pipeline.start();
  (await next(1)).end();
  await reach((state) => state.scanning.length === 0);
  pipeline.scan([rootId], ['Jazz']);
  expect((await next(2)).within).toEqual(['Jazz']);
});

test('a tab that closes in good order leaves no attempt behind', async () => {
  const { db, rootId, stored, tab } = await browser();
  const [trackId] = await addTracks(db, [parsedTrack('hang.mp3', { rootId })]);
  const first = tab(ingest().calls);
  await first.pipeline.start();
  await first.reach((state) => state.inHand.length === 1);
  await vi.waitFor(async () => expect((await db.meta.get(`began ${trackId}`))?.value).toEqual([1]));
  first.close();
  expect(JSON.parse(stored.get('soniquebay.claimed') ?? '[]')).toEqual([trackId]);
  await patchTracks(db, new Map([[trackId as TrackId, { path: 'a.mp3' }]]));
  const second = tab(ingest().calls);
  await second.pipeline.start();
  await second.reach(settled);
  expect((await db.meta.get(`began ${trackId}`))?.value).toEqual([1, 1]);
});

test('a full disk pauses with the problem named and every file kept; resume goes on', async () => {
  const { db, rootId, tab } = await browser();
  const [trackId] = await addTracks(db, [parsedTrack('full.mp3', { rootId })]);
  const { pipeline, reach } = tab(ingest().calls);
  await pipeline.start();
  await reach((state) => state.phase === 'paused');
  expect(pipeline.state()).toMatchObject({ problem: { code: 'quota-exceeded' }, counts: { found: 1, failed: 0 } });
  await patchTracks(db, new Map([[trackId as TrackId, { path: 'a.mp3' }]]));
  pipeline.resume();
  await reach(settled);
  expect(pipeline.state().problem).toBeNull();
});

test('a failed file is worked on again after retry', async () => {
  const { db, rootId, tab } = await browser();
  const [trackId] = await addTracks(db, [parsedTrack('broken.mp3', { rootId })]);
  const { pipeline, reach } = tab(ingest().calls);
  await pipeline.start();
  await reach((state) => state.counts.failed === 1 && state.phase === 'idle');
  await patchTracks(db, new Map([[trackId as TrackId, { path: 'a.mp3' }]]));
  await pipeline.retry('all');
  await reach((state) => state.counts.embedded === 1);
});

test('new patterns of paths are handed to the ingest worker, which names files again; a person’s stop stands', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  const worker = ingest();
  const { pipeline, reach } = tab(worker.calls);
  await pipeline.start();
  await reach(settled);
  pipeline.guessAgain();
  await vi.waitFor(() => expect(worker.asked.filter((call) => call === 'parseQueued')).toHaveLength(2));
  pipeline.stop();
  await vi.waitFor(async () => expect((await db.meta.get('workMode'))?.value).toBe('stopped'));
  pipeline.guessAgain();
  pipeline.scan([]);
  await vi.waitFor(() => expect(worker.asked.filter((call) => call === 'parseQueued')).toHaveLength(3));
});

test('folders whose tags were edited are settled, while the work is paused too', async () => {
  const { db, rootId, tab } = await browser();
  const [trackId] = await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  const worker = ingest();
  const { pipeline, reach } = tab(worker.calls);
  await pipeline.start();
  await reach(settled);
  pipeline.pause();
  await vi.waitFor(async () => expect((await db.meta.get('workMode'))?.value).toBe('paused'));
  expect(worker.asked).not.toContain('settleEdited');
  const row = await db.tracks.get(trackId as TrackId);
  await db.transaction('rw', db.meta, () => noteUnsettled(db, row ? [row] : []));
  await vi.waitFor(() => expect(worker.asked).toContain('settleEdited'));
});

test('rows that an older version of a stage has made run again', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, [parsedTrack('a.mp3', { rootId, stage: 'embedded', versions: { ...STAGE_VERSIONS, analyse: 0 } })]);
  const { pipeline, reach } = tab(ingest().calls);
  await pipeline.start();
  await reach(settled);
  expect((await db.tracks.toArray()).map((row) => row.versions)).toEqual([STAGE_VERSIONS]);
});

test('an ingest worker that dies is asked once more; then the problem is named and analysis goes on', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  let scans = 0;
  const { pipeline, reach } = tab(ingest({ scan: async () => {
    scans++;
    return err('worker-crashed');
  } }).calls);
  await pipeline.start();
  await reach(settled);
  expect(scans).toBe(2);
  expect(pipeline.state().problem).toEqual({ code: 'worker-crashed' });
});

test('the scan of a folder that is removed meanwhile ends', async () => {
  const { db, rootId, tab } = await browser();
  let endScan: (answer: Result<ScanSummary>) => void = () => undefined;
  const { pipeline, reach } = tab(ingest({
    scan: () => new Promise((resolve) => {
      endScan = resolve;
    }),
    stop: async () => endScan(err('cancelled')),
  }).calls);
  await pipeline.start();
  await reach((state) => state.scanning.includes(rootId as RootId));
  await db.roots.update(rootId, { removedAtMs: Date.now() });
  await reach((state) => state.scanning.length === 0 && state.phase === 'idle');
});

test('the lock has the name that other tabs of any version know', () => {
  expect(LOCK_NAME).toBe('soniquebay-pipeline');
});

test('analysis waits for a scan that has many files to read, but for what somebody looks at, and goes on behind it', async () => {
  const { db, rootId, tab } = await browser();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let ids: TrackId[] = [];
  const { calls } = ingest({
    parseQueued: async (onProgress) => {
      const progress = { rootId, phase: 'parsing', walked: 500, parsed: 0, toParse: 500, failed: 0, currentPath: 'c.mp3' } as const;
      onProgress(progress);
      ids = await addTracks(db, ['a.mp3', 'b.mp3'].map((path) => parsedTrack(path, { rootId })));
      onProgress({ ...progress, parsed: 2 });
      pipeline.prioritise([ids[1] as TrackId]);
      await ended;
      return ok({ parsed: 500, failed: 0 });
    },
  });
  const { pipeline, reach } = tab(calls);
  await pipeline.start();
  await reach((state) => state.counts.embedded === 1);
  expect((await db.tracks.toArray()).map((row) => row.queue)).toEqual(['sound', 'done']);
  end();
  await reach((state) => settled(state) && state.counts.embedded === 2);
});

test('work that waits for the charger is not at its end; plugged in it goes on, and the setting outlives the tab', async () => {
  const { db, rootId, power, tab } = await browser();
  power.set({ charging: false, level: 0.9 });
  await addTracks(db, [parsedTrack('a.mp3', { rootId })]);
  const first = tab(ingest().calls);
  first.pipeline.setSpeed({ onlyCharging: true });
  await first.pipeline.start();
  await first.reach((state) => state.pace.onlyCharging && state.waiting === 1 && state.phase === 'running');
  expect(first.pipeline.state()).toMatchObject({ pace: { workers: 0, brakes: ['charger', 'battery'], knowsBattery: true }, inHand: [] });
  first.close();
  const second = tab(ingest().calls);
  await second.pipeline.start();
  await second.reach((state) => state.pace.onlyCharging && state.phase === 'running' && state.waiting === 1);
  power.set({ charging: true, level: 0.9 });
  await second.reach(settled);
});

test('a night’s work takes a pause back, and ends itself when nothing waits any more', async () => {
  const { db, rootId, tab } = await browser();
  const { pipeline, reach } = tab(ingest().calls);
  await pipeline.start();
  await reach((state) => state.leader && state.phase === 'idle');
  pipeline.pause();
  await reach((state) => state.phase === 'paused');
  await addTracks(db, [parsedTrack('hold.mp3', { rootId })]);
  pipeline.setSpeed({ overnight: true });
  await reach((state) => state.pace.overnight && state.phase === 'running' && state.workers.some((worker) => worker.file !== null));
  expect(pipeline.state().pace.gait).toBe('full');
  await vi.waitFor(() => {
    new BroadcastChannel('hold hold.mp3').postMessage('go on');
    expect(settled(pipeline.state())).toBe(true);
  }, { timeout: 20_000, interval: 20 });
  await reach((state) => !state.pace.overnight);
});

test('signs and speed of another tab reach the one that works', async () => {
  const { tab } = await browser();
  const leader = tab(ingest().calls);
  await leader.pipeline.start();
  await leader.reach((state) => state.leader);
  const follower = tab(ingest().calls);
  await follower.pipeline.start();
  await follower.reach((state) => state.pace.mostWorkers === 2);
  follower.pipeline.feel('used');
  await follower.reach((state) => state.pace.gait === 'gentle' && state.pace.workers === 1);
  follower.pipeline.setSpeed({ speed: 'full' });
  await follower.reach((state) => state.pace.speed === 'full' && state.pace.workers === 2);
});

test('a run is told with its counts and its end, and one that was cut off as interrupted', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, ['a.mp3', 'broken.mp3', 'b.mp3'].map((path) => parsedTrack(path, { rootId })));
  const first = tab(ingest().calls);
  await first.pipeline.start();
  await first.reach((state) => state.phase === 'idle' && state.counts.embedded === 2 && state.counts.failed === 1);
  await vi.waitFor(async () => expect(await recentRuns(db, 9)).toMatchObject([{ by: 'start', end: 'done', analysed: 2, embedded: 2, failed: 1, reused: 0, audioS: 2 }]), { timeout: 10_000 });
  expect((await recentRuns(db, 1))[0]?.secondsPerTrack).toBeGreaterThan(0);
  first.close();
  const second = tab(ingest().calls);
  await second.pipeline.start();
  await second.reach((state) => state.leader && state.phase === 'idle');
  await addTracks(db, [parsedTrack('c.mp3', { rootId }), parsedTrack('hang.mp3', { rootId })]);
  await second.pipeline.retry([]);
  second.pipeline.resume();
  await vi.waitFor(async () => expect(await recentRuns(db, 1)).toMatchObject([{ by: 'person', end: null, analysed: 1 }]), { timeout: 20_000 });
  second.close();
  await tab(ingest().calls).pipeline.start();
  await vi.waitFor(async () => expect((await recentRuns(db, 9)).map((run) => run.end)).toEqual(['interrupted', 'done']), { timeout: 10_000 });
});

test('a file that fails is among the last errors, with its path, step and detail', async () => {
  const { db, rootId, tab } = await browser();
  await addTracks(db, [parsedTrack('broken.mp3', { rootId })]);
  const { pipeline, reach } = tab(ingest().calls);
  await pipeline.start();
  await reach((state) => state.counts.failed === 1);
  expect(await recentErrors(db)).toMatchObject([{ code: 'decode-failed', step: 'analyse', path: 'broken.mp3', attempt: 1 }]);
});

test('what is left is told by kind, with what is to renew apart', async () => {
  const { db, rootId, tab } = await browser();
  const old = { stage: 'embedded', versions: { ...STAGE_VERSIONS, analyse: 1 } } as const;
  await addTracks(db, [parsedTrack('a.mp3', { rootId, ...old }), parsedTrack('b.mp3', { rootId, ...old }), parsedTrack('hang.mp3', { rootId })]);
  const { pipeline, reach } = tab(ingest().calls);
  pipeline.pause();
  await pipeline.start();
  await reach((state) => state.waiting === 3);
  expect(pipeline.state()).toMatchObject({
    counts: { found: 3, analysed: 2, embedded: 2, renew: 2 },
    left: [{ kind: 'sound', waiting: 1, leftS: null }, { kind: 'renew', waiting: 2, leftS: null }],
  });
});
