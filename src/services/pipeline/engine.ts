// The pipeline at work, in the one tab that holds the lock: scans beside the sound line, and what holds them up.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { observe } from '../../db/observe';
import { activeRoots } from '../../db/roots';
import { watchSeq } from '../../db/sequence';
import { unsettledFolders, type Unsettled } from '../../db/unsettled';
import { requeueOutdated, setWorkMode, unclaim, workMode, type WorkMode } from '../../db/work';
import { WHOLE_ROOT } from '../../domain/library/changed-folders';
import type { RootId } from '../../domain/library/ids';
import type { AppError, ErrorCode } from '../../domain/result';
import { STAGE_VERSIONS } from '../../domain/versions';
import type { IngestApi, ScanProgress } from '../../domain/worker-api';
import { readableRoots } from '../folders/access';
import { purgeRemoved } from '../folders/purge';
import { createFolderWatch } from '../folders/watch-folders';
import type { Listenable } from '../listenable';
import type { AudioPool } from '../workers/audio-pool';
import type { WorkerCalls } from '../workers/worker-client';
import { leaveClaims, takeClaims, type CloseStorage } from './clean-close';
import type { Command } from './commands';
import type { PipelineState, ScanOutcome } from './pipeline';
import { createReport } from './report';
import { createScanner } from './scanner';
import { createSoundLine } from './sound-line';

/** While a scan runs, parsed files that the walk has passed by are looked for this often. */
const LOOK_BACK_MS = 5_000;
/**
 * More files than this to read, and analysis waits for them: it takes all cores, and made a first scan three times as long
 * (measured: 428 files/s alone, 120 beside it), while lists without tags help nobody.
 */
const MANY_TO_READ = 50;
/** Workers hold models in memory: ended when nothing came for so long. */
const POOL_IDLE_MS = 30_000;
const HOLDING: ReadonlySet<ErrorCode> = new Set(['quota-exceeded', 'database-failed', 'database-blocked']);
const CLOSED: ReadonlySet<ErrorCode> = new Set(['permission-denied', 'folder-gone']);

export interface EngineDeps {
  readonly db: Database;
  readonly ingest: WorkerCalls<IngestApi>;
  readonly pool: AudioPool;
  readonly storage: CloseStorage;
  readonly now: () => number;
  /** `window.FileSystemObserver`; undefined where the browser has none. */
  readonly Observer?: FileSystemObserverConstructor | undefined;
}

export interface Engine extends Listenable<PipelineState> {
  begin(): Promise<void>;
  run(command: Command): void;
  /** The tab closes in good order: files in hand do not count as tried. */
  leave(): void;
  end(): void;
}

