// Rows of files: batch reads for screens and workers, batch writes for stages.
import { withoutRead } from '../domain/library/edits';
import { effectiveTrack } from '../domain/library/effective';
import type { ContentKey, RootId, TrackId } from '../domain/library/ids';
import type { TagDetails } from '../domain/library/tag-details';
import { withFoundCover } from '../domain/library/shown-cover';
import { ELSEWHERE, HERE, MISSING, SEGMENTED, SEGMENTED_MISSING, withQueue, type Queue, type Stage, type TrackRow } from '../domain/library/track';
import type { TrackView } from '../domain/library/track-view';
import { isElsewhere } from '../domain/sync/elsewhere';
import { withChosenCovers } from './album-covers';
import { noteAlbums } from './album-moves';
import { noteReplaced } from './replaced';
import { noteRetagged } from './retagged';
import { whichWins } from './choices';
import type { Database } from './database';
import { withStoredEdits } from './edits';
import { dropTwins, keepLeft, noteLeft, rowTables, staying } from './elsewhere';
import { nextSeq, noteDeleted, rowsChanged } from './sequence';
import { putTagDetails } from './tag-details';

/** A row without the values that the write itself gives. */
export type NewTrack = Omit<TrackRow, 'trackId' | 'seq' | 'queue'>;
/** Changes to one row; the queue follows by itself. Tags are as read: a person's edits come on top when they are written. */
export type TrackPatch = Partial<Omit<TrackRow, 'trackId' | 'seq' | 'queue'>>;

/** Adds rows in one transaction. @returns their ids, in order */
export function addTracks(db: Database, rows: readonly NewTrack[]): Promise<TrackId[]> {
  return db.transaction('rw', db.tracks, db.meta, db.choices, db.aliases, async () => {
    const seq = await nextSeq(db);
    const edited = await withChosenCovers(db, await withStoredEdits(db, rows.map((row) => withQueue(row))));
    const ids = await db.tracks.bulkAdd(edited.map((row) => ({ ...row, seq })), { allKeys: true });
    return ids as TrackId[];
  });
}

/**
 * Applies patches in one transaction; a row that is gone by then is passed over.
 * @param details what tags say beyond the row, of those that were read
 * @returns rows that stand for other audio now, as they were
 */
export function patchTracks(db: Database, patches: ReadonlyMap<TrackId, TrackPatch>, details: ReadonlyMap<TrackId, TagDetails> = new Map()): Promise<TrackRow[]> {
  return db.transaction('rw', rowTables(db), async () => {
    const rows = (await db.tracks.bulkGet([...patches.keys()])).filter((row) => row !== undefined);
    const seq = await nextSeq(db);
    const asRead = rows.map((row) => ({ ...withQueue(patched(row, patches.get(row.trackId))), seq }));
    await noteRetagged(db, pairs(rows, asRead));
    const tagged = await withStoredEdits(db, asRead.filter((row) => isRetagging(patches.get(row.trackId))));
    const edited = new Map(tagged.map((row) => [row.trackId, row]));
    const changed = await withChosenCovers(db, asRead.map((row) => edited.get(row.trackId) ?? row));
    await noteAlbums(db, pairs(rows, changed));
    const replaced = rows.filter((row, i) => row.contentKey !== null && changed[i]?.contentKey !== row.contentKey);
    await noteReplaced(db, pairs(rows, changed));
    const retagged = rows.filter((row, i) => row.contentKey !== null && changed[i]?.contentKey === row.contentKey && changed[i]?.taggedAlbumKey !== row.taggedAlbumKey);
    const left = rows.filter((row, i) => changed[i]?.missing !== HERE || replaced.includes(row));
    const stayed = [...await staying(db, replaced, seq), ...await staying(db, retagged, seq, 'retagged')];
    await db.tracks.bulkPut(changed);
    const known = new Set(rows.map((row) => row.trackId));
    await putTagDetails(db, new Map([...details].filter(([trackId]) => known.has(trackId))));
    if (stayed.length > 0) await db.tracks.bulkAdd(stayed.map(({ trackId: _, ...row }) => row));
    await noteLeft(db, left);
    await keepLeft(db, [...replaced, ...retagged]);
    await dropTwins(db, changed.filter((row) => patches.get(row.trackId)?.contentKey), seq);
    return replaced;
  });
}

/** Whether other edits may hold than before. */
function isRetagging(patch: TrackPatch | undefined): boolean {
  return patch?.tags !== undefined || patch?.taggedAlbumKey !== undefined;
}

