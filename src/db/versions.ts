// Which of several versions of a track stands for it, and which are hidden: choices on recordings; for copies of one recording, which share all choices, marks on rows.
import type { ContentKey, TrackId } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import { choiceOf, type ChoiceChange, type ChoiceKind, type ChoiceValue } from '../domain/sync/choice';
import { isElsewhere } from '../domain/sync/elsewhere';
import { writeChoices, type ChoiceDeps } from './choices';
import type { Database } from './database';
import { rowTables } from './elsewhere';
import { patchTracks, tracksByIds, type TrackPatch } from './tracks';

/** What would take a change back. */
export interface VersionUndo {
  readonly choices: readonly ChoiceChange[];
  readonly copies: ReadonlyMap<TrackId, TrackRow['copy']>;
}

/** Lets a track stand for its other versions, instead of any of them. @param among all versions, or all copies, of the track */
export function preferVersion(db: Database, trackId: TrackId, among: readonly TrackId[], deps: ChoiceDeps): Promise<VersionUndo> {
  return change(db, deps, async () => {
    const rows = await tracksByIds(db, [...new Set([trackId, ...among])]);
    const chosen = rows.find((row) => row.trackId === trackId);
    const copies = rows.filter((row) => row.contentKey === chosen?.contentKey);
    const others = [...new Set(rows.flatMap(({ contentKey }) => (contentKey === null || contentKey === chosen?.contentKey ? [] : [contentKey])))];
    const marks = copies.length > 1 ? copies.map((row): [TrackId, TrackRow['copy']] => [row.trackId, row.trackId === trackId ? 'preferred' : unless(row.copy, 'preferred')]) : [];
    return {
      choices: [...others.map((key) => field(key, 'preferred', null)), ...(others.length > 0 && chosen?.contentKey ? [field(chosen.contentKey, 'preferred', true)] : [])],
      copies: new Map(marks),
    };
  });
}

/** Takes a preference back, of whichever kind. */
export function preferNone(db: Database, trackId: TrackId, deps: ChoiceDeps): Promise<VersionUndo> {
  return change(db, deps, async () => {
    const rows = await tracksByIds(db, [trackId]);
    return { choices: rows.flatMap(({ contentKey }) => (contentKey ? [field(contentKey, 'preferred', null)] : [])), copies: new Map(rows.map((row) => [row.trackId, unless(row.copy, 'preferred')])) };
  });
}

/** Leaves tracks out of everything: of copies the row alone, else the recording, on all devices. Nothing is deleted. */
export function hideVersions(db: Database, trackIds: readonly TrackId[], deps: ChoiceDeps): Promise<VersionUndo> {
  return change(db, deps, async () => {
    const rows = await tracksByIds(db, trackIds);
    const keys = rows.flatMap(({ contentKey }) => contentKey ?? []);
    const holders = (await db.tracks.where('contentKey').anyOf([...new Set(keys)]).toArray()).filter((row) => !isElsewhere(row));
    const isCopy = ({ trackId, contentKey }: TrackRow): boolean => holders.some((row) => row.contentKey === contentKey && row.trackId !== trackId);
    return {
      choices: rows.flatMap((row) => (row.contentKey && !isCopy(row) ? [field(row.contentKey, 'hidden', true)] : [])),
      copies: new Map(rows.filter((row) => isCopy(row) || row.contentKey === null).map((row) => [row.trackId, 'hidden'])),
    };
  });
}

/** Shows hidden tracks again. */
export function showVersions(db: Database, trackIds: readonly TrackId[], deps: ChoiceDeps): Promise<VersionUndo> {
  return change(db, deps, async () => {
    const rows = await tracksByIds(db, trackIds);
    return { choices: rows.flatMap(({ contentKey }) => (contentKey ? [field(contentKey, 'hidden', null)] : [])), copies: new Map(rows.map((row) => [row.trackId, unless(row.copy, 'hidden')])) };
  });
}

/** Writes a change, or what an earlier one answered to take it back. */
export function writeVersions(db: Database, wanted: VersionUndo, deps: ChoiceDeps): Promise<VersionUndo> {
  return change(db, deps, async () => wanted);
}

/** Reads, decides and writes in one transaction. What is already so is not written. */
function change(db: Database, deps: ChoiceDeps, plan: () => Promise<VersionUndo>): Promise<VersionUndo> {
  return db.transaction('rw', [...new Set([...rowTables(db), db.choices, db.ops])], async () => {
    const wanted = await plan();
    const choices = await news(db, wanted.choices);
    const before = await tracksByIds(db, [...wanted.copies.keys()]);
    const changed = before.filter((row) => row.copy !== wanted.copies.get(row.trackId));
    if (changed.length > 0) await patchTracks(db, new Map(changed.map(({ trackId }): [TrackId, TrackPatch] => [trackId, { copy: wanted.copies.get(trackId) }])));
    const undone = choices.length > 0 ? await writeChoices(db, choices, deps) : [];
    return { choices: undone, copies: new Map(changed.map((row) => [row.trackId, row.copy])) };
  });
}

async function news(db: Database, changes: readonly ChoiceChange[]): Promise<ChoiceChange[]> {
  const rows = await db.choices.bulkGet(changes.map(({ kind, id }): [ChoiceKind, string] => [kind, id]));
  return changes.filter((each, i) => choiceOf(rows[i], each.field) !== each.value);
}

function field(id: ContentKey, name: 'preferred' | 'hidden', value: ChoiceValue): ChoiceChange {
  return { kind: 'recording', id, field: name, value };
}

function unless(copy: TrackRow['copy'], mark: TrackRow['copy']): TrackRow['copy'] {
  return copy === mark ? undefined : copy;
}
