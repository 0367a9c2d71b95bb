// The pipeline at work, in the one tab that holds the lock: scans beside the sound line, and what holds them up.
import type { Database } from '../../db/database';
import { observe } from '../../db/observe';
import { activeRoots } from '../../db/roots';
import { watchSeq } from '../../db/sequence';
import { collectCovers } from '../../db/unshown-covers';
import { unsettledFolders, type Unsettled } from '../../db/unsettled';
import { requeueOutdated, unclaim } from '../../db/work';
import type { RootRow } from '../../domain/library/root';
import { STAGE_VERSIONS } from '../../domain/versions';
import type { IngestApi, ScanProgress } from '../../domain/worker-api';
import { purgeRemoved } from '../folders/purge';
import type { Listenable } from '../listenable';
import type { AudioPool } from '../workers/audio-pool';
import type { WorkerCalls } from '../workers/worker-client';
import { createChangedRoots } from './changed-roots';
import { leaveClaims, takeClaims, type CloseStorage } from './clean-close';
import type { Command } from './commands';
import { noteHeard } from './error-notes';
import type { After, WatchBattery } from './pace';
import { createPermit } from './permit';
import type { PipelineState, ScanOutcome } from './pipeline';
import { createPoolRest } from './pool-rest';
import { createProblems } from './problems';
import { createReadableFolders } from './readable-folders';
import { createReport } from './report';
import { runCommand } from './run-command';
import { createRunLog } from './run-log';
import { createScanner } from './scanner';
import { createSoundLine } from './sound-line';
import { createSpeed } from './speed';
import { createTurns } from './turns';

const BY_PERSON: ReadonlySet<Command['name']> = new Set(['scan', 'resume', 'retried', 'guessAgain', 'setSpeed']);

export interface EngineDeps {
  readonly db: Database;
  readonly ingest: WorkerCalls<IngestApi>;
  readonly pool: AudioPool;
  readonly storage: CloseStorage;
  readonly now: () => number;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly after: After;
  readonly watchBattery: WatchBattery;
  /** Whether the browser can keep the screen on. */
  readonly canStayAwake: boolean;
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

export function createEngine({ db, ingest, pool, storage, now, random, after, watchBattery, canStayAwake, Observer }: EngineDeps): Engine {
  let scans: readonly ScanOutcome[] = [];
  const ends: (() => void)[] = [];
  const rest = createPoolRest(pool);
  const speed = createSpeed({
    db, pool, canStayAwake, watchBattery, now, after,
    onChange() {
      if (permit.working()) line.wake(false);
      report.tell();
    },
  });

  const report = createReport({
    db, now, random,
    look: () => ({
      mode: permit.shownMode(),
      problem: permit.problem(),
      readable: folders.ids(),
      scan: { busy: scanner.busy(), progress: scanner.progress(), roots: scanner.roots(), ended: scans, emptyRoots: problems.emptyRoots() },
      sound: { busy: line.busy(), inHand: line.inHand(), workers: pool.workers() },
      pace: speed.pace(),
      restShare: speed.restShare(),
    }),
  });
  const runs = createRunLog({ db, now, mode: () => permit.mode(), held: () => permit.held() });
  const permit = createPermit({ db, scanner: () => scanner, line: () => line, onChange: report.tell });
  const problems = createProblems({ db, permit, folders: () => folders, now, onChange: report.tell });
  const line = createSoundLine({
    db, pool, now, after,
    restShare: speed.restShare,
    allowed: (rootId) => folders.has(rootId),
    onChange() {
      rest.follow(line.busy());
      report.tell();
    },
    onHeard(heard) {
      report.heard(heard);
      runs.heard(heard);
      noteHeard(db, heard, now());
    },
    onProblem: problems.meet,
    onUnready: permit.hold,
  });
  const turns = createTurns({ line, permit, now });
  const scanner = createScanner({
    db, ingest, now,
    onProgress: followScan,
    onProblem: problems.meet,
    onScanned(summary, within) {
      problems.scanned(summary.rootId);
      runs.scanEnded(summary);
      scans = [...scans.filter((scan) => scan.rootId !== summary.rootId), { ...summary, within, atMs: now() }];
      report.tell();
    },
    onIdle() {
      turns.scansEnded();
      report.scanEnded();
      dropCovers();
    },
  });
  const changes = createChangedRoots({ scanner: () => scanner, permit, runs, onChange: report.tell });
  const folders = createReadableFolders({
    db, Observer, now,
    onChanged: changes.changed,
    onBegun: changes.begun,
  });

  /** Covers of removed folders: a failure leaves them noted for the next time. */
  function dropCovers(): void {
    collectCovers(db, () => !scanner.busy()).catch(() => undefined);
  }

  function followScan(progress: ScanProgress): void {
    turns.scanned(progress);
    report.scanned(progress);
    runs.scanned(progress);
  }

  function followRun(state: PipelineState): void {
    runs.follow(state);
    speed.follow(state).catch(permit.nameThrown);
  }

  /** Also while paused: a person who edits looks at what comes of it. */
  function settleEdited(unsettled: readonly Unsettled[]): void {
    if (unsettled.length > 0) void ingest.settleEdited();
  }

  async function followRoots(roots: readonly RootRow[]): Promise<void> {
    await folders.follow(roots);
    scanner.keepOnly(new Set(roots.map((root) => root.rootId)));
    if (permit.working()) line.wake(true);
  }

  return {
    state: report.state,
    subscribe: report.subscribe,
    async begin() {
      try {
        await unclaim(db, takeClaims(storage));
        await requeueOutdated(db, STAGE_VERSIONS);
        await runs.begin();
        await speed.restore();
        await permit.restore();
        await folders.look();
        scanner.requestLeftOvers();
        if (permit.mode() !== 'stopped') scanner.request(folders.ids());
        if (permit.mode() === 'on') permit.goOn();
        ends.push(
          report.subscribe(followRun),
          purgeRemoved(db, now, dropCovers),
          observe(() => activeRoots(db), (roots) => void followRoots(roots)),
          watchSeq(db, report.recount),
          observe(() => unsettledFolders(db), settleEdited),
        );
      } catch (thrown) {
        permit.nameThrown(thrown);
      }
      report.recount();
    },
    run(command) {
      if (BY_PERSON.has(command.name)) runs.cause('person');
      runCommand(command, { permit, folders, scanner, line, speed, takeMissed: changes.takeMissed }).catch(permit.nameThrown).finally(report.tell);
    },
    leave: () => leaveClaims(storage, line.claimed()),
    end() {
      for (const end of ends.splice(0)) end();
      folders.end();
      rest.end();
      speed.end();
      runs.end();
      scanner.stop();
      line.hold().catch(() => undefined);
      pool.dispose();
    },
  };
}