function patched(row: TrackRow, patch: TrackPatch | undefined): TrackRow {
  // A cover in a patch is one that was found.
  const found = patch?.coverHash === undefined ? row : withFoundCover(row, patch.coverHash);
  if (patch?.tags === undefined) return { ...found, ...patch };
  return { ...withoutRead(found), ...patch, ...soundKept(row, patch) };
}

/** A file that was read again and holds the same audio has its sound already: of an older version, it is shown until it is renewed. */
function soundKept({ contentKey, versions: { analyse, embed } }: TrackRow, patch: TrackPatch): Pick<TrackPatch, 'stage' | 'versions'> {
  const isSame = contentKey !== null && patch.contentKey === contentKey && patch.stage === 'parsed' && patch.versions !== undefined;
  return isSame && analyse > 0 ? { stage: embed > 0 ? 'embedded' : 'analysed', versions: { ...patch.versions, analyse, embed } } : {};
}

function pairs(before: readonly TrackRow[], after: readonly TrackRow[]): [TrackRow, TrackRow][] {
  return before.map((row, i) => [row, after[i] as TrackRow]);
}

/**
 * Deletes rows and leaves their ids for followers. Facts and choices stay: they hang on the contentKey.
 * A row whose recording another device holds goes on as one of that device.
 */
export function deleteTracks(db: Database, trackIds: readonly TrackId[]): Promise<void> {
  return db.transaction('rw', rowTables(db), async () => {
    const seq = await nextSeq(db);
    const rows = (await db.tracks.bulkGet([...trackIds])).filter((row) => row !== undefined);
    const stayed = await staying(db, rows, seq);
    const kept = new Set(stayed.map((row) => row.trackId));
    const gone = trackIds.filter((trackId) => !kept.has(trackId));
    await db.tracks.bulkDelete(gone);
    await db.tagDetails.bulkDelete([...trackIds]);
    await noteDeleted(db, gone, seq);
    await db.tracks.bulkPut(stayed);
    await noteLeft(db, rows);
    await keepLeft(db, rows.filter((row) => !kept.has(row.trackId)));
  });
}

/** More ranges than this cost more than the whole index. */
const MOST_RANGES = 50;

/** Every folder of a root that holds a row. @param beginnings where only folders matter whose paths begin with one of these: then perhaps not all others */
export async function foldersOf(db: Database, rootId: RootId, beginnings: readonly string[] = ['']): Promise<string[]> {
  const ranges = beginnings.length > MOST_RANGES ? [''] : beginnings;
  const keys = await Promise.all(ranges.map((from) => db.tracks.where('[rootId+folder]').between([rootId, from], [rootId, from === '' ? [] : `${from}\uffff`], true, true).uniqueKeys()));
  return [...new Set((keys.flat() as unknown as [RootId, string][]).map(([, folder]) => folder))];
}

/** Rows that lie in one of these folders itself. */
export function tracksOfFolders(db: Database, rootId: RootId, folders: readonly string[]): Promise<TrackRow[]> {
  return db.tracks.where('[rootId+folder]').anyOf(folders.map((folder) => [rootId, folder])).toArray();
}

/** Which of these rows there are. */
export async function existingIds(db: Database, trackIds: readonly TrackId[]): Promise<Set<TrackId>> {
  return new Set((await db.tracks.where('trackId').anyOf([...new Set(trackIds)]).primaryKeys()) as TrackId[]);
}

/** Rows by id, without those that are gone. */
export async function tracksByIds(db: Database, trackIds: readonly TrackId[]): Promise<TrackRow[]> {
  return (await db.tracks.bulkGet([...trackIds])).filter((row) => row !== undefined);
}

/** Rows of any kind and root that hold one of these recordings. */
export function tracksWith(db: Database, contentKeys: readonly ContentKey[]): Promise<TrackRow[]> {
  return db.tracks.where('contentKey').anyOf([...contentKeys]).toArray();
}

/** Rows of files that went away and hold one of these recordings, in any root. */
export async function missingOf(db: Database, contentKeys: readonly ContentKey[]): Promise<TrackRow[]> {
  return (await tracksWith(db, contentKeys)).filter((row) => (row.missing === MISSING || row.missing === SEGMENTED_MISSING) && !row.segment && !isElsewhere(row));
}

/** Whether any file is missing. */
export async function anyMissing(db: Database): Promise<boolean> {
  const counts = await Promise.all(([MISSING, SEGMENTED_MISSING] as const).map((absence) => rowsChanged(db, absence, 0).limit(1).count()));
  return counts.some((count) => count > 0);
}

/** The track of a file, or undefined where the library does not know it. */
export async function trackAt(db: Database, rootId: RootId, path: string): Promise<TrackId | undefined> {
  const [key] = await db.tracks.where('[rootId+path]').equals([rootId, path]).primaryKeys();
  return key as TrackId | undefined;
}

