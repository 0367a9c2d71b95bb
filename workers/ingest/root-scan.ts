// The walk of one scan: each file compared with what is known of it, sent to the parse where it has to be, and what is left is absent.
import { noteErrors } from '../../src/db/errors';
import type { KnownFile } from '../../src/db/known-files';
import { dropPassedOver, passOver } from '../../src/db/passed-over';
import { addTracks, patchTracks, type TrackPatch } from '../../src/db/tracks';
import type { FolderRow } from '../../src/domain/library/folder-row';
import type { TrackId } from '../../src/domain/library/ids';
import type { RootRow } from '../../src/domain/library/root';
import { folderOf, HERE, SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../../src/domain/library/track';
import type { AppError } from '../../src/domain/result';
import type { ScanSummary } from '../../src/domain/worker-api';
import { compare, foundTrack, type Comparison } from './compare';
import { readError } from './parse-file';
import type { ParseJob, ParseLine } from './parse-line';
import { rootError } from './root-error';
import type { ScanDeps } from './scan-deps';
import { markMissing, pairMoves } from './settle';
import { changedFolder, goneFolder, type ChangedFolder } from './settle-folders';
import { sidecarOf, type Sidecar } from './sidecar';
import { slots } from './slots';
import { Unmet } from './unmet';
import { walk, type WalkedFolder } from './walk';

/** Measured: files looked at; more at once gains nothing. */
const LOOKS_AT_ONCE = 8;
const BATCH = 200;
const FLUSH_MS = 400;

interface Found {
  readonly path: string;
  readonly handle: FileSystemFileHandle;
  /** As looked at by the walk: the parse reads the same, without asking the browser again. */
  readonly file: File;
  readonly sidecar: Sidecar;
}

/** What the library knows of the folders that are scanned. */
export interface Known {
  readonly within: readonly string[];
  /** Those that the walk has not met yet. */
  readonly files: Map<string, KnownFile>;
  readonly folders: Map<string, FolderRow>;
  /** Paths of folders that are roots of their own. */
  readonly others: ReadonlySet<string>;
  /** When files that were passed over had been added. */
  readonly dates: ReadonlyMap<string, number>;
}

export class RootScan {
  private readonly tally = { added: 0, changed: 0, unchanged: 0 };
  private readonly unmet = new Unmet();
  /** Files that a rule kept out before. */
  private readonly backAgain: string[] = [];
  private readonly changed: ChangedFolder[] = [];
  /** Folders of which a file goes to the parse. */
  private readonly parsing = new Set<string>();
  /** Folders where a file that segments stand for went, or is back. */
  readonly withSegments = new Set<string>();
  private readonly looks = slots(LOOKS_AT_ONCE);
  /** Why the root as a whole cannot be read any more. */
  private lost: AppError | null = null;
  /** Rows that change without a parse. */
  private toPatch = new Map<TrackId, TrackPatch>();
  private flushedAtMs: number;

  constructor(private readonly deps: ScanDeps, private readonly root: RootRow, private readonly line: ParseLine, private readonly known: Known) {
    this.flushedAtMs = deps.now();
  }

  /** @returns why the root as a whole cannot be read any more, or null */
  async walkAll(): Promise<AppError | null> {
    try {
      const { within, others } = this.known;
      for await (const folder of walk(this.root.handle, { within, others, ignore: this.root.ignore ?? [] })) {
        if (folder.path === '' && folder.empty && this.mayBeUnplugged()) this.lost ??= { code: 'folder-empty' };
        this.unmet.note(folder);
        if (folder.error) this.lost ??= await this.rootError();
        await this.visit(folder);
        if (this.lost) break;
      }
    } finally {
      await this.looks.finish();
    }
    if (this.lost) return this.lost;
    await this.flush();
    // A disk that was pulled out, or access that was taken back, must not turn files into missing ones.
    return this.rootError();
  }

  /** @param added rows of files that had none @param displaced rows of files that hold other audio now, as they were */
  async settle(added: readonly TrackId[], displaced: ReadonlyMap<TrackId, TrackRow>): Promise<ScanSummary> {
    const { db, progress } = this.deps;
    const { gone, keptOut } = this.unmet.sort(this.known.files.values());
    await passOver(db, this.root.rootId, keptOut.map((row) => row.trackId));
    await dropPassedOver(db, this.root.rootId, this.backAgain);
    await markMissing(db, gone);
    for (const { missing, folder } of gone) if (missing === SEGMENTED) this.withSegments.add(folder);
    const lost = gone.filter((row) => row.missing === HERE || row.missing === SEGMENTED).map((row) => row.trackId);
    const moves = await pairMoves(db, { added, displaced, lost, seenAtMs: this.root.lastScanAtMs ?? 0, nowMs: this.deps.now() });
    const [from, to] = [new Set(moves.map(([row]) => row)), new Set(moves.map(([, file]) => file))];
    return {
      rootId: this.root.rootId, ...this.tally, added: this.tally.added - added.filter((id) => to.has(id)).length, moved: moves.length,
      missing: gone.filter((row) => !from.has(row.trackId)).length, failed: progress.counts.failed, unreadableFolders: this.unmet.unreadable,
    };
  }

  /** Folders where something came, went or changed. */
  changedFolders(): ChangedFolder[] {
    const gone = [...this.known.folders.keys()].filter((path) => !this.unmet.isUnreadable(path));
    return [...this.changed, ...gone.map(goneFolder)];
  }

  private async visit(folder: WalkedFolder): Promise<void> {
    const sidecar = sidecarOf(folder.path, folder.companions, this.deps.covers);
    const met: Promise<void>[] = [];
    for (const handle of folder.music) {
      await this.deps.gate.pass();
      const path = folder.path === '' ? handle.name : `${folder.path}/${handle.name}`;
      await this.looks.begin(() => {
        const meeting = this.meet({ path, handle, sidecar });
        met.push(meeting);
        return meeting;
      });
      if (this.lost) return;
      if (this.toPatch.size >= BATCH || this.deps.now() - this.flushedAtMs > FLUSH_MS) await this.flush();
    }
    if (!folder.error && (folder.companions.length > 0 || this.known.folders.has(folder.path))) await this.looks.begin(() => this.meetCompanions(folder, met));
  }

  /** @param met those of its music files */
  private async meetCompanions(folder: WalkedFolder, met: readonly Promise<void>[]): Promise<void> {
    const now = await changedFolder(folder);
    await Promise.all(met);
    if (now.stamp !== this.known.folders.get(folder.path)?.stamp || this.parsing.has(folder.path)) this.changed.push(now);
    this.known.folders.delete(folder.path);
  }

  private async meet(place: Omit<Found, 'file'>): Promise<void> {
    const { path, handle } = place;
    const known = this.known.files.get(path);
    let file: File;
    try {
      file = await handle.getFile();
    } catch (thrown) {
      return this.meetUnreadable(path, known, readError(thrown).error);
    }
    const found = { ...place, file };
    this.known.files.delete(path);
    this.deps.progress.add({ walked: 1 }, path);
    const comparison = compare(known, file);
    if (comparison.kind !== 'unchanged') this.parsing.add(folderOf(path));
    else if (known?.missing === SEGMENTED_MISSING) this.withSegments.add(folderOf(path));
    this.tally[comparison.kind === 'new' ? 'added' : comparison.kind === 'changed' ? 'changed' : 'unchanged']++;
    await this.follow(known, comparison, found);
  }

  /** A file that vanished since it was listed is absent; one that may not be read is there, with its reason. */
  private async meetUnreadable(path: string, known: KnownFile | undefined, error: AppError): Promise<void> {
    this.lost ??= await this.rootError();
    if (this.lost || error.code === 'file-gone') return;
    this.known.files.delete(path);
    this.deps.progress.add({ walked: 1, failed: 1 }, path);
    if (known) return;
    const failure = { ...error, step: 'scan' as const, atMs: this.deps.now() };
    const [trackId = null] = await addTracks(this.deps.db, [foundTrack(this.root.rootId, path, null, this.deps.now(), failure)]);
    await noteErrors(this.deps.db, [{ ...failure, trackId, path, attempt: null }]).catch(() => undefined);
    this.tally.added++;
  }

  private async flush(): Promise<void> {
    const { toPatch } = this;
    [this.toPatch, this.flushedAtMs] = [new Map(), this.deps.now()];
    if (toPatch.size > 0) await patchTracks(this.deps.db, toPatch);
  }

  /** Rows are written once a file is read: what the walk found is found again where it was ended before. */
  private async follow(known: KnownFile | undefined, comparison: Comparison, found: Found): Promise<void> {
    if (!known || comparison.kind === 'new') return this.send({ row: foundTrack(this.root.rootId, found.path, found.file, this.dateOf(found.path)) }, found);
    if (comparison.kind === 'waiting') return this.send({ trackId: known.trackId }, found);
    if (comparison.kind !== 'unchanged') return this.send({ trackId: known.trackId, patch: comparison.patch }, found);
    if (comparison.patch) this.toPatch.set(known.trackId, comparison.patch);
  }

  private send(target: ParseJob['target'], { path, file, sidecar }: Found): Promise<void> {
    this.deps.progress.add({ toParse: 1 });
    return this.line.push({ target, path, file: () => Promise.resolve(file), sidecar });
  }

  /** A folder of the library that holds nothing at all any more is rather a disk that is not there. */
  private mayBeUnplugged(): boolean {
    return this.root.kind === 'folder' && !this.root.emptied && [...this.known.files.values()].some(({ missing }) => missing === HERE || missing === SEGMENTED);
  }

  /** When a file was added: now, or before a rule kept it out. */
  private dateOf(path: string): number {
    const date = this.known.dates.get(path);
    if (date !== undefined) this.backAgain.push(path);
    return date ?? this.deps.now();
  }

  private rootError(): Promise<AppError | null> {
    return rootError(this.root.handle);
  }
}
