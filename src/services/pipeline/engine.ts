// The pipeline at work, in the one tab that holds the lock: scans beside the sound line, and what is told of both.
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { observe } from '../../db/observe';
import { activeRoots } from '../../db/roots';
import { watchSeq } from '../../db/sequence';
import { stageCounts } from '../../db/tracks';
import { requeueOutdated, setWorkMode, unclaim, workMode, type WorkMode } from '../../db/work';
import type { RootId } from '../../domain/library/ids';
import type { AppError, ErrorCode } from '../../domain/result';
import { STAGE_VERSIONS } from '../../domain/versions';
import type { IngestApi, ScanProgress } from '../../domain/worker-api';
import { readableRoots } from '../folders/access';
import { purgeRemoved } from '../folders/purge';
import { channel, type Listenable } from '../listenable';
import type { AudioPool } from '../workers/audio-pool';
import type { WorkerCalls } from '../workers/worker-client';
import { leaveClaims, takeClaims, type CloseStorage } from './clean-close';
import type { Command } from './commands';
import { INITIAL_PIPELINE, type PipelineState, type WorkInHand } from './pipeline';
import { etaS, rateMeter } from './rate';
import { createScanner } from './scanner';
import { createSoundLine } from './sound-line';
import { throttled } from './throttle';

const TELL_EVERY_MS = 200;
const COUNT_EVERY_MS = 500;
/** Counting takes at most a tenth of the time, however big the library. */
const COUNT_SHARE = 10;
/** While a scan runs, parsed files that the walk has passed by are looked for this often. */
const LOOK_BACK_MS = 5_000;
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
}

export interface Engine extends Listenable<PipelineState> {
  begin(): Promise<void>;
  run(command: Command): void;
  /** The tab closes in good order: files in hand do not count as tried. */
  leave(): void;
  end(): void;
}

