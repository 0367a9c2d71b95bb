// What the page may ask of each worker, through Comlink. Plain Results and plain DTOs only;
// listeners must be passed through Comlink's `proxy()`.
import type { FoundPicture } from './library/cover';
import type { RootId, TrackId, ContentKey, CoverHash } from './library/ids';
import type { Step } from './library/track';
import type { DuplicateList, FolderGroup, Group, GroupKind, TrackList, TrackQuery } from './query/query';
import type { AppError, Result } from './result';

/** Progress of one scan, sent at most ten times a second and once at the end. */
export interface ScanProgress {
  readonly rootId: RootId;
  readonly phase: 'walking' | 'parsing' | 'settling' | 'done';
  /** Music files met in this walk. */
  readonly walked: number;
  /** Files whose parse ended in this scan, failed ones included. */
  readonly parsed: number;
  /** Files that this scan has to parse, as far as known. */
  readonly toParse: number;
  readonly failed: number;
  readonly currentPath: string | null;
}

export interface ScanSummary {
  readonly rootId: RootId;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly missing: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Folders that could not be read; their known files keep their state. */
  readonly unreadableFolders: readonly string[];
}

export interface IngestApi {
  /**
   * Walks a root and parses what is new or changed. `cancelled` after `stop()`; what was done is kept.
   * @param within only these folders of it and all below them, `/`-separated and relative to the root; the rest keeps its state
   */
  scan(rootId: RootId, onProgress: (progress: ScanProgress) => void, within?: readonly string[]): Promise<Result<ScanSummary>>;
  /** Parses rows that wait in the `parse` queue (left by a closed tab, or retried). @returns how many were parsed */
  parseQueued(onProgress: (progress: ScanProgress) => void): Promise<Result<{ readonly parsed: number; readonly failed: number }>>;
  /** Settles albums and credits of folders whose tags were edited, here or on another device. Reads no file. */
  settleEdited(): Promise<Result<null>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** What the ingest worker does besides: pictures for a person to choose from. Not held up by scans. */
export interface PictureApi {
  /** Keeps a picture that a person chose as a cover, in all its sizes. @returns `not-a-cover` for what cannot be shown */
  keepPicture(picture: Blob): Promise<Result<CoverHash>>;
  /** Pictures in the files of these tracks and beside them, each once. */
  foundPictures(trackIds: readonly TrackId[]): Promise<Result<readonly FoundPicture[]>>;
}

export interface SoundReport {
  readonly contentKey: ContentKey;
  /** True when another copy of the audio had been processed before: nothing was decoded. */
  readonly reused: boolean;
  readonly decodedDurationS: number;
  /** Wall time by stage, milliseconds. */
  readonly stageMs: Readonly<Record<SoundStep, number>>;
  /** Memory that the worker holds and that never shrinks again (of WASM modules), bytes. */
  readonly memoryBytes: number;
  /** A decoder's module trapped on the way: the values hold, yet the next file needs another worker. */
  readonly trapped?: true;
}

/** What a worker does with one track, in about this order. */
export type SoundStep = 'read' | 'decode' | 'loudness' | 'tempo' | 'key' | 'features' | 'embed' | 'write';

/** A failure that says which step it happened in. */
export interface SoundFailure {
  readonly step: Extract<Step, 'analyse' | 'embed'>;
}

export interface AudioApi {
  /**
   * Loads WASM and models.
   * @param baseUrl absolute URL of the app's root, with a trailing slash
   * @param onStep told of each step that the worker begins, from then on
   */
  init(baseUrl: string, onStep?: (step: SoundStep) => void): Promise<Result<null>>;
  /**
   * Decodes one track, writes its analysis, then its embedding. Facts are saved as soon as each is known.
   * The error's `step` says which stage failed; the caller writes the failure to the row.
   */
  process(trackId: TrackId): Promise<Result<SoundReport, AppError & SoundFailure>>;
}

export interface SimilarHit {
  readonly trackId: TrackId;
  /** Cosine of the standardised embeddings, −1–1. */
  readonly similarity: number;
}

export interface IndexState {
  readonly ready: boolean;
  /** False until the text index has caught up: searches then may miss rows. */
  readonly textReady: boolean;
  readonly trackCount: number;
  readonly vectorCount: number;
  /** Grows whenever answers may have changed. */
  readonly revision: number;
}

export interface SearchApi {
  /** Loads the snapshot, follows the rows, and keeps following. */
  open(onChanged: (state: IndexState) => void): Promise<Result<IndexState>>;
  query(query: TrackQuery): Promise<Result<TrackList>>;
  groups(kind: GroupKind, text: string): Promise<Result<readonly Group[]>>;
  /** Sub-folders and direct track count of a folder; `rootId` null lists the roots. */
  folders(rootId: RootId | null, path: string): Promise<Result<readonly FolderGroup[]>>;
  similar(trackId: TrackId, limit: number): Promise<Result<readonly SimilarHit[]>>;
  /** Files of this device that hold one recording several times, and what was hidden. */
  duplicates(): Promise<Result<DuplicateList>>;
  /** Writes the warm-start snapshot now, e.g. when the page is hidden. */
  persist(): Promise<Result<null>>;
}
