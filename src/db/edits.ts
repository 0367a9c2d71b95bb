// A person's edits of tags: the choice, its op and all rows that show it are written together.
import { grouped } from '../domain/grouped';
import { editChanges, type EditFields } from '../domain/library/edit-changes';
import { editedRow, mergedEdits, tagsAsRead } from '../domain/library/edits';
import type { ContentKey, TrackId } from '../domain/library/ids';
import type { Tags } from '../domain/library/tags';
import type { TrackRow } from '../domain/library/track';
import type { ChoiceChange, ChoiceKind, ChoiceRow } from '../domain/sync/choice';
import { subjectOf } from '../domain/sync/elsewhere';
import { albumPart, contentKeyOf } from '../domain/sync/facts';
import { leadingTo } from '../domain/sync/tag-aliases';
import { withChosenCovers } from './album-covers';
import { noteAlbums } from './album-moves';
import { aliasesOf } from './aliases';
import { choicesOf, writeChoices } from './choices';
import type { Database } from './database';
import { rowTables } from './elsewhere';
import { nextSeq } from './sequence';
import { noteUnsettled } from './unsettled';

/** Tracks whose edits are written in one transaction. */
const PAGE = 200;
const READ_PAGE = 500;

type Subject = Pick<TrackRow, 'contentKey' | 'taggedAlbumKey'>;

/** What was edited of these tags under any key they had, by `subjectOf`. Reads one key where nobody ever edited. */
export async function storedEdits(db: Database, rows: readonly Subject[]): Promise<ReadonlyMap<string, ChoiceRow>> {
  const known = rows.filter((row) => row.contentKey !== null);
  if (known.length === 0 || (await choicesOf(db, 'edit').limit(1).count()) === 0) return new Map();
  const aliases = grouped(await aliasesOf(db, known.map((row) => row.contentKey as ContentKey)), (alias) => alias.contentKey);
  const sources = new Map(known.map((row) => {
    const albums = leadingTo(albumPart(row.taggedAlbumKey), aliases.get(row.contentKey as ContentKey) ?? []);
    return [subjectOf(row), albums.map((album) => `${row.contentKey}/${album}`)] as const;
  }));
  const ids = [...new Set([...sources.values()].flat())];
  const found = await db.choices.bulkGet(ids.map((id): [ChoiceKind, string] => ['edit', id]));
  const choices = new Map(ids.map((id, i) => [id, found[i]]));
  return new Map([...sources].flatMap(([subject, from]) => {
    const edits = mergedEdits(from.map((id) => choices.get(id)));
    return edits ? [[subject, edits] as const] : [];
  }));
}

/** Rows with what was edited of them, and no more. Call inside a transaction over `rowTables`. */
export async function withStoredEdits<Row extends Omit<TrackRow, 'trackId' | 'seq'>>(db: Database, rows: readonly Row[]): Promise<Row[]> {
  const edits = await storedEdits(db, rows);
  return rows.map((row) => editedRow(row, edits.get(subjectOf(row))));
}

/** Shows what is stored on every row of these recordings. Call inside a transaction over `rowTables`. @param seq of the change it belongs to */
export async function showEdits(db: Database, contentKeys: readonly ContentKey[], seq?: number): Promise<void> {
  if (contentKeys.length === 0) return;
  const rows = await db.tracks.where('contentKey').anyOf([...new Set(contentKeys)]).toArray();
  const edited = await withChosenCovers(db, await withStoredEdits(db, rows));
  const changed = edited.filter((row, i) => row !== rows[i]);
  if (changed.length === 0) return;
  const before = new Map(rows.map((row) => [row.trackId, row]));
  const number = seq ?? await nextSeq(db);
  await db.tracks.bulkPut(changed.map((row) => ({ ...row, seq: number })));
  await noteAlbums(db, changed.map((row) => [before.get(row.trackId) as TrackRow, row]));
  await noteUnsettled(db, changed);
}

/** A track as its form shows it. */
export interface EditedRow {
  readonly trackId: TrackId;
  readonly tags: Tags;
  readonly read: Tags;
  readonly edits: ChoiceRow | undefined;
}

