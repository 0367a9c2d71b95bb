// One scan of one root, or of some of its folders: walk, compare with what is known, parse alongside, settle.
import { settleCredits } from '../../src/db/credits';
import { folderRows } from '../../src/db/folders';
import { knownFiles } from '../../src/db/known-files';
import { rootsInside, settleNesting } from '../../src/db/nested-roots';
import { passedOverDates } from '../../src/db/passed-over';
import { activeRoots, patchRoot } from '../../src/db/roots';
import { unnested } from '../../src/domain/library/changed-folders';
import type { TrackId } from '../../src/domain/library/ids';
import type { RootRow } from '../../src/domain/library/root';
import { folderOf, type TrackRow } from '../../src/domain/library/track';
import { ok, type AppError, type Result } from '../../src/domain/result';
import type { ScanSummary } from '../../src/domain/worker-api';
import { companionsBelow } from './companions';
import { createParseLine } from './parse-line';
import { RootScan, type Known } from './root-scan';
import type { ScanDeps } from './scan-deps';
import { settleAlbums } from './settle-albums';
import { settleArtistPictures } from './settle-artist-pictures';
import { followSettled } from './settle-edited';
import { settleFolders } from './settle-folders';

/**
 * @param within only these folders and all below them
 * @throws Stopped, or what a database write threw; all that was written by then is kept
 */
export async function scanRoot(deps: ScanDeps, root: RootRow, within: readonly string[] = ['']): Promise<Result<ScanSummary>> {
  const { db, progress } = deps;
  const touched = new Set<string>();
  const added: TrackId[] = [];
  const displaced = new Map<TrackId, TrackRow>();
  const line = createParseLine({
    ...deps,
    onAdded: (trackIds) => void added.push(...trackIds),
    onReplaced: (rows) => {
      for (const row of rows) displaced.set(row.trackId, row);
    },
    onParsed: (path, failed) => {
      touched.add(folderOf(path));
      progress.add({ parsed: 1, failed: failed ? 1 : 0 }, path);
    },
  });
  await settleNesting(db);
  const scan = new RootScan(deps, root, line, await knownOf(deps, root, unnested(within)));
  let lost: AppError | null;
  try {
    lost = await scan.walkAll();
  } finally {
    // Also when the walk broke off: what was found and parsed by then is kept.
    progress.phase('parsing');
    await line.finish();
  }
  if (lost) return { ok: false, error: lost };
  progress.phase('settling');
  const summary = await scan.settle(added, displaced);
  for (const folder of scan.withSegments) touched.add(folder);
  await settleFolders(deps, root, scan.changedFolders(), touched);
  await settleAlbums(db, root.rootId, touched);
  await settleArtistPictures({ ...deps, companionsOf: companionsBelow(root.handle) }, root.rootId, scan.changedFolders(), touched);
  await settleCredits(db);
  await followSettled(db, deps.now);
  // A folder inside this one may have been added meanwhile.
  await settleNesting(db);
  if (root.emptied) await patchRoot(db, root.rootId, { emptied: undefined });
  return ok(summary);
}

async function knownOf({ db }: ScanDeps, root: RootRow, within: readonly string[]): Promise<Known> {
  const inside = await rootsInside(root, await activeRoots(db));
  return {
    within,
    files: await knownFiles(db, root.rootId, within),
    folders: await folderRows(db, root.rootId, within),
    others: new Set(inside.map(({ path }) => path)),
    dates: await passedOverDates(db, root.rootId),
  };
}