export function createEngine({ db, ingest, pool, storage, now, Observer }: EngineDeps): Engine {
  let mode: WorkMode = 'stopped';
  let problem: AppError | null = null;
  /** Set while a problem of the whole keeps all work from going on. */
  let held = false;
  let readable: ReadonlySet<RootId> = new Set();
  let scans: readonly ScanOutcome[] = [];
  /** Roots that changed while the work was stopped. */
  const missed = new Set<RootId>();
  /** Roots that hold nothing any more, and did. */
  const emptyRoots = new Set<RootId>();
  let lookedBackMs = 0;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  const ends: (() => void)[] = [];

  const report = createReport(db, now, () => ({
    mode: held ? 'paused' : mode,
    problem,
    scan: { busy: scanner.busy(), progress: scanner.progress(), roots: scanner.roots(), ended: scans, emptyRoots: [...emptyRoots] },
    sound: { busy: line.busy(), inHand: line.inHand() },
  }));
  const line = createSoundLine({
    db, pool, now,
    allowed: (rootId) => readable.has(rootId),
    onChange() {
      restWhen(!line.busy());
      report.tell();
    },
    onEnded: report.soundEnded,
    onProblem: (error, rootId) => void meet(error, rootId),
    onUnready: hold,
  });
  const scanner = createScanner({
    db, ingest, now,
    onProgress: followScan,
    onProblem: (error, rootId) => void meet(error, rootId),
    onScanned(summary, within) {
      emptyRoots.delete(summary.rootId);
      scans = [...scans.filter((scan) => scan.rootId !== summary.rootId), { ...summary, within, atMs: now() }];
      report.tell();
    },
    onIdle() {
      line.reserve(false);
      if (working()) line.wake(true);
      report.scanEnded();
    },
  });

  const watch = createFolderWatch({
    Observer, now,
    onChanged: scanChanged,
    // What changed between the last scan and now was told to nobody.
    onBegun(rootId) {
      if (!scanner.roots().includes(rootId)) scanChanged(rootId, [WHOLE_ROOT]);
    },
  });

  function scanChanged(rootId: RootId, folders: readonly string[]): void {
    if (mode === 'stopped') return void missed.add(rootId);
    scanner.request([rootId], folders.includes(WHOLE_ROOT) ? undefined : folders);
    report.tell();
  }

  function working(): boolean {
    return mode === 'on' && !held;
  }

  function restWhen(quiet: boolean): void {
    if (quiet) restTimer ??= setTimeout(() => pool.rest(), POOL_IDLE_MS);
    else {
      clearTimeout(restTimer);
      restTimer = undefined;
    }
  }

  function followScan(progress: ScanProgress): void {
    line.reserve(progress.phase !== 'done' && progress.toParse - progress.parsed > MANY_TO_READ);
    if (working()) {
      const lookBack = now() - lookedBackMs > LOOK_BACK_MS;
      if (lookBack) lookedBackMs = now();
      line.wake(lookBack);
    }
    report.scanned(progress);
  }

  /** A root that was closed or unplugged steps aside; a full disk or a lost database holds everything until the person resumes. */
  async function meet(error: AppError, rootId: RootId | null): Promise<void> {
    if (error.code === 'folder-empty' && rootId !== null) {
      emptyRoots.add(rootId);
      return report.tell();
    }
    problem = error;
    if (HOLDING.has(error.code)) hold(error);
    if (rootId !== null && CLOSED.has(error.code)) {
      readable = new Set([...readable].filter((id) => id !== rootId));
      await lookAtAccess();
      // It looks open and yet cannot be read: trying again at once would go on for ever.
      if (readable.has(rootId)) hold(error);
    }
    report.tell();
  }

  function hold(error: AppError): void {
    problem = error;
    held = true;
    rest();
    report.tell();
  }

  function rest(): void {
    scanner.pause();
    line.hold().catch((thrown: unknown) => void (problem = databaseError(thrown)));
  }

  function goOn(): void {
    held = false;
    problem = null;
    scanner.resume();
    line.wake(true);
  }

  async function setMode(next: WorkMode): Promise<void> {
    mode = next;
    await setWorkMode(db, next);
  }

  async function execute(command: Command): Promise<void> {
    switch (command.name) {
      case 'scan':
        await lookAtAccess();
        if (mode === 'stopped') await setMode('on');
        scanner.request([...(command.rootIds ?? readable)].filter((rootId) => readable.has(rootId)), command.within);
        return mode === 'on' ? goOn() : undefined;
      case 'pause':
        rest();
        return setMode('paused');
      case 'resume':
        await lookAtAccess();
        scanner.request([...missed].filter((rootId) => readable.has(rootId)));
        missed.clear();
        await setMode('on');
        return goOn();
      case 'stop':
        scanner.stop();
        rest();
        held = false;
        return setMode('stopped');
      case 'retried':
        if (mode === 'stopped') await setMode('on');
        scanner.requestLeftOvers();
        return mode === 'on' ? goOn() : undefined;
      case 'guessAgain':
        scanner.requestLeftOvers();
        return mode === 'on' ? goOn() : undefined;
      case 'prioritise':
        return line.prioritise(command.trackIds);
    }
  }

  /** Which folders can be read now; those are watched. */
  async function lookAtAccess(): Promise<void> {
    readable = new Set(await readableRoots(db));
    const roots = (await activeRoots(db)).filter((root) => readable.has(root.rootId));
    // After the first scan: beside its reads the browser takes seconds to begin, and Chromium 156 ended more often in trials.
    watch.follow(roots, (root) => root.lastScanAtMs !== null);
  }

  /** Also while paused: a person who edits looks at what comes of it. */
  function settleEdited(folders: readonly Unsettled[]): void {
    if (folders.length > 0) void ingest.settleEdited();
  }

  async function followRoots(): Promise<void> {
    await lookAtAccess();
    scanner.keepOnly(new Set((await activeRoots(db)).map((root) => root.rootId)));
    if (working()) line.wake(true);
  }

  return {
    state: report.state,
    subscribe: report.subscribe,
    async begin() {
      try {
        await unclaim(db, takeClaims(storage));
        await requeueOutdated(db, STAGE_VERSIONS);
        mode = await workMode(db);
        await lookAtAccess();
        scanner.requestLeftOvers();
        if (mode !== 'stopped') scanner.request([...readable]);
        if (mode === 'on') goOn();
        ends.push(purgeRemoved(db, now), observe(() => activeRoots(db), () => void followRoots()), watchSeq(db, report.recount), observe(() => unsettledFolders(db), settleEdited));
      } catch (thrown) {
        problem = databaseError(thrown);
      }
      report.recount();
    },
    run(command) {
      execute(command).catch((thrown: unknown) => void (problem = databaseError(thrown))).finally(report.tell);
    },
    leave: () => leaveClaims(storage, line.claimed()),
    end() {
      for (const end of ends.splice(0)) end();
      watch.end();
      clearTimeout(restTimer);
      scanner.stop();
      line.hold().catch(() => undefined);
      pool.dispose();
    },
  };
}
