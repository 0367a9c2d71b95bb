// Tells the other devices how far this device's pipeline is, twice a second at most.
import { workable } from '../../domain/library/progress';
import type { Progress, ProgressStep } from '../../domain/sync/live';
import type { Listenable } from '../listenable';
import type { PipelineState } from '../pipeline/pipeline';

const EVERY_MS = 500;

export type OwnProgress = Omit<Progress, 'deviceId'>;

export interface OwnProgressDeps {
  readonly pipeline: Listenable<PipelineState>;
  readonly newId: () => string;
  /** Resolves when sent or given up; the next waits for it. */
  readonly send: (progress: OwnProgress) => Promise<unknown>;
  readonly everyMs?: number;
}

/** @returns a function that ends it */
export function tellOwnProgress({ pipeline, newId, send, everyMs = EVERY_MS }: OwnProgressDeps): () => void {
  /** Of the run now going on, or just ended and not yet told in full. */
  let runId: string | null = null;
  let ended = false;
  let sending = false;
  /** What was told last of each step, the one told longest ago first. */
  const told = new Map<ProgressStep, string>();

  function next(): OwnProgress | undefined {
    if (runId === null) return undefined;
    const run = runId;
    const fresh = stepsOf(pipeline.state()).map((step) => ({ ...step, runId: run })).filter((step) => told.get(step.step) !== JSON.stringify(step));
    const lastTold = [...told.keys()];
    return fresh.sort((a, b) => lastTold.indexOf(a.step) - lastTold.indexOf(b.step))[0];
  }

  async function look(): Promise<void> {
    if (pipeline.state().phase === 'running') runId ??= newId();
    const progress = sending || ended ? undefined : next();
    if (!progress) {
      if (!sending && pipeline.state().phase !== 'running') rest();
      return;
    }
    sending = true;
    told.delete(progress.step);
    told.set(progress.step, JSON.stringify(progress));
    await Promise.all([send(progress), new Promise((resolve) => setTimeout(resolve, everyMs))]);
    sending = false;
    void look();
  }

  function rest(): void {
    runId = null;
    told.clear();
  }

  const unsubscribe = pipeline.subscribe(() => void look());
  void look();
  return () => {
    ended = true;
    unsubscribe();
  };
}

/** Every step of the chain that has anything to do, as it stands; while a folder is walked, how many files were met. Failed files count as dealt with. */
export function stepsOf({ counts: all, outOfReach, scanning, filesPerSecond, etaS, inHand }: PipelineState): Omit<OwnProgress, 'runId'>[] {
  const counts = workable(all, outOfReach);
  const walking = inHand.some((work) => work.step === 'scan');
  const steps: [ProgressStep, number][] = [['parse', counts.parsed], ['analyse', counts.analysed], ['embed', counts.embedded]];
  const working: ProgressStep = scanning.length > 0 ? 'parse' : 'embed';
  const told = steps.map(([step, current]) => {
    const total = Math.max(current, counts.found - counts.failed);
    const isWorking = step === working && current < total;
    const percent = total === 0 ? 100 : Math.round((current / total) * 1000) / 10;
    return { step, current, total, percent, filesPerSecond: isWorking ? filesPerSecond : null, etaS: isWorking ? etaS : null };
  });
  const begun = told.filter((step) => step.total > 0);
  return walking ? [{ step: 'scan', current: counts.found, total: 0, percent: 0, filesPerSecond: null, etaS: null }, ...begun] : begun;
}
