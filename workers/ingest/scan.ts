// One scan of one root, or of some of its folders: walk, compare with what is known, parse alongside, settle.
import { settleCredits } from '../../src/db/credits';
import type { Database } from '../../src/db/database';
import { folderRows } from '../../src/db/folders';
import { knownFiles, type KnownFile } from '../../src/db/known-files';
import { addTracks, patchTracks, type NewTrack, type TrackPatch } from '../../src/db/tracks';
import type { FolderRow } from '../../src/domain/library/folder-row';
import type { TrackId } from '../../src/domain/library/ids';
import type { RootRow } from '../../src/domain/library/root';
import { folderOf, HERE, SEGMENTED, SEGMENTED_MISSING, type TrackRow } from '../../src/domain/library/track';
import type { AppError, Result } from '../../src/domain/result';
import { ok } from '../../src/domain/result';
import type { ScanSummary } from '../../src/domain/worker-api';
import { companionsBelow } from './companions';
import { compare, foundTrack } from './compare';
import type { CoverKeeper } from './covers';
import type { Gate } from './gate';
import { readError } from './parse-file';
import { createParseLine, type ParseJob, type ParseLine } from './parse-line';
import type { Progress } from './progress';
import { markMissing, pairMoves } from './settle';
import { settleAlbums } from './settle-albums';
import { settleArtistPictures } from './settle-artist-pictures';
import { followSettled } from './settle-edited';
import { changedFolder, goneFolder, settleFolders, type ChangedFolder } from './settle-folders';
import { sidecarOf, type Sidecar } from './sidecar';
import { slots } from './slots';
import { isWithin, outermost, walk, type WalkedFolder } from './walk';

/** Measured: files looked at; more at once gains nothing. */
const LOOKS_AT_ONCE = 8;
const BATCH = 200;
const FLUSH_MS = 400;

export interface ScanDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly gate: Gate;
  readonly covers: CoverKeeper;
  readonly progress: Progress;
}

/**
 * @param within only these folders and all below them
 * @throws Stopped, or what a database write threw; all that was written by then is kept
 */
export async function scanRoot(deps: ScanDeps, root: RootRow, within: readonly string[] = ['']): Promise<Result<ScanSummary>> {
  const touched = new Set<string>();
  const displaced = new Map<TrackId, TrackRow>();
  const line = createParseLine({
    ...deps,
    onReplaced: (rows) => {
      for (const row of rows) displaced.set(row.trackId, row);
    },
    onParsed: (path, failed) => {
      touched.add(folderOf(path));
      deps.progress.add({ parsed: 1, failed: failed ? 1 : 0 }, path);
    },
  });
  const folders = outermost(within);
  const scan = new Scan(deps, root, line, {
    within: folders,
    files: await knownFiles(deps.db, root.rootId, folders),
    folders: await folderRows(deps.db, root.rootId, folders),
  });
  let lost: AppError | null;
  try {
    lost = await scan.walkAll();
  } finally {
    // Also when the walk broke off: what was found and parsed by then is kept.
    deps.progress.phase('parsing');
    await line.finish();
  }
  if (lost) return { ok: false, error: lost };
  deps.progress.phase('settling');
  const summary = await scan.settle(displaced);
  for (const folder of scan.withSegments) touched.add(folder);
  await settleFolders(deps, root, scan.changedFolders(), touched);
  await settleAlbums(deps.db, root.rootId, touched);
  await settleArtistPictures({ ...deps, companionsOf: companionsBelow(root.handle) }, root.rootId, scan.changedFolders(), touched);
  await settleCredits(deps.db);
  await followSettled(deps.db, deps.now);
  return ok(summary);
}

interface Found {
  readonly path: string;
  readonly handle: FileSystemFileHandle;
  /** As looked at by the walk: the parse reads the same, without asking the browser again. */
  readonly file: File;
  readonly sidecar: Sidecar;
}

/** What the library knows of the folders that are scanned. */
interface Known {
  readonly within: readonly string[];
  /** Those that the walk has not met yet. */
  readonly files: Map<string, KnownFile>;
  readonly folders: Map<string, FolderRow>;
}

class Scan {
  private readonly tally = { added: 0, changed: 0, unchanged: 0 };
  private readonly unreadable: string[] = [];
  private readonly addedIds: TrackId[] = [];
  private readonly changed: ChangedFolder[] = [];
  /** Folders of which a file goes to the parse. */
  private readonly parsing = new Set<string>();
  /** Folders where a file that segments stand for went, or is back. */
  readonly withSegments = new Set<string>();
  private readonly looks = slots(LOOKS_AT_ONCE);
  /** Why the root as a whole cannot be read any more. */
  private lost: AppError | null = null;
  private toAdd: { readonly row: NewTrack; readonly found: Found }[] = [];
  private toPatch = new Map<TrackId, { readonly patch: TrackPatch; readonly found: Found | null }>();
  private flushedAtMs: number;

