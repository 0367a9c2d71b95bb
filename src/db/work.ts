// The queue of the sound stage: what waits, what is claimed, what has to run again. Claims are no change of the library: lists do not follow them.
import type { RootId, TrackId } from '../domain/library/ids';
import { filePathOf, type Queue, type StageFailure, type StageVersions, type TrackRow } from '../domain/library/track';
import { isElsewhere } from '../domain/sync/elsewhere';
import { purgeAlbumFolders } from './album-folders';
import type { Database } from './database';
import { settleNesting } from './nested-roots';
import { forgetPassedOver } from './passed-over';
import { purgeBeside } from './beside';
import { noteUnshown } from './unshown-covers';
import { patchTracks, trackIdsOfRoot, deleteTracks, type TrackPatch } from './tracks';

const BATCH = 500;

/** A file that waits for its sound to be analysed. */
export type SoundJob = Pick<TrackRow, 'trackId' | 'path' | 'attempts' | 'contentKey'> & {
  readonly rootId: RootId;
  readonly durationS: number;
};

/** The next rows of the sound queue past `after`, in order. */
export async function soundQueue(db: Database, after: TrackId | 0, limit: number): Promise<SoundJob[]> {
  const rows = await db.tracks.where('[queue+trackId]').between(['sound', after], ['sound', Infinity], false, true).limit(limit).toArray();
  return rows.flatMap(soundJob);
}

/** Those of these tracks that still wait in the sound queue, in the order asked for. */
export async function soundJobs(db: Database, trackIds: readonly TrackId[]): Promise<SoundJob[]> {
  const rows = await db.tracks.bulkGet([...trackIds]);
  return rows.flatMap((row) => (row?.queue === 'sound' ? soundJob(row) : []));
}

/**
 * Counts an attempt before the work, so that a file that kills the tab is known by it.
 * @returns the jobs that still wait, with their attempts as counted now
 */
export function claim(db: Database, trackIds: readonly TrackId[]): Promise<SoundJob[]> {
  return changeAttempts(db, trackIds, (row) => (row.queue === 'sound' ? row.attempts + 1 : null));
}

/** Takes an attempt back: the work was not begun, or not ended by the file's own fault. */
export async function unclaim(db: Database, trackIds: readonly TrackId[]): Promise<void> {
  await changeAttempts(db, trackIds, (row) => (row.queue === 'sound' && row.attempts > 0 ? row.attempts - 1 : null));
}

/** Writes why a file failed; it leaves the queue until a person retries it. */
export async function failTrack(db: Database, trackId: TrackId, failure: StageFailure): Promise<void> {
  await patchTracks(db, new Map([[trackId, { failure }]]));
}

async function setIgnored(db: Database, trackIds: readonly TrackId[], ignored: boolean): Promise<void> {
  for (let from = 0; from < trackIds.length; from += BATCH) {
    const rows = (await db.tracks.bulkGet(trackIds.slice(from, from + BATCH))).filter((row) => row !== undefined);
    const patches = rows.flatMap(({ trackId, failure }): [TrackId, TrackPatch][] => {
      if (!failure) return [];
      const { ignored: _, ...told } = failure;
      return [[trackId, { failure: ignored ? { ...told, ignored: true } : told }]];
    });
    await patchTracks(db, new Map(patches));
  }
}

/** These failures leave the list and are not tried again with the others, until the person wants them back. */
export async function ignoreFailures(db: Database, trackIds: readonly TrackId[] | 'all'): Promise<void> {
  await setIgnored(db, trackIds === 'all' ? await idsIn(db, 'failed') : trackIds, true);
}

/** Ignored failures are listed again. */
export async function showIgnored(db: Database, trackIds: readonly TrackId[] | 'all'): Promise<void> {
  await setIgnored(db, trackIds === 'all' ? await idsIn(db, 'ignored') : trackIds, false);
}

/** Puts failed files back into their queue; `all` are those that are not ignored. @returns how many */
export async function retryFailed(db: Database, trackIds: readonly TrackId[] | 'all'): Promise<number> {
  const ids = trackIds === 'all' ? await idsIn(db, 'failed') : trackIds;
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    await patchTracks(db, new Map(batch.map((id): [TrackId, TrackPatch] => [id, { failure: null, attempts: 0 }])));
  }
  return ids.length;
}

