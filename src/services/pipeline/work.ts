// The work of the pipeline as it stands, and what it is called.
import type { RootId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import type { WorkerAtWork } from '../../domain/work/estimate';
import type { Pace } from '../../domain/work/pace';
import type { ScanProgress } from '../../domain/worker-api';
import type { WorkMode, SoundJob } from '../../db/work';
import type { PipelineState, ScanOutcome, WorkInHand } from './pipeline';

export interface Work {
  readonly mode: WorkMode;
  readonly problem: AppError | null;
  /** Folders that can be read now. */
  readonly readable: readonly RootId[];
  readonly scan: { readonly busy: boolean; readonly progress: ScanProgress | null; readonly roots: readonly RootId[]; readonly ended: readonly ScanOutcome[]; readonly emptyRoots: readonly RootId[] };
  readonly sound: { readonly busy: boolean; readonly inHand: readonly SoundJob[]; readonly workers: readonly WorkerAtWork[] };
  readonly pace: Pace;
  /** Rest after each file, as a part of the time that it took. */
  readonly restShare: number;
}

/** @param toHear files that wait for an audio worker: work that no worker may do for the moment is not at its end */
export function phaseOf({ mode, scan, sound, pace }: Work, toHear: number): PipelineState['phase'] {
  if (mode === 'paused') return 'paused';
  return mode === 'on' && (scan.busy || sound.busy || (pace.workers === 0 && toHear > 0)) ? 'running' : 'idle';
}

/** What is in work at this moment, scans first. */
export function inHandOf({ scan, sound }: Work): WorkInHand[] {
  return [...scanInHand(scan.progress), ...sound.inHand.map((job): WorkInHand => ({ step: 'sound', path: job.path }))];
}

function scanInHand(progress: ScanProgress | null): WorkInHand[] {
  if (!progress?.currentPath) return [];
  return [{ step: progress.phase === 'walking' ? 'scan' : 'parse', path: progress.currentPath }];
}
