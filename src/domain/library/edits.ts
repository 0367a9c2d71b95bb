// Tags as read with what a person wrote over them, and what follows from that for the rest of the tags and for the row.
import type { ChoiceRow } from '../sync/choice';
import { EDIT_FIELDS, editsOf, LATIN1, type EditField, type EditValues } from './edit-fields';
import { albumKeyOf, keysOf } from './keys';
import { settledTags } from './settled-album';
import { reread } from './text-encoding';
import type { GuessedField, Tags, TextField } from './tags';
import type { TrackRow } from './track';
import { rowCredits } from './track-credits';

type Written = Exclude<EditField, 'encoding'>;
const WRITTEN = (Object.keys(EDIT_FIELDS) as EditField[]).filter((field): field is Written => field !== 'encoding');

/** Absent in tags where they have none. */
const OPTIONAL: ReadonlySet<Written> = new Set<Written>(['titleSort', 'artistSort', 'albumSort', 'albumArtistSort']);

/** The name that a sort name belongs to. */
const SORTS = [['title', 'titleSort'], ['artist', 'artistSort'], ['album', 'albumSort'], ['albumArtist', 'albumArtistSort']] as const;

/** Tags with a person's edits on top; the same object where those change nothing. @param read as read from the file */
export function applyEdits(read: Tags, row: Pick<ChoiceRow, 'fields'> | undefined): Tags {
  return row ? withEdits(read, editsOf(row)) : read;
}

export function withEdits(read: Tags, edits: EditValues): Tags {
  const decoded = edits.encoding === undefined ? read : reread(read, edits.encoding === LATIN1 ? null : edits.encoding);
  const changed = new Set(WRITTEN.filter((field) => edits[field] !== undefined && !isSame(edits[field], decoded[field])));
  if (changed.size === 0) return decoded;
  const gone = [...changed].filter((field) => edits[field] === null && OPTIONAL.has(field));
  const written = Object.fromEntries([...changed].filter((field) => !gone.includes(field)).map((field) => [field, edits[field]]));
  return withoutStale(without({ ...decoded, ...written }, gone), changed, edits);
}

/** Fields of which these edits make something else than the file says; `encoding` where its texts are read in another. */
export function editedFields(read: Tags, row: Pick<ChoiceRow, 'fields'> | undefined): EditField[] {
  const edits = editsOf(row);
  const decoded = edits.encoding === undefined ? read : reread(read, edits.encoding === LATIN1 ? null : edits.encoding);
  const written = WRITTEN.filter((field) => edits[field] !== undefined && !isSame(edits[field], decoded[field]));
  return decoded === read ? written : [...written, 'encoding'];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** What the file says beside a field was said of its old value: ids, sort names and lists of names go with it. */
function withoutStale(edited: Tags, changed: ReadonlySet<Written>, edits: EditValues): Tags {
  const stale = SORTS.filter(([name, sort]) => changed.has(name) && edits[sort] === undefined).map(([, sort]) => sort);
  const tags: { -readonly [Key in keyof Tags]: Tags[Key] } = without(edited, stale);
  if (changed.has('artist') && edits.artists === undefined) tags.artists = tags.artist === null ? [] : [tags.artist];
  if (changed.has('artists') && edits.artist === undefined && !isCreditOf(tags.artist, tags.artists)) tags.artist = tags.artists.join(', ') || null;
  if (changed.has('artist') || changed.has('artists')) tags.musicBrainzArtistIds = [];
  if (changed.has('albumArtist')) {
    tags.musicBrainzAlbumArtistIds = [];
    delete tags.albumArtists;
  }
  if (changed.has('album') || changed.has('albumArtist')) {
    tags.musicBrainzReleaseId = null;
    delete tags.musicBrainzReleaseGroupId;
  }
  if (changed.has('date')) tags.year = tags.date === null ? null : Number(tags.date.slice(0, 4));
  return withoutMarks(tags, changed);
}

function without(tags: Tags, names: readonly (keyof Tags)[]): Tags {
  return names.length === 0 ? tags : (Object.fromEntries(Object.entries(tags).filter(([name]) => !names.includes(name as keyof Tags))) as unknown as Tags);
}

function isCreditOf(artist: string | null, names: readonly string[]): boolean {
  return artist !== null && names.length > 0 && names.every((name) => artist.includes(name));
}

/** What a person wrote is neither guessed nor in doubt. */
function withoutMarks(tags: Tags, changed: ReadonlySet<Written>): Tags {
  const names: ReadonlySet<string> = new Set<string>([...changed, ...(changed.has('date') ? ['year'] : []), ...(changed.has('artist') ? ['artists'] : [])]);
  const guessed = tags.guessed?.filter((field: GuessedField) => !names.has(field));
  const encoding = tags.encoding && { ...tags.encoding, fields: tags.encoding.fields.filter((field: TextField) => !names.has(field)) };
  return { ...without(tags, ['guessed']), ...(guessed && guessed.length > 0 && { guessed }), ...(encoding && { encoding }) };
}

type Editable = Pick<TrackRow, 'tags' | 'readTags' | 'settled' | 'settledAlbum' | 'albumKey' | 'artistKey' | 'albumArtistKey' | 'credits'>;

/**
 * A row with these edits, and no others, over its tags as read; the same row where it was that before. Its `taggedAlbumKey`
 * never changes. A new album or credit is by these tags alone: settling looks at other tracks.
 */
export function editedRow<Row extends Editable>(row: Row, edits: Pick<ChoiceRow, 'fields'> | undefined): Row {
  const read = row.readTags ?? row.tags;
  if (!read || !row.tags || (!edits && !row.readTags)) return row;
  const tags = applyEdits(read, edits);
  if (isSame(tags, row.tags)) return row;
  const rest = withoutRead(row);
  const keys = keysOf(tags);
  const sameAlbum = albumKeyOf(row.tags) === keys.albumKey;
  const albumKey = sameAlbum ? row.albumKey : row.settled?.[0] === keys.albumKey ? row.settled[1] : keys.albumKey;
  // What files beside it said of the old album says nothing of the new one.
  const settledAlbum = sameAlbum && row.tags.discNo === tags.discNo ? row.settledAlbum : undefined;
  const shown = settledTags(tags, settledAlbum);
  const { artistKey, albumArtistKey } = keysOf(shown);
  return { ...rest, tags, artistKey, albumArtistKey, albumKey, settledAlbum, credits: rowCredits(shown, { artistKey, albumArtistKey }), ...(tags !== read && { readTags: read }) } as unknown as Row;
}

/** A row before its tags are written anew. */
export function withoutRead<Row extends Pick<TrackRow, 'readTags'>>({ readTags: _, ...row }: Row): Omit<Row, 'readTags'> {
  return row;
}

/** A row's tags as its file has them. */
export function tagsAsRead(row: Pick<TrackRow, 'tags' | 'readTags'>): Tags | null {
  return row.readTags ?? row.tags;
}

/**
 * Edits made under several keys of the same tags as one row: per field the later holds, so that no order of arrival matters.
 * @param rows the first one's id stands for all
 */
export function mergedEdits(rows: readonly (ChoiceRow | undefined)[]): ChoiceRow | undefined {
  const held = rows.filter((row) => row !== undefined);
  const [first, ...others] = held;
  if (!first || others.length === 0) return first;
  const fields = { ...first.fields };
  for (const row of others) {
    for (const [field, said] of Object.entries(row.fields)) {
      const before = fields[field];
      if (!before || said.hlc > before.hlc) fields[field] = said;
    }
  }
  return { ...first, fields };
}