export function createEngine(deps: EngineDeps): Engine {
  const { db, pool, now } = deps;
  const state = channel<PipelineState>({ ...INITIAL_PIPELINE, leader: true });
  const soundRate = rateMeter();
  const parseRate = rateMeter();
  let mode: WorkMode = 'stopped';
  let problem: AppError | null = null;
  /** Set while a problem of the whole keeps all work from going on. */
  let held = false;
  let readable: ReadonlySet<RootId> = new Set();
  let parsedBefore = 0;
  let lookedBackMs = 0;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  const ends: (() => void)[] = [];

  const tell = throttled(publish, () => TELL_EVERY_MS, now);
  const recount = throttled(async () => {
    state.set({ counts: await stageCounts(db) });
    tell();
  }, (tookMs) => Math.max(COUNT_EVERY_MS, tookMs * COUNT_SHARE), now);

  const line = createSoundLine({
    db, pool, now,
    allowed: (rootId) => readable.has(rootId),
    onChange: tell,
    onEnded: () => soundRate.add(1, now()),
    onProblem: (error, rootId) => void meet(error, rootId),
    onUnready: hold,
  });
  const scanner = createScanner({
    db, now,
    ingest: deps.ingest,
    onProgress: followScan,
    onProblem: (error, rootId) => void meet(error, rootId),
    onIdle: () => {
      parseRate.reset();
      if (working()) line.wake(true);
      tell();
    },
  });

  const working = (): boolean => mode === 'on' && !held;

  function publish(): void {
    const busy = scanner.busy() || line.busy();
    const sounding = line.busy();
    if (!sounding) soundRate.reset();
    restWhen(!sounding);
    const { counts } = state.state();
    const waiting = Math.max(0, counts.found - counts.embedded - counts.failed);
    const filesPerSecond = sounding ? soundRate.perSecond(now()) : parseRate.perSecond(now());
    state.set({
      phase: mode === 'paused' || held ? 'paused' : mode === 'on' && busy ? 'running' : 'idle',
      waiting, filesPerSecond, problem,
      etaS: busy && working() ? etaS(waiting, filesPerSecond) : null,
      inHand: [...scanInHand(scanner.progress()), ...line.inHand().map((job): WorkInHand => ({ step: 'sound', path: job.path }))],
      scanning: scanner.roots(),
    });
  }

  function restWhen(quiet: boolean): void {
    if (!quiet) {
      clearTimeout(restTimer);
      restTimer = undefined;
      return;
    }
    restTimer ??= setTimeout(() => pool.rest(), POOL_IDLE_MS);
  }

  function followScan(progress: ScanProgress): void {
    parseRate.add(Math.max(0, progress.parsed - parsedBefore), now());
    parsedBefore = progress.phase === 'done' ? 0 : progress.parsed;
    if (working()) {
      const lookBack = now() - lookedBackMs > LOOK_BACK_MS;
      if (lookBack) lookedBackMs = now();
      line.wake(lookBack);
    }
    tell();
  }

  /** A root that was closed or unplugged steps aside; a full disk or a lost database holds everything until the person resumes. */
  async function meet(error: AppError, rootId: RootId | null): Promise<void> {
    problem = error;
    if (HOLDING.has(error.code)) hold(error);
    if (rootId !== null && CLOSED.has(error.code)) {
      readable = new Set([...readable].filter((id) => id !== rootId));
      readable = new Set(await readableRoots(db));
      // It looks open and yet cannot be read: trying again at once would go on for ever.
      if (readable.has(rootId)) hold(error);
    }
    tell();
  }

  function hold(error: AppError): void {
    problem = error;
    held = true;
    scanner.pause();
    void line.hold();
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

  async function scan(rootIds: readonly RootId[] | null): Promise<void> {
    readable = new Set(await readableRoots(db));
    problem = null;
    if (mode === 'stopped') await setMode('on');
    scanner.request([...(rootIds ?? readable)].filter((rootId) => readable.has(rootId)));
    if (mode === 'on') goOn();
  }

  async function execute(command: Command): Promise<void> {
    switch (command.name) {
      case 'scan':
        return scan(command.rootIds);
      case 'pause':
        await setMode('paused');
        scanner.pause();
        return line.hold();
      case 'resume':
        await setMode('on');
        readable = new Set(await readableRoots(db));
        return goOn();
      case 'stop':
        await setMode('stopped');
        held = false;
        scanner.stop();
        return line.hold();
      case 'retried':
        if (mode === 'stopped') await setMode('on');
        scanner.requestLeftOvers();
        return working() ? goOn() : undefined;
      case 'prioritise':
        return line.prioritise(command.trackIds);
    }
  }

  async function followRoots(): Promise<void> {
    readable = new Set(await readableRoots(db));
    scanner.keepOnly(new Set((await activeRoots(db)).map((root) => root.rootId)));
    if (working()) line.wake(true);
  }

  return {
    state: state.state,
    subscribe: state.subscribe,
    async begin() {
      try {
        await unclaim(db, takeClaims(deps.storage));
        await requeueOutdated(db, STAGE_VERSIONS);
        mode = await workMode(db);
        readable = new Set(await readableRoots(db));
        scanner.requestLeftOvers();
        if (mode !== 'stopped') scanner.request([...readable]);
        if (mode === 'on') goOn();
        ends.push(purgeRemoved(db, now), observe(() => activeRoots(db), () => void followRoots()), watchSeq(db, recount));
      } catch (thrown) {
        problem = databaseError(thrown);
      }
      recount();
    },
    run(command) {
      execute(command).catch((thrown: unknown) => {
        problem = databaseError(thrown);
      }).finally(tell);
    },
    leave: () => leaveClaims(deps.storage, line.claimed()),
    end() {
      for (const end of ends.splice(0)) end();
      clearTimeout(restTimer);
      scanner.stop();
      void line.hold();
      pool.dispose();
    },
  };
}

function scanInHand(progress: ScanProgress | null): WorkInHand[] {
  if (!progress?.currentPath) return [];
  return [{ step: progress.phase === 'walking' ? 'scan' : 'parse', path: progress.currentPath }];
}