  constructor(private readonly deps: ScanDeps, private readonly root: RootRow, private readonly line: ParseLine, private readonly known: Known) {
    this.flushedAtMs = deps.now();
  }

  /** @returns why the root as a whole cannot be read any more, or null */
  async walkAll(): Promise<AppError | null> {
    try {
      for await (const folder of walk(this.root.handle, { within: this.known.within })) {
        if (folder.error) {
          this.lost ??= await this.rootError();
          this.unreadable.push(folder.path);
        }
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

  /** @param displaced rows of files that hold other audio now, as they were */
  async settle(displaced: ReadonlyMap<TrackId, TrackRow>): Promise<ScanSummary> {
    const { db, progress } = this.deps;
    const gone = [...this.known.files.values()].filter((row) => !this.isUnreadable(row.folder));
    await markMissing(db, gone);
    for (const { missing, folder } of gone) if (missing === SEGMENTED) this.withSegments.add(folder);
    const lost = gone.filter((row) => row.missing === HERE || row.missing === SEGMENTED).map((row) => row.trackId);
    const moves = await pairMoves(db, { added: this.addedIds, displaced, lost, seenAtMs: this.root.lastScanAtMs ?? 0, nowMs: this.deps.now() });
    const [from, to] = [new Set(moves.map(([row]) => row)), new Set(moves.map(([, file]) => file))];
    return {
      rootId: this.root.rootId, ...this.tally, added: this.tally.added - this.addedIds.filter((id) => to.has(id)).length, moved: moves.length,
      missing: gone.filter((row) => !from.has(row.trackId)).length, failed: progress.counts.failed, unreadableFolders: this.unreadable,
    };
  }

  /** Folders where something came, went or changed. */
  changedFolders(): ChangedFolder[] {
    const gone = [...this.known.folders.keys()].filter((path) => !this.isUnreadable(path));
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
      if (this.toAdd.length + this.toPatch.size >= BATCH || this.deps.now() - this.flushedAtMs > FLUSH_MS) await this.flush();
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
    if (!known || comparison.kind === 'new') this.toAdd.push({ row: foundTrack(this.root.rootId, path, file, this.deps.now()), found });
    else if (comparison.kind === 'waiting') await this.send(known.trackId, found);
    else if (comparison.kind !== 'unchanged') this.toPatch.set(known.trackId, { patch: comparison.patch, found });
    else if (comparison.patch) this.toPatch.set(known.trackId, { patch: comparison.patch, found: null });
    this.tally[comparison.kind === 'new' ? 'added' : comparison.kind === 'changed' ? 'changed' : 'unchanged']++;
  }

  /** A file that vanished since it was listed is absent; one that may not be read is there, with its reason. */
  private async meetUnreadable(path: string, known: KnownFile | undefined, error: AppError): Promise<void> {
    this.lost ??= await this.rootError();
    if (this.lost || error.code === 'file-gone') return;
    this.known.files.delete(path);
    this.deps.progress.add({ walked: 1, failed: 1 }, path);
    if (known) return;
    const failure = { ...error, step: 'scan' as const, atMs: this.deps.now() };
    await addTracks(this.deps.db, [foundTrack(this.root.rootId, path, null, this.deps.now(), failure)]);
    this.tally.added++;
  }

  private async flush(): Promise<void> {
    const { toAdd, toPatch } = this;
    [this.toAdd, this.toPatch, this.flushedAtMs] = [[], new Map(), this.deps.now()];
    if (toAdd.length > 0) {
      const ids = await addTracks(this.deps.db, toAdd.map(({ row }) => row));
      this.addedIds.push(...ids);
      for (const [i, id] of ids.entries()) await this.send(id, (toAdd[i] as (typeof toAdd)[number]).found);
    }
    if (toPatch.size > 0) {
      await patchTracks(this.deps.db, new Map([...toPatch].map(([id, { patch }]) => [id, patch])));
      for (const [id, { found }] of toPatch) if (found) await this.send(id, found);
    }
  }

  private send(trackId: TrackId, { path, file, sidecar }: Found): Promise<void> {
    this.deps.progress.add({ toParse: 1 });
    const job: ParseJob = { trackId, path, file: () => Promise.resolve(file), sidecar };
    return this.line.push(job);
  }

  private isUnreadable(path: string): boolean {
    return this.unreadable.some((folder) => isWithin(path, folder));
  }

  private rootError(): Promise<AppError | null> {
    return rootError(this.root.handle);
  }
}

/** Why a root cannot be read now, or null. */
export async function rootError(handle: FileSystemDirectoryHandle): Promise<AppError | null> {
  try {
    await handle.values().next();
    return null;
  } catch (thrown) {
    const { error } = readError(thrown);
    return error.code === 'file-gone' ? { ...error, code: 'folder-gone' } : error;
  }
}
