// A person's choices, one field at a time, and the ops that will carry them to other devices.
import type { ContentKey, PlaylistEntryId, PlaylistId } from '../library/ids';
import type { Hlc } from './clock';

/**
 * - `artist`: under which other one it is shown, by artistKey
 * - `wholeName`: a name that is never cut, by `wholeNameKey`
 * - `edit`: tags that a person wrote over those of the files, by `<contentKey>/<taggedAlbumKey>` (`-` for no album)
 * - `album`: what was chosen for an album, by albumKey
 * - `setting`: how the library is shown, the same on all devices
 */
export type ChoiceKind = 'recording' | 'playlist' | 'playlistEntry' | 'artist' | 'wholeName' | 'edit' | 'album' | 'setting';
export type ChoiceValue = string | number | boolean | null;

/** One change of one field. `parent` groups entries under their playlist and never changes. */
export interface ChoiceChange {
  readonly kind: ChoiceKind;
  readonly id: string;
  readonly parent?: string;
  readonly field: string;
  readonly value: ChoiceValue;
}

/** A change with its time: last writer wins per (kind, id, field). */
export interface Op extends ChoiceChange {
  readonly hlc: Hlc;
}

/** The state of one entity: each field with the time of its last writer. */
export interface ChoiceRow {
  readonly kind: ChoiceKind;
  readonly id: string;
  readonly parent: string;
  readonly fields: Readonly<Record<string, { readonly value: ChoiceValue; readonly hlc: Hlc }>>;
}

/**
 * A choice row after an op: the op wins only where its time is later than the field's. Where ops disagree on the parent, which none of
 * ours do, the last by code unit is taken: all devices come to the same, whichever op they meet first.
 */
export function applyOp(row: ChoiceRow | undefined, op: Op): ChoiceRow {
  const parent = op.parent ?? '';
  const before = row ?? { kind: op.kind, id: op.id, parent, fields: {} };
  const placed = parent > before.parent ? { ...before, parent } : before;
  const held = before.fields[op.field];
  if (held && held.hlc >= op.hlc) return placed;
  return { ...placed, fields: { ...before.fields, [op.field]: { value: op.value, hlc: op.hlc } } };
}

/** The value of a field, or null where nobody chose. */
export function choiceOf(row: ChoiceRow | undefined, field: string): ChoiceValue {
  return row?.fields[field]?.value ?? null;
}

const MAX_RATING = 10;

/** Rating in whole half stars, 1–10, whatever was written; null where not rated. */
export function ratingOf(row: ChoiceRow | undefined): number | null {
  const value = choiceOf(row, 'rating');
  return typeof value === 'number' && value > 0 ? Math.min(MAX_RATING, Math.max(1, Math.round(value))) : null;
}

export function lovedOf(row: ChoiceRow | undefined): boolean {
  return choiceOf(row, 'loved') === true;
}

export interface Playlist {
  readonly playlistId: PlaylistId;
  readonly name: string;
  readonly createdAtMs: number;
  readonly deleted: boolean;
}

export interface PlaylistEntry {
  readonly entryId: PlaylistEntryId;
  readonly playlistId: PlaylistId;
  readonly contentKey: ContentKey;
  readonly orderKey: string;
  readonly removed: boolean;
}

export function playlistOf(row: ChoiceRow): Playlist {
  return {
    playlistId: row.id as PlaylistId,
    name: String(choiceOf(row, 'name') ?? ''),
    createdAtMs: Number(choiceOf(row, 'createdAtMs') ?? 0),
    deleted: choiceOf(row, 'deleted') === true,
  };
}

export function playlistEntryOf(row: ChoiceRow): PlaylistEntry {
  return {
    entryId: row.id as PlaylistEntryId,
    playlistId: row.parent as PlaylistId,
    contentKey: String(choiceOf(row, 'contentKey') ?? '') as ContentKey,
    orderKey: String(choiceOf(row, 'orderKey') ?? ''),
    removed: choiceOf(row, 'removed') === true,
  };
}

/** A play counts after half the track or four minutes, whichever comes first (the Last.fm scrobble rule). */
export interface PlayEvent {
  readonly playId: string;
  readonly contentKey: ContentKey;
  readonly atMs: number;
  readonly deviceId: string;
}
