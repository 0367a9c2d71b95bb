// Finding missing files again: the person says where, a scan reads what is there, and rows take their new places.
import type { Database } from '../../db/database';
import { fileIdsOf, filesBelow, isMissingFile, missingBelow, replaceMissing } from '../../db/missing';
import { activeRoots } from '../../db/roots';
import { moveTracks } from '../../db/moves';
import { trackAt, tracksByIds } from '../../db/tracks';
import type { RootId, TrackId } from '../../domain/library/ids';
import { findings, type Findings, type Pair } from '../../domain/library/located';
import type { RootRow } from '../../domain/library/root';
import { folderOf, SEGMENTED_MISSING, type TrackRow } from '../../domain/library/track';
import { err, ok, type Result } from '../../domain/result';
import type { Choices } from '../choices/choices';
import { nextScan, type ScanWatch } from '../pipeline/scan-end';
import type { Pipeline } from '../pipeline/pipeline';
import { accessOf } from './access';
import type { Folders } from './folders';
import type { FolderFinding, Locate } from './locate';
import { pickFile, pickFolder, type ShowFilePicker, type ShowPicker } from './sources';

export interface LocateDeps {
  readonly db: Database;
  readonly folders: Pick<Folders, 'add'>;
  readonly pipeline: ScanWatch & Pick<Pipeline, 'scan'>;
  readonly choices: Pick<Choices, 'carryOver'>;
  readonly showFilePicker: ShowFilePicker | undefined;
  readonly showPicker: ShowPicker | undefined;
}

/** A folder of a root, relative to it. */
interface Place {
  readonly rootId: RootId;
  readonly path: string;
}

export function createLocate({ db, folders, pipeline, choices, showFilePicker, showPicker }: LocateDeps): Locate {
  /** Where a handle lies in the music folders; the innermost one where they are nested. */
  async function placeOf(handle: FileSystemHandle): Promise<{ readonly root: RootRow; readonly path: string } | null> {
    let best: { readonly root: RootRow; readonly path: readonly string[] } | null = null;
    for (const root of await activeRoots(db)) {
      const path = await root.handle.resolve(handle).catch(() => null);
      if (path && (best === null || path.length < best.path.length)) best = { root, path };
    }
    return best && { root: best.root, path: best.path.join('/') };
  }

  async function look(root: RootRow, folder: string): Promise<Result<null>> {
    if (await accessOf(root.handle) !== 'granted') return err('permission-denied', root.name);
    if (pipeline.state().phase === 'paused') return err('work-paused');
    const ended = nextScan(pipeline, root.rootId);
    pipeline.scan([root.rootId], folder === '' ? undefined : [folder]);
    return (await ended) ? ok(null) : brokenOff();
  }

  function brokenOff(): Result<never> {
    return { ok: false, error: pipeline.state().problem ?? { code: 'cancelled' } };
  }

  /** The folder that was picked, scanned; one outside the library becomes a music folder. */
  async function scannedPlace(handle: FileSystemDirectoryHandle): Promise<Result<Place>> {
    const place = await placeOf(handle);
    if (place) {
      const looked = await look(place.root, place.path);
      return looked.ok ? ok({ rootId: place.root.rootId, path: place.path }) : looked;
    }
    if (pipeline.state().phase === 'paused') return err('work-paused');
    const added = await folders.add(handle, 'folder');
    if (!added.ok) return added;
    return (await nextScan(pipeline, added.value)) ? ok({ rootId: added.value, path: '' }) : brokenOff();
  }

  /** Rows that still lack their file after the scan, against the files that are there. */
  async function settle(before: readonly TrackRow[], from: string, to: Place): Promise<FolderFinding> {
    const lacking = await stillMissing(before.map((row) => row.trackId));
    const here = lacking.length === 0 ? [] : await filesBelow(db, to.rootId, to.path);
    const found: Findings = findings(lacking, from, here, to.path);
    await move(found.same);
    return { found: before.length - lacking.length + found.same.length, other: found.other, still: found.still.length };
  }

  async function stillMissing(trackIds: readonly TrackId[]): Promise<TrackRow[]> {
    return (await tracksByIds(db, await fileIdsOf(db, trackIds))).filter(isMissingFile);
  }

  async function move(pairs: readonly Pair[]): Promise<void> {
    if (pairs.length === 0) return;
    const rows = await tracksByIds(db, pairs.map(({ missing }) => missing));
    await moveTracks(db, pairs.map(({ missing, found }) => [missing, found]));
    const withSegments = rows.filter((row) => row.missing === SEGMENTED_MISSING).map((row) => row.trackId);
    // The scan brings the segments to where their file is now.
    for (const { rootId, folder } of await tracksByIds(db, withSegments)) if (rootId !== null) pipeline.scan([rootId], [folder]);
  }

  async function findBelow(rows: readonly TrackRow[], from: string): Promise<Result<FolderFinding>> {
    const picked = await pickFolder(showPicker);
    if (!picked.ok) return picked;
    const place = await scannedPlace(picked.value);
    return place.ok ? ok(await settle(rows, from, place.value)) : place;
  }

  return {
    canPick: showPicker !== undefined && showFilePicker !== undefined,
    async file(trackId) {
      const picked = await pickFile(showFilePicker);
      if (!picked.ok) return picked;
      const place = await placeOf(picked.value);
      if (!place) return ok({ kind: 'outside', name: picked.value.name });
      const looked = await look(place.root, folderOf(place.path));
      if (!looked.ok) return looked;
      const foundId = await trackAt(db, place.root.rootId, place.path);
      const [missing] = await stillMissing([trackId]);
      // The scan itself saw that it had moved.
      if (!missing) return ok({ kind: 'found' });
      const [found] = foundId === undefined ? [] : await tracksByIds(db, [foundId]);
      if (!found) return err('not-audio', place.path);
      if (found.contentKey === null) return { ok: false, error: found.failure ?? { code: 'not-audio', detail: place.path } };
      const pair = { missing: missing.trackId, found: found.trackId };
      if (found.contentKey !== missing.contentKey) return ok({ kind: 'other', pair });
      await move([pair]);
      return ok({ kind: 'found' });
    },
    folder: async (rootId, folder) => findBelow(await missingBelow(db, rootId, folder), folder),
    async folderOfFile(trackId) {
      const rows = await stillMissing([trackId]);
      return findBelow(rows, rows[0]?.folder ?? '');
    },
    async replace(pairs) {
      const [missing, found] = await Promise.all([pairs.map((pair) => pair.missing), pairs.map((pair) => pair.found)].map((ids) => tracksByIds(db, ids)));
      const keyOf = (rows: readonly TrackRow[] | undefined) => new Map((rows ?? []).map((row) => [row.trackId, row.contentKey]));
      const [before, after] = [keyOf(missing), keyOf(found)];
      await replaceMissing(db, pairs);
      await choices.carryOver(pairs.flatMap((pair) => {
        const [from, to] = [before.get(pair.missing), after.get(pair.found)];
        return from && to && from !== to ? [{ from, to }] : [];
      }));
    },
  };
}
