// What the rest of the app may ask of the pipeline. One tab runs it (Web Lock); the others mirror its state and forward commands.
import type { OutOfReach } from '../../domain/library/progress';
import type { RootId, TrackId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import type { WorkerAtWork, WorkLeft } from '../../domain/work/estimate';
import { INITIAL_PACE, type Pace, type SpeedSettings } from '../../domain/work/pace';
import type { ScanSummary } from '../../domain/worker-api';
import type { StageCounts } from '../../db/tracks';
import type { Listenable } from '../listenable';

export interface WorkInHand {
  readonly step: 'scan' | 'parse' | 'sound';
  readonly path: string;
}

/** What a scan of this session found. */
export interface ScanOutcome extends ScanSummary {
  readonly atMs: number;
  /** The folders that it was for, or null for the whole root. */
  readonly within: readonly string[] | null;
}

export interface PipelineState {
  readonly phase: 'idle' | 'running' | 'paused';
  /** Whether this tab does the work. */
  readonly leader: boolean;
  readonly counts: StageCounts;
  /** Files that still wait for a worker, of folders that can be read. */
  readonly waiting: number;
  /** Folders that cannot be read now, with what waits for them. */
  readonly outOfReach: readonly OutOfReach[];
  /** Of the step now running, over the last half minute; null while unknown. */
  readonly filesPerSecond: number | null;
  /** Until nothing waits any more, the likeliest. */
  readonly etaS: number | null;
  /** What is left of each kind of work, with its rate and its time; kinds with nothing to do are left out. */
  readonly left: readonly WorkLeft[];
  /** Audio workers that have been started, and what each does. */
  readonly workers: readonly WorkerAtWork[];
  readonly pace: Pace;
  readonly inHand: readonly WorkInHand[];
  /** Roots whose scan runs or waits. */
  readonly scanning: readonly RootId[];
  /** The last scan of each root. */
  readonly scans: readonly ScanOutcome[];
  /** Roots that are suddenly empty: their rows stay until the person says that they are so on purpose. */
  readonly emptyRoots: readonly RootId[];
  /** The last failure that concerns no single file, e.g. a full disk; null when it has passed. */
  readonly problem: AppError | null;
}

export interface Pipeline extends Listenable<PipelineState> {
  /** Takes up where the last session left off. */
  start(): Promise<void>;
  /**
   * Scans these roots, or all readable ones.
   * @param within only these folders of each, and all below them; relative to the root
   */
  scan(rootIds?: readonly RootId[], within?: readonly string[]): void;
  pause(): void;
  resume(): void;
  /** Ends scanning and analysis until the person starts them again; nothing done is lost. */
  stop(): void;
  /** Puts failed files back into their queue. */
  retry(trackIds: readonly TrackId[] | 'all'): Promise<void>;
  /** Patterns of paths have changed: files without tags are named again, which reads none of them. */
  guessAgain(): void;
  /** What the person looks at or plays goes first, once. */
  prioritise(trackIds: readonly TrackId[]): void;
  /** As `prioritise`, for as long as it is so: each call takes the place of the last of its kind. What plays comes before what is open, and that before what is visible. */
  focus(kind: FocusKind, trackIds: readonly TrackId[]): void;
  /** Settings of this device for how fast the work goes. */
  setSpeed(patch: Partial<SpeedSettings>): void;
  /** Something that makes the work give way or lets it go on faster. */
  feel(sign: Sign): void;
}

export type FocusKind = 'playing' | 'open' | 'visible';

/** What any tab notices. `used`: a person does something; `left`: the tab was hidden; `busy`: its page did not keep up; `stutter`: playing music broke off. */
export type Sign = 'used' | 'left' | 'busy' | 'stutter';

export const INITIAL_PIPELINE: PipelineState = {
  phase: 'idle',
  leader: false,
  counts: { found: 0, parsed: 0, analysed: 0, embedded: 0, failed: 0, ignored: 0, renew: 0 },
  waiting: 0,
  outOfReach: [],
  filesPerSecond: null,
  etaS: null,
  left: [],
  workers: [],
  pace: INITIAL_PACE,
  inHand: [],
  scanning: [],
  scans: [],
  emptyRoots: [],
  problem: null,
};
