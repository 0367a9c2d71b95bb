// One scan of one root: walk, compare with what is known, parse alongside, settle.
import { settleCredits } from '../../src/db/credits';
import type { Database } from '../../src/db/database';
import { addTracks, knownFiles, patchTracks, type KnownFile, type NewTrack, type TrackPatch } from '../../src/db/tracks';
import type { TrackId } from '../../src/domain/library/ids';
import type { RootRow } from '../../src/domain/library/root';
import { folderOf } from '../../src/domain/library/track';
import type { AppError, Result } from '../../src/domain/result';
import { ok } from '../../src/domain/result';
import type { ScanSummary } from '../../src/domain/worker-api';
import { compare, foundTrack } from './compare';
import type { Gate } from './gate';
import { readError } from './parse-file';
import { createParseLine, type ParseJob, type ParseLine } from './parse-line';
import type { KeepCover } from './covers';
import type { Progress } from './progress';
import { markMissing, pairMoves } from './settle';
import { settleAlbums } from './settle-albums';
import { sidecarOf, type Sidecar } from './sidecar';
import { walk, type WalkedFolder } from './walk';

const STATS_AT_ONCE = 8;
const BATCH = 200;
const FLUSH_MS = 400;

export interface ScanDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly gate: Gate;
  readonly keepCover: KeepCover;
  readonly progress: Progress;
}

/** @throws Stopped, or what a database write threw; all that was written by then is kept */
export async function scanRoot(deps: ScanDeps, root: RootRow): Promise<Result<ScanSummary>> {
  const touched = new Set<string>();
  const line = createParseLine({
    ...deps,
    onParsed: (path, failed) => {
      touched.add(folderOf(path));
      deps.progress.add({ parsed: 1, failed: failed ? 1 : 0 }, path);
    },
  });
  const scan = new Scan(deps, root, line, await knownFiles(deps.db, root.rootId));
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
  const summary = await scan.settle();
  await settleAlbums(deps.db, root.rootId, touched);
  await settleCredits(deps.db);
  return ok(summary);
}

interface Found {
  readonly path: string;
  readonly handle: FileSystemFileHandle;
  /** As looked at by the walk: the parse reads the same, without asking the browser again. */
  readonly file: File;
  readonly sidecar: Sidecar;
}

class Scan {
  private readonly tally = { added: 0, changed: 0, unchanged: 0 };
  private readonly unreadable: string[] = [];
  private readonly addedIds: TrackId[] = [];
  private toAdd: { readonly row: NewTrack; readonly found: Found }[] = [];
  private toPatch = new Map<TrackId, { readonly patch: TrackPatch; readonly found: Found | null }>();
  private flushedAtMs: number;

  /** @param absent known files that the walk has not met yet */
  constructor(private readonly deps: ScanDeps, private readonly root: RootRow, private readonly line: ParseLine, private readonly absent: Map<string, KnownFile>) {
    this.flushedAtMs = deps.now();
  }

  /** @returns why the root as a whole cannot be read any more, or null */
  async walkAll(): Promise<AppError | null> {
    for await (const folder of walk(this.root.handle)) {
      if (folder.error) {
        const lost = await this.rootError();
        if (lost) return lost;
        this.unreadable.push(folder.path);
      }
      const lost = await this.visit(folder);
      if (lost) return lost;
    }
    await this.flush();
    // A disk that was pulled out, or access that was taken back, must not turn files into missing ones.
    return this.rootError();
  }

  async settle(): Promise<ScanSummary> {
    const { db, progress } = this.deps;
    const gone = [...this.absent.values()].filter((row) => !this.unreadable.some((folder) => isWithin(row.folder, folder)));
    await markMissing(db, gone.flatMap((row) => (row.missing ? [] : [row.trackId])));
    const moved = await pairMoves(db, this.addedIds);
    return {
      rootId: this.root.rootId, ...this.tally, added: this.tally.added - moved, moved,
      missing: gone.length - Math.min(moved, gone.length), failed: progress.counts.failed, unreadableFolders: this.unreadable,
    };
  }

  private async visit(folder: WalkedFolder): Promise<AppError | null> {
    const sidecar = sidecarOf(folder.cover);
    let lost: AppError | null = null;
    const files = folder.music.values();
    const look = async () => {
      for (const handle of files) {
        await this.deps.gate.pass();
        if (lost) return;
        lost = await this.meet({ path: folder.path === '' ? handle.name : `${folder.path}/${handle.name}`, handle, sidecar });
        if (this.toAdd.length + this.toPatch.size >= BATCH || this.deps.now() - this.flushedAtMs > FLUSH_MS) await this.flush();
      }
    };
    await Promise.all(Array.from({ length: Math.min(STATS_AT_ONCE, folder.music.length) }, look));
    return lost;
  }

  private async meet(place: Omit<Found, 'file'>): Promise<AppError | null> {
    const { path, handle } = place;
    const known = this.absent.get(path);
    let file: File;
    try {
      file = await handle.getFile();
    } catch (thrown) {
      return this.meetUnreadable(path, known, readError(thrown).error);
    }
    const found = { ...place, file };
    this.absent.delete(path);
    this.deps.progress.add({ walked: 1 }, path);
    const comparison = compare(known, file);
    if (!known || comparison.kind === 'new') this.toAdd.push({ row: foundTrack(this.root.rootId, path, file, this.deps.now()), found });
    else if (comparison.kind === 'waiting') await this.send(known.trackId, found);
    else if (comparison.kind !== 'unchanged') this.toPatch.set(known.trackId, { patch: comparison.patch, found });
    else if (comparison.patch) this.toPatch.set(known.trackId, { patch: comparison.patch, found: null });
    this.tally[comparison.kind === 'new' ? 'added' : comparison.kind === 'changed' ? 'changed' : 'unchanged']++;
    return null;
  }

  /** A file that vanished since it was listed is absent; one that may not be read is there, with its reason. */
  private async meetUnreadable(path: string, known: KnownFile | undefined, error: AppError): Promise<AppError | null> {
    const lost = await this.rootError();
    if (lost || error.code === 'file-gone') return lost;
    this.absent.delete(path);
    this.deps.progress.add({ walked: 1, failed: 1 }, path);
    if (known) return null;
    const failure = { ...error, step: 'scan' as const, atMs: this.deps.now() };
    await addTracks(this.deps.db, [foundTrack(this.root.rootId, path, null, this.deps.now(), failure)]);
    this.tally.added++;
    return null;
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

function isWithin(folder: string, unreadable: string): boolean {
  return unreadable === '' || folder === unreadable || folder.startsWith(`${unreadable}/`);
}
