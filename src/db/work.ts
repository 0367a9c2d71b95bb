// The queue of the sound stage: what waits, what is claimed, what has to run again. Claims are no change of the library: lists do not follow them.
import type { RootId, TrackId } from '../domain/library/ids';
import { filePathOf, type Queue, type StageFailure, type StageVersions, type TrackRow } from '../domain/library/track';
import { isElsewhere } from '../domain/sync/elsewhere';
import { DEFAULT_SPEED, type SpeedSettings } from '../domain/work/pace';
import { purgeAlbumFolders } from './album-folders';
import type { Database } from './database';
import { settleNesting } from './nested-roots';
import { forgetPassedOver } from './passed-over';
import { purgeBeside } from './beside';
import { noteUnshown } from './unshown-covers';
import { patchTracks, trackIdsOfRoot, deleteTracks, type TrackPatch } from './tracks';

const BATCH = 500;

/** A file that waits for its sound to be analysed. */
export type SoundJob = Pick<TrackRow, 'trackId' | 'path' | 'attempts' | 'contentKey' | 'sizeBytes'> & {
  readonly rootId: RootId;
  /** 0 where nothing says it. */
  readonly durationS: number;
};

/** The queues that audio workers serve: files that were never analysed, and those whose values were made by an older version. */
export const SOUND_QUEUES = ['sound', 'renew'] as const satisfies readonly Queue[];
export type SoundQueue = (typeof SOUND_QUEUES)[number];

/** Rows of a queue, newest first, with ids between the two. */
export async function soundQueue(db: Database, queue: SoundQueue, above: number, below: number, limit: number): Promise<SoundJob[]> {
  const rows = await db.tracks.where('[queue+trackId]').between([queue, above], [queue, below], false, false).reverse().limit(limit).toArray();
  return rows.flatMap(soundJob);
}

/** Those of these tracks that still wait for an audio worker, in the order asked for. */
export async function soundJobs(db: Database, trackIds: readonly TrackId[]): Promise<SoundJob[]> {
  const rows = await db.tracks.bulkGet([...trackIds]);
  return rows.flatMap((row) => (row && waitsForSound(row) ? soundJob(row) : []));
}

function waitsForSound({ queue }: TrackRow): boolean {
  return queue === 'sound' || queue === 'renew';
}

/** Lengths of some of the files that wait in a queue, from all over it, seconds. @param random 0 to below 1 */
export async function sampleLengths(db: Database, queue: SoundQueue, count: number, random: () => number): Promise<number[]> {
  const all = () => db.tracks.where('[queue+trackId]').between([queue, 0], [queue, Infinity]);
  const [first, last] = await Promise.all([all().first(), all().last()]);
  if (!first || !last) return [];
  const picks = Array.from({ length: count }, () => first.trackId + random() * (last.trackId - first.trackId));
  const rows = await Promise.all(picks.map((from) => db.tracks.where('[queue+trackId]').between([queue, from], [queue, Infinity]).first()));
  return rows.flatMap((row) => row?.technical?.durationS ?? []);
}

/**
 * Counts an attempt before the work, so that a file that kills the tab is known by it.
 * @returns the jobs that still wait, with their attempts as counted now
 */
export function claim(db: Database, trackIds: readonly TrackId[]): Promise<SoundJob[]> {
  return changeAttempts(db, trackIds, (row) => (waitsForSound(row) ? row.attempts + 1 : null));
}

/** Takes an attempt back: the work was not begun, or not ended by the file's own fault. */
export async function unclaim(db: Database, trackIds: readonly TrackId[]): Promise<void> {
  await changeAttempts(db, trackIds, (row) => (waitsForSound(row) && row.attempts > 0 ? row.attempts - 1 : null));
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
      return [[trackId, { failure: ignored ? { ...failure, ignored: true } : heard(failure) }]];
    });
    await patchTracks(db, new Map(patches));
  }
}

function heard({ ignored: _, ...failure }: StageFailure): StageFailure {
  return failure;
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

/**
 * Sends rows that an older version of a stage has made back to it: files are read again, and their sound is renewed, with
 * all that was known of it shown until then. What failed in the sound stage is tried again, unless a person ignores it:
 * a new version may know better. Runs once a set of versions. @returns how many
 */
export async function requeueOutdated(db: Database, versions: StageVersions): Promise<number> {
  const stamp = JSON.stringify(versions);
  const before = (await db.meta.get('stageVersions'))?.value;
  if (before === stamp) return 0;
  const isNewSound = before !== undefined && soundOfStamp(before) !== soundOfStamp(stamp);
  let after = 0;
  let count = 0;
  for (;;) {
    const rows = await db.tracks.where('trackId').above(after).limit(BATCH).toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.trackId;
    const patches = rows.flatMap((row): [TrackId, TrackPatch][] => {
      const patch = outdatedPatch(row, versions) ?? (isNewSound ? secondChance(row) : null);
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

/** How fast the person wants the work to go, on this device. */
export async function speedSettings(db: Database): Promise<SpeedSettings> {
  const value = (await db.meta.get('speed'))?.value as Partial<SpeedSettings> | undefined;
  return { ...DEFAULT_SPEED, ...value };
}

export async function saveSpeedSettings(db: Database, settings: SpeedSettings): Promise<void> {
  await db.meta.put({ key: 'speed', value: settings });
}

function outdatedPatch(row: TrackRow, versions: StageVersions): TrackPatch | null {
  // What others made is made again by them, or once the file is here.
  if (row.stage === 'found' || isElsewhere(row)) return null;
  // A segment is no file to be parsed: it follows its file's tags.
  if (row.versions.parse < versions.parse && !row.segment) return { stage: 'found', failure: null, attempts: 0 };
  const isOld = row.stage === 'embedded' && (row.versions.analyse < versions.analyse || row.versions.embed < versions.embed);
  // The row stays what it is, and waits to be renewed: its queue follows from its versions.
  return isOld && (row.failure === null || !row.failure.ignored) ? { failure: null, attempts: 0 } : null;
}

function secondChance({ failure }: TrackRow): TrackPatch | null {
  const isOfSound = failure !== null && (failure.step === 'analyse' || failure.step === 'embed');
  return isOfSound && !failure.ignored ? { failure: null, attempts: 0 } : null;
}

/** The versions of the sound stages in what was noted of all. */
function soundOfStamp(stamp: unknown): string {
  try {
    const { analyse, embed } = JSON.parse(String(stamp)) as Partial<StageVersions>;
    return `${analyse} ${embed}`;
  } catch {
    return '';
  }
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

function soundJob({ trackId, rootId, path, attempts, contentKey, sizeBytes, technical }: TrackRow): SoundJob[] {
  return rootId === null ? [] : [{ trackId, rootId, path: filePathOf(path), attempts, contentKey, sizeBytes, durationS: technical?.durationS ?? 0 }];
}