/** Ids of a root's rows. */
export async function trackIdsOfRoot(db: Database, rootId: RootId): Promise<TrackId[]> {
  const keys = await db.tracks.where('[rootId+path]').between([rootId, ''], [rootId, '\uffff'], true, true).primaryKeys();
  return keys as TrackId[];
}

/** The first ids of a queue, oldest first, past `after`. */
export async function queuedIds(db: Database, queue: Queue, limit: number, after = 0): Promise<TrackId[]> {
  const range = db.tracks.where('[queue+trackId]').between([queue, after], [queue, Infinity], false, true);
  return (await range.limit(limit).primaryKeys()) as TrackId[];
}

export interface StageCounts {
  readonly found: number;
  readonly parsed: number;
  readonly analysed: number;
  readonly embedded: number;
  readonly failed: number;
  /** Failures that a person does not want to hear of: not among `failed`. */
  readonly ignored: number;
  /** Of `embedded`, those that a newer version of a stage will analyse again. */
  readonly renew: number;
}

/** What waits for a worker, beside `renew`. */
export interface Tally extends StageCounts {
  readonly toParse: number;
  readonly toHear: number;
}

/** How many present files have come at least this far; `failed` wait for a person. Counted at one moment, so that no file counts twice. */
export async function stageCounts(db: Database): Promise<Tally> {
  const at = (queue: Queue, stage: Stage) => db.tracks.where('[queue+stage]').equals([queue, stage]).count();
  const stages = (queue: Queue) => Promise.all([at(queue, 'found'), at(queue, 'parsed'), at(queue, 'analysed'), at(queue, 'embedded')]);
  const [waiting, failures, ignorings, renew] = await db.transaction('r', db.tracks, () => Promise.all([
    Promise.all([at('parse', 'found'), at('sound', 'parsed'), at('sound', 'analysed'), at('done', 'embedded')]),
    stages('failed'), stages('ignored'), at('renew', 'embedded'),
  ]));
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  const [found, parsed, analysed, embedded] = waiting.map((count, i) => count + (failures[i] ?? 0) + (ignorings[i] ?? 0) + (i === 3 ? renew : 0)) as [number, number, number, number];
  return {
    found: found + parsed + analysed + embedded,
    parsed: parsed + analysed + embedded,
    analysed: analysed + embedded,
    embedded,
    failed: sum(failures),
    ignored: sum(ignorings),
    renew,
    toParse: waiting[0],
    toHear: waiting[1] + waiting[2],
  };
}

/** What a window of a list shows, in the order asked for; a row that is gone is left out. */
export async function trackViews(db: Database, trackIds: readonly TrackId[]): Promise<TrackView[]> {
  const rows = (await db.tracks.bulkGet([...trackIds])).flatMap((row) => (row ? [row] : []));
  const keys = [...new Set(rows.flatMap((row) => (row.contentKey ? [row.contentKey] : [])))];
  const [wins, sounds, choices, plays] = await Promise.all([
    whichWins(db),
    db.sounds.bulkGet(keys),
    db.choices.bulkGet(keys.map((key): ['recording', string] => ['recording', key])),
    db.plays.where('contentKey').anyOf(keys).toArray(),
  ]);
  const factsAt = new Map(keys.map((key, i) => [key, { sound: sounds[i], choice: choices[i], playCount: plays.filter((p) => p.contentKey === key).length }]));
  return rows.map((row) => effectiveTrack(row, row.contentKey ? factsAt.get(row.contentKey) : undefined, wins));
}

/** The greater, the easier it is to play. */
const NEARNESS = { [HERE]: 3, [SEGMENTED]: 2, [ELSEWHERE]: 1, [MISSING]: 0, [SEGMENTED_MISSING]: 0 } as const;

const COPY_RANK = { preferred: 2, plain: 1, hidden: 0 } as const;

/** For each recording, a track that stands for it: present files first, then those of other devices, then missing ones; of copies the preferred one, and a hidden one last. */
export async function tracksOfRecordings(db: Database, contentKeys: readonly ContentKey[]): Promise<Map<ContentKey, TrackId>> {
  const rows = await db.tracks.where('contentKey').anyOf([...new Set(contentKeys)]).toArray();
  const held = new Map<ContentKey, TrackId>();
  for (const row of rows.sort((a, b) => NEARNESS[a.missing] - NEARNESS[b.missing] || COPY_RANK[a.copy ?? 'plain'] - COPY_RANK[b.copy ?? 'plain'] || b.trackId - a.trackId)) {
    if (row.contentKey) held.set(row.contentKey, row.trackId);
  }
  return held;
}
