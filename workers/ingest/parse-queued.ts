// Parses rows that wait: left by a closed tab, or sent back by a retry or a new version of the stage.
import { settleCredits } from '../../src/db/credits';
import { guessesAreFresh, guessesAreStale } from '../../src/db/path-patterns';
import { activeRoots } from '../../src/db/roots';
import { foldersOf, queuedIds, tracksByIds } from '../../src/db/tracks';
import type { RootId } from '../../src/domain/library/ids';
import type { RootRow } from '../../src/domain/library/root';
import { fileNameOf, type TrackRow } from '../../src/domain/library/track';
import { companionsIn } from './companions';
import type { CoverKeeper } from './covers';
import { createParseLine, type ParseJob } from './parse-line';
import { rootError } from './root-error';
import type { ScanDeps } from './scan-deps';
import { settleAlbums } from './settle-albums';
import { settleCovers } from './settle-covers';
import { followSettled } from './settle-edited';
import { settleSegments } from './settle-segments';
import { sidecarOf, type Sidecar } from './sidecar';

const PAGE = 500;

/** Rows of roots that cannot be read now go on waiting. @throws as `scanRoot` */
export async function parseWaiting(deps: ScanDeps): Promise<void> {
  const roots = new Map((await readableRoots(deps)).map((root) => [root.rootId, new Folders(root.handle, deps.covers)]));
  const line = createParseLine({ ...deps, onParsed: (path, failed) => deps.progress.add({ parsed: 1, failed: failed ? 1 : 0 }, path) });
  const touched = new Map<RootId, Set<string>>();
  try {
    let after = 0;
    for (let ids = await queuedIds(deps.db, 'parse', PAGE); ids.length > 0; ids = await queuedIds(deps.db, 'parse', PAGE, after)) {
      after = ids.at(-1) ?? after;
      for (const row of await tracksByIds(deps.db, ids)) {
        await deps.gate.pass();
        const folders = row.rootId === null ? undefined : roots.get(row.rootId);
        if (row.rootId === null || !folders) continue;
        touched.set(row.rootId, (touched.get(row.rootId) ?? new Set()).add(row.folder));
        deps.progress.add({ toParse: 1 });
        await line.push(jobOf(row, folders));
      }
    }
  } finally {
    await line.finish();
  }
  for (const [rootId, folders] of touched) await settleSegments(deps.db, rootId, folders, folders);
  // No walk has looked at these folders: what lies beside their files is looked at where it matters.
  for (const [rootId, folders] of touched) await settleCovers({ ...deps, companionsOf: (path) => roots.get(rootId)?.companions(path) ?? Promise.resolve([]) }, rootId, [], folders);
  const stale = await guessesAreStale(deps.db);
  for (const [rootId, folders] of stale ? await allFolders(deps) : touched) await settleAlbums(deps.db, rootId, folders);
  if (stale) await guessesAreFresh(deps.db);
  await settleCredits(deps.db);
  await followSettled(deps.db, deps.now);
}

/** Patterns have changed: every folder may be named anew. */
async function allFolders({ db }: ScanDeps): Promise<Map<RootId, ReadonlySet<string>>> {
  const folders = new Map<RootId, ReadonlySet<string>>();
  for (const { rootId } of await activeRoots(db)) folders.set(rootId, new Set(await foldersOf(db, rootId)));
  return folders;
}

function jobOf(row: TrackRow, folders: Folders): ParseJob {
  const file = async () => (await (await folders.at(row.folder)).getFileHandle(fileNameOf(row.path))).getFile();
  return { target: { trackId: row.trackId }, path: row.path, file, sidecar: async () => (await folders.sidecar(row.folder))() };
}

async function readableRoots({ db }: ScanDeps): Promise<RootRow[]> {
  const roots = await activeRoots(db);
  const errors = await Promise.all(roots.map((root) => rootError(root.handle)));
  return roots.filter((_, i) => errors[i] === null);
}

/** Folder handles and what lies beside the music by path, each looked at once. */
class Folders {
  private readonly handles = new Map<string, Promise<FileSystemDirectoryHandle>>();
  private readonly listings = new Map<string, Promise<readonly FileSystemFileHandle[]>>();

  constructor(private readonly root: FileSystemDirectoryHandle, private readonly covers: CoverKeeper) {}

  at(path: string): Promise<FileSystemDirectoryHandle> {
    if (path === '') return Promise.resolve(this.root);
    const handle = this.handles.get(path) ?? this.resolve(path);
    this.handles.set(path, handle);
    return handle;
  }

  /** Nothing where the folder cannot be read. */
  companions(path: string): Promise<readonly FileSystemFileHandle[]> {
    const listing = this.listings.get(path) ?? this.at(path).then(companionsIn).catch(() => []);
    this.listings.set(path, listing);
    return listing;
  }

  async sidecar(path: string): Promise<Sidecar> {
    return sidecarOf(path, await this.companions(path), this.covers);
  }

  private async resolve(path: string): Promise<FileSystemDirectoryHandle> {
    const cut = path.lastIndexOf('/');
    const parent = await this.at(cut < 0 ? '' : path.slice(0, cut));
    return parent.getDirectoryHandle(path.slice(cut + 1));
  }
}