/** Those of these tracks whose tags can be edited: that were read. In the order given. */
export async function editedValues(db: Database, trackIds: readonly TrackId[]): Promise<EditedRow[]> {
  const found: EditedRow[] = [];
  for (let from = 0; from < trackIds.length; from += READ_PAGE) {
    const rows = (await db.tracks.bulkGet(trackIds.slice(from, from + READ_PAGE))).filter((row) => row !== undefined);
    const edits = await storedEdits(db, rows);
    for (const row of rows) {
      const read = tagsAsRead(row);
      if (row.tags && read && row.contentKey !== null) found.push({ trackId: row.trackId, tags: row.tags, read, edits: edits.get(subjectOf(row)) });
    }
  }
  return found;
}

/** Ids of all choices that hold edits of a track's tags. */
export async function editIds(db: Database, trackId: TrackId): Promise<string[]> {
  const row = await db.tracks.get(trackId);
  if (!row || row.contentKey === null) return [];
  const aliases = await aliasesOf(db, [row.contentKey]);
  return leadingTo(albumPart(row.taggedAlbumKey), aliases).map((album) => `${row.contentKey}/${album}`);
}

/** Tracks of a track's album in its folder, itself too. */
export async function albumBeside(db: Database, trackId: TrackId): Promise<TrackId[]> {
  const row = await db.tracks.get(trackId);
  if (!row || row.rootId === null || row.albumKey === null) return [trackId];
  const beside = await db.tracks.where('[rootId+folder]').equals([row.rootId, row.folder]).toArray();
  return beside.filter(({ albumKey }) => albumKey === row.albumKey).map((each) => each.trackId);
}

export interface EditDeps {
  readonly now: () => number;
  readonly newId: () => string;
  /** @param done tracks written by then */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface TrackEdit {
  readonly trackId: TrackId;
  readonly fields: EditFields;
}

/**
 * Writes edits of tracks, page by page, each page whole. A value that the file has itself is no edit.
 * @returns the changes that would undo them
 * @throws where a value is none that `checkEdit` lets pass
 */
export async function writeEdits(db: Database, edits: readonly TrackEdit[], deps: EditDeps): Promise<ChoiceChange[]> {
  const undo: ChoiceChange[] = [];
  for (let from = 0; from < edits.length; from += PAGE) {
    undo.unshift(...await writePage(db, edits.slice(from, from + PAGE), deps));
    deps.onProgress?.(Math.min(from + PAGE, edits.length));
  }
  return undo;
}

/** Writes changes of edits as they are: to take edits back, or an earlier value up again. @returns as `writeEdits` */
export async function writeEditChanges(db: Database, changes: readonly ChoiceChange[], deps: EditDeps): Promise<ChoiceChange[]> {
  const undo: ChoiceChange[] = [];
  const byRecording = [...grouped(changes, ({ id }) => contentKeyOf({ subject: id })).values()];
  for (let from = 0; from < byRecording.length; from += PAGE) {
    const page = byRecording.slice(from, from + PAGE).flat();
    undo.unshift(...await db.transaction('rw', [...rowTables(db), db.ops], async () => writeShown(db, page, deps)));
    deps.onProgress?.(Math.min(from + PAGE, byRecording.length));
  }
  return undo;
}

function writePage(db: Database, edits: readonly TrackEdit[], deps: EditDeps): Promise<ChoiceChange[]> {
  return db.transaction('rw', [...rowTables(db), db.ops], async () => {
    const rows = await db.tracks.bulkGet(edits.map((edit) => edit.trackId));
    const stored = await storedEdits(db, rows.filter((row) => row !== undefined));
    const undo = new Map<string, ChoiceChange>();
    const changes = new Map<string, ChoiceChange>();
    for (const [i, { fields }] of edits.entries()) {
      const row = rows[i];
      const read = row && tagsAsRead(row);
      if (!row || !read || row.contentKey === null) continue;
      const id = subjectOf(row);
      for (const { field, value, before } of editChanges(read, fields, stored.get(id))) {
        changes.set(`${id} ${field}`, { kind: 'edit', id, field, value });
        // Of edits that were made under an older key, the value as it shows: a null would hide it.
        undo.set(`${id} ${field}`, { kind: 'edit', id, field, value: before });
      }
    }
    await writeShown(db, [...changes.values()], deps);
    return [...undo.values()].reverse();
  });
}

async function writeShown(db: Database, changes: readonly ChoiceChange[], { now, newId }: EditDeps): Promise<ChoiceChange[]> {
  if (changes.length === 0) return [];
  const undo = await writeChoices(db, changes, { nowMs: now(), newId });
  await showEdits(db, changes.map(({ id }) => contentKeyOf({ subject: id })));
  return undo;
}