/** Sends rows that an older version of a stage has made back to that stage. Runs once a set of versions. @returns how many */
export async function requeueOutdated(db: Database, versions: StageVersions): Promise<number> {
  const stamp = JSON.stringify(versions);
  if ((await db.meta.get('stageVersions'))?.value === stamp) return 0;
  let after = 0;
  let count = 0;
  for (;;) {
    const rows = await db.tracks.where('trackId').above(after).limit(BATCH).toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.trackId;
    const patches = rows.flatMap((row): [TrackId, TrackPatch][] => {
      const patch = outdatedPatch(row, versions);
      return patch ? [[row.trackId, patch]] : [];
    });
    if (patches.length > 0) await patchTracks(db, new Map(patches));
    count += patches.length;
  }
  await db.meta.put({ key: 'stageVersions', value: stamp });
  return count;
}

/** Deletes the rows of a removed root in batches, then the root. Facts and choices stay: they hang on the contentKey. */
export async function purgeRoot(db: Database, rootId: RootId): Promise<void> {
  // Where a root lies around it, its rows go there.
  await settleNesting(db);
  await noteUnshown(db);
  for (;;) {
    const ids = await trackIdsOfRoot(db, rootId);
    if (ids.length === 0) break;
    for (let from = 0; from < ids.length; from += BATCH) await deleteTracks(db, ids.slice(from, from + BATCH));
  }
  await purgeBeside(db, rootId);
  await purgeAlbumFolders(db, rootId);
  await db.folders.where('[rootId+path]').between([rootId, ''], [rootId, []]).delete();
  await forgetPassedOver(db, rootId);
  await db.roots.delete(rootId);
}

/** Whether the person let the pipeline work; kept, so that a pause outlives the tab. */
export type WorkMode = 'on' | 'paused' | 'stopped';

export async function workMode(db: Database): Promise<WorkMode> {
  const value = (await db.meta.get('workMode'))?.value;
  return value === 'paused' || value === 'stopped' ? value : 'on';
}

export async function setWorkMode(db: Database, mode: WorkMode): Promise<void> {
  await db.meta.put({ key: 'workMode', value: mode });
}

function outdatedPatch(row: TrackRow, versions: StageVersions): TrackPatch | null {
  // What others made is made again by them, or once the file is here.
  if (row.stage === 'found' || isElsewhere(row)) return null;
  // A segment is no file to be parsed: it follows its file's tags.
  if (row.versions.parse < versions.parse && !row.segment) return { stage: 'found', failure: null, attempts: 0 };
  if (row.stage === 'parsed') return null;
  if (row.versions.analyse < versions.analyse) return { stage: 'parsed', failure: null, attempts: 0 };
  if (row.stage === 'embedded' && row.versions.embed < versions.embed) return { stage: 'analysed', failure: null, attempts: 0 };
  return null;
}

function changeAttempts(db: Database, trackIds: readonly TrackId[], next: (row: TrackRow) => number | null): Promise<SoundJob[]> {
  return db.transaction('rw', db.tracks, async () => {
    const rows = await db.tracks.bulkGet([...trackIds]);
    const changed = rows.flatMap((row) => {
      const attempts = row ? next(row) : null;
      return row && attempts !== null ? [{ ...row, attempts }] : [];
    });
    await db.tracks.bulkPut(changed);
    return changed.flatMap(soundJob);
  });
}

async function idsIn(db: Database, queue: Queue): Promise<TrackId[]> {
  return (await db.tracks.where('[queue+trackId]').between([queue, 0], [queue, Infinity]).primaryKeys()) as TrackId[];
}

function soundJob({ trackId, rootId, path, attempts, contentKey, technical }: TrackRow): SoundJob[] {
  return rootId === null ? [] : [{ trackId, rootId, path: filePathOf(path), attempts, contentKey, durationS: technical?.durationS ?? 0 }];
}
