// Keeps the history of runs: one is begun when something was done, written while it goes on, and ended with how it ended.
import type { Database } from '../../db/database';
import { beginRun, closeInterruptedRuns, noteRun } from '../../db/runs';
import type { RunCause, RunCounts, RunEnd, RunRow } from '../../domain/work/run';
import type { ScanProgress, ScanSummary } from '../../domain/worker-api';
import type { WorkMode } from '../../db/work';
import type { PipelineState } from './pipeline';
import type { Heard } from './sound-line';
import { throttled } from './throttle';

const WRITE_EVERY_MS = 2_000;
/** Between a scan and the analysis of what it found there may be a moment of rest: that is one run. */
const SAME_RUN_MS = 5_000;

const NOTHING: RunCounts = { found: 0, parsed: 0, analysed: 0, embedded: 0, reused: 0, failed: 0 };

interface Run {
  readonly by: RunCause;
  readonly startedAtMs: number;
  counts: RunCounts;
  audioS: number;
  tookS: number;
  workers: number;
  end: RunEnd | null;
  endedAtMs: number;
  /** null until there is something to tell. */
  runId: number | null;
}

export interface RunLogDeps {
  readonly db: Database;
  readonly now: () => number;
  /** What the person wants, and whether a problem holds it up. */
  readonly mode: () => WorkMode;
  readonly held: () => boolean;
}

export interface RunLog {
  /** Runs of tabs that closed get their end. */
  begin(): Promise<void>;
  /** What sets off the next run, if none goes on. */
  cause(by: RunCause): void;
  follow(state: Pick<PipelineState, 'phase' | 'workers'>): void;
  scanned(progress: ScanProgress): void;
  scanEnded(summary: ScanSummary): void;
  heard(heard: Heard): void;
  /** Nothing is written from here on: the tab closes. */
  end(): void;
}

export function createRunLog({ db, now, mode, held }: RunLogDeps): RunLog {
  let run: Run | null = null;
  let by: RunCause = 'start';
  let parsedBefore = 0;
  let ended = false;
  /** Writes are in order: a row is made once. */
  let writing: Promise<void> = Promise.resolve();

  const write = throttled(() => {
    // What could not be written is written with the next change.
    writing = writing.then(store).catch(() => undefined);
    return writing;
  }, () => WRITE_EVERY_MS, now);

  async function store(): Promise<void> {
    const written = run;
    if (ended || !written || Object.values(written.counts).every((count) => count === 0)) return;
    if (written.runId === null) written.runId = await beginRun(db, rowOf(written));
    else await noteRun(db, written.runId, rowOf(written));
  }

  function rowOf({ startedAtMs, by: cause, counts, audioS, tookS, workers, end, endedAtMs }: Run): Omit<RunRow, 'runId'> {
    const heardFiles = counts.analysed - counts.reused;
    return { ...counts, startedAtMs, by: cause, audioS, workers, end, lastAtMs: end === null ? now() : endedAtMs, secondsPerTrack: heardFiles > 0 ? tookS / heardFiles : null };
  }

  function goOn(): void {
    if (run && run.end === null) return;
    if (run?.end === 'done' && by !== 'person' && now() - run.endedAtMs < SAME_RUN_MS) run.end = null;
    else run = { by, startedAtMs: now(), counts: NOTHING, audioS: 0, tookS: 0, workers: 0, end: null, endedAtMs: 0, runId: null };
    by = 'disk';
  }

  function close(end: RunEnd): void {
    if (!run || run.end !== null) return;
    run.end = end;
    run.endedAtMs = now();
    write();
  }

  function count(more: Partial<RunCounts>): void {
    // What is told before the phase is.
    goOn();
    if (!run) return;
    const { counts } = run;
    run.counts = Object.fromEntries(Object.entries(counts).map(([name, before]) => [name, before + (more[name as keyof RunCounts] ?? 0)])) as unknown as RunCounts;
    write();
  }

  return {
    async begin() {
      await closeInterruptedRuns(db);
    },
    cause(next) {
      by = next;
    },
    follow({ phase, workers }) {
      if (phase === 'running') goOn();
      else close(phase === 'paused' ? (held() ? 'held' : 'paused') : mode() === 'stopped' ? 'stopped' : 'done');
      if (run) run.workers = Math.max(run.workers, workers.filter((worker) => worker.file !== null).length);
    },
    scanned({ phase, parsed }) {
      if (parsed > parsedBefore) count({ parsed: parsed - parsedBefore });
      parsedBefore = phase === 'done' ? 0 : parsed;
    },
    scanEnded({ added, changed, failed }) {
      parsedBefore = 0;
      if (added + changed + failed > 0) count({ found: added + changed, failed });
    },
    heard({ job, tookMs, answer, isOver }) {
      if (!isOver) return;
      if (!answer.ok) return count({ failed: 1 });
      count({ analysed: 1, embedded: 1, reused: answer.value.reused ? 1 : 0 });
      if (!run || answer.value.reused) return;
      run.tookS += tookMs / 1000;
      run.audioS += answer.value.decodedDurationS || job.durationS;
    },
    end() {
      ended = true;
    },
  };
}
