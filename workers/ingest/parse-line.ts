// The parse stage: takes files as they are found, reads eight at once, writes what it learns in batches.
import { addParsed, type ReadFile } from '../../src/db/add-parsed';
import type { Database } from '../../src/db/database';
import { noteErrors } from '../../src/db/errors';
import { patchTracks, type NewTrack, type TrackPatch } from '../../src/db/tracks';
import type { TrackId } from '../../src/domain/library/ids';
import { tagColumns } from '../../src/domain/library/tag-columns';
import type { TagDetails } from '../../src/domain/library/tag-details';
import { fileNameOf, filePathOf, type StageFailure, type TrackRow } from '../../src/domain/library/track';
import type { AppError } from '../../src/domain/result';
import { STAGE_VERSIONS } from '../../src/domain/versions';
import type { NotedError } from '../../src/domain/work/noted-error';
import { embeddedCover, type CoverKeeper } from './covers';
import type { Gate } from './gate';
import { parseFile, readError } from './parse-file';
import type { Sidecar } from './sidecar';

/** Measured: reads of eight files at once come near the browser's limit. */
const AT_ONCE = 8;
const BATCH = 200;
/** So that the first tracks show soon, and the last do not wait for a full batch. */
const FLUSH_MS = 400;
/** Files found ahead of the parse; beyond this the walk waits. */
const MOST_WAITING = 2_000;

export interface ParseJob {
  /** The row that the file has, and what is known of it already; or the row that it will get. */
  readonly target: { readonly trackId: TrackId; readonly patch?: TrackPatch } | { readonly row: NewTrack };
  readonly path: string;
  readonly file: () => Promise<File>;
  /** The picture of the file's folder, read once a folder. */
  readonly sidecar: Sidecar;
}

export interface ParseLineDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly gate: Gate;
  readonly covers: CoverKeeper;
  readonly onParsed: (path: string, failed: boolean) => void;
  /** Files that had no row got theirs. */
  readonly onAdded?: (trackIds: readonly TrackId[]) => void;
  /** Files were found to hold other audio. @param rows as they were */
  readonly onReplaced?: (rows: readonly TrackRow[]) => void;
}

export interface ParseLine {
  /** Waits while too many files wait. @throws what a write threw */
  push(job: ParseJob): Promise<void>;
  /** Resolves when all is parsed and written. @throws Stopped, or what a write threw; what was parsed by then is written where it can be */
  finish(): Promise<void>;
}

export function createParseLine(deps: ParseLineDeps): ParseLine {
  const waiting: ParseJob[] = [];
  let fresh: ReadFile[] = [];
  let patches = new Map<TrackId, TrackPatch>();
  let details = new Map<TrackId, TagDetails>();
  /** For the notes of the last errors. */
  const failures: Omit<NotedError, 'errorId'>[] = [];
  let flushedAtMs = deps.now();
  let broken: { readonly thrown: unknown } | null = null;
  let writing: Promise<void> = Promise.resolve();
  const workers = new Set<Promise<void>>();
  /** Those who wait to push. */
  const pushers: (() => void)[] = [];

  function work(): void {
    while (workers.size < AT_ONCE && waiting.length > 0 && !broken) {
      const worker = drain().finally(() => workers.delete(worker));
      workers.add(worker);
    }
  }

  async function drain(): Promise<void> {
    try {
      for (let job = waiting.shift(); job && !broken; job = waiting.shift()) {
        if (waiting.length < MOST_WAITING) wake();
        await deps.gate.pass();
        const parsed = await parseJob(deps, job);
        take(job, parsed);
        deps.onParsed(job.path, Boolean(parsed.patch.failure));
        if (patches.size + fresh.length >= BATCH || deps.now() - flushedAtMs > FLUSH_MS) await flush();
      }
    } catch (thrown) {
      broken ??= { thrown };
      wake();
    }
  }

  function take({ target, path }: ParseJob, { patch, details: said }: Parsed): void {
    if ('row' in target) {
      fresh.push({ row: { ...target.row, ...patch }, details: said });
      return;
    }
    patches.set(target.trackId, { ...target.patch, ...patch });
    noteFailure(target.trackId, path, patch.failure);
    if (said) details.set(target.trackId, said);
  }

  function noteFailure(trackId: TrackId, path: string, failure: StageFailure | null | undefined): void {
    if (failure) failures.push({ ...failure, trackId, path: filePathOf(path), attempt: null });
  }

  function flush(): Promise<void> {
    const [added, batch, batchDetails] = [fresh, patches, details];
    fresh = [];
    patches = new Map();
    details = new Map();
    flushedAtMs = deps.now();
    writing = writing.then(async () => {
      if (added.length > 0) {
        const ids = await addParsed(deps.db, added);
        deps.onAdded?.(ids);
        added.forEach(({ row }, i) => noteFailure(ids[i] as TrackId, row.path, row.failure));
      }
      if (batch.size > 0) {
        const replaced = await patchTracks(deps.db, batch, batchDetails);
        deps.onReplaced?.(replaced);
      }
      // An aid to a person, and no reason to end a scan.
      await noteErrors(deps.db, failures.splice(0)).catch(() => undefined);
    });
    return writing;
  }

  function wake(): void {
    for (const resolve of pushers.splice(0)) resolve();
  }

  function check(): void {
    if (broken) throw broken.thrown;
  }

  return {
    async push(job) {
      while (waiting.length >= MOST_WAITING && !broken) await new Promise<void>((resolve) => pushers.push(resolve));
      check();
      waiting.push(job);
      work();
    },
    async finish() {
      while (workers.size > 0) await Promise.all(workers);
      await flush();
      check();
    },
  };
}

interface Parsed {
  readonly patch: TrackPatch;
  /** Null where the file could not be read. */
  readonly details: TagDetails | null;
}

async function parseJob(deps: ParseLineDeps, job: ParseJob): Promise<Parsed> {
  const fail = (failure: AppError): Parsed => ({ patch: { failure: { ...failure, step: 'parse', atMs: deps.now() } }, details: null });
  let file: File;
  try {
    file = await job.file();
  } catch (thrown) {
    return fail(readError(thrown).error);
  }
  const parsed = await parseFile(file, fileNameOf(job.path));
  // What was known before stays: a broken rewrite of a file must not cost a rating its track.
  if (!parsed.ok) return fail(parsed.error);
  const { tags, details, technical, contentKey, pictures } = parsed.value;
  const embedded = await embeddedCover(pictures, deps.covers);
  const coverHash = embedded ?? (await job.sidecar());
  const patch: TrackPatch = {
    stage: 'parsed', failure: null, attempts: 0, sizeBytes: file.size, mtimeMs: file.lastModified, contentKey, technical, embeddedCover: embedded ?? undefined,
    // Until covers are settled; one that lies further up stays as it is.
    ...(coverHash && { coverHash }),
    ...tagColumns(tags), versions: { parse: STAGE_VERSIONS.parse, analyse: 0, embed: 0 },
  };
  return { patch, details };
}
