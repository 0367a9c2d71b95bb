// What edits see of the library while they are made one after another: its choices, with those of the edits before.
import type { PlaylistEntryId, PlaylistId } from '../../../src/domain/library/ids';
import { applyOp, playlistEntryOf, playlistOf, type ChoiceChange, type ChoiceKind, type ChoiceRow, type ChoiceValue, type Op, type PlaylistEntry, type PlayEvent } from '../../../src/domain/sync/choice';
import { tick, type Hlc } from '../../../src/domain/sync/clock';
import { entriesInOrder } from '../../../src/domain/sync/order';
import type { Tags } from '../../../src/domain/library/tags';
import { contentKeyOf } from '../../../src/domain/sync/facts';
import { readEditableTags } from '../../store/fact-values';
import { inList } from '../../store/in-list';
import { editsOfTags } from '../../store/tag-edits';
import { readChoices } from '../../store/choices';
import type { Trx } from '../../store/transaction';
import { plainText } from '../tracks/track-filter';
import type { Edit } from './edits';

/** The times of this server's own ops: never back, and past whatever they replace. */
export interface ServerClock {
  next(nowMs: number, replaced: Hlc | undefined): Hlc;
}

export function createServerClock(serverId: string): ServerClock {
  let last: Hlc | null = null;
  return {
    next(nowMs, replaced) {
      last = tick(replaced !== undefined && (last === null || replaced > last) ? replaced : last, nowMs, serverId);
      return last;
    },
  };
}

/** Of one track: what its file says, and what was edited of it. */
export interface TrackTags {
  readonly read: Tags;
  readonly edits: ChoiceRow | undefined;
}

export class EditState {
  readonly ops: Op[] = [];
  readonly plays: PlayEvent[] = [];
  private readonly rows = new Map<string, ChoiceRow>();
  /** Places of entries by playlist. */
  private readonly entryPlaces = new Map<string, Set<string>>();

  constructor(
    private readonly clock: ServerClock,
    private readonly nowMs: number,
    private readonly knownRecordings: ReadonlySet<string>,
    private readonly knownPlays: ReadonlySet<string>,
    rows: readonly ChoiceRow[],
    /** By `contentKey/taggedAlbumKey`. */
    private readonly tags: Map<string, TrackTags>,
  ) {
    for (const row of rows) this.keep(row);
  }

  knowsRecording(contentKey: string): boolean {
    return this.knownRecordings.has(contentKey);
  }

  knowsPlay(playId: string): boolean {
    return this.knownPlays.has(playId) || this.plays.some((play) => play.playId === playId);
  }

  /** Whether there ever was a playlist of this id. */
  hasPlaylist(playlistId: string): boolean {
    return this.rows.has(placeOf('playlist', playlistId));
  }

  /** Whether there is one now. */
  isOpen(playlistId: string): boolean {
    const row = this.rows.get(placeOf('playlist', playlistId));
    return row !== undefined && !playlistOf(row).deleted;
  }

  /** An entry of a playlist that is there. */
  entry(entryId: string): PlaylistEntry | null {
    const row = this.rows.get(placeOf('playlistEntry', entryId));
    const entry = row && playlistEntryOf(row);
    return entry && !entry.removed && this.isOpen(entry.playlistId) ? entry : null;
  }

  /** In order. */
  entriesOf(playlistId: string): PlaylistEntry[] {
    return entriesInOrder([...this.entryPlaces.get(playlistId) ?? []].map((place) => this.rows.get(place) as ChoiceRow));
  }

  /** Null where there is no such track. */
  tagsOf(subject: string): TrackTags | null {
    return this.tags.get(subject) ?? null;
  }

  chooseTag(subject: string, field: string, value: ChoiceValue): void {
    const track = this.tags.get(subject);
    if (!track) throw new Error(`No track ${subject}`);
    // Past what was edited under any album that these tags had, which the choice itself does not show.
    const op: Op = { kind: 'edit', id: subject, field, value, hlc: this.clock.next(this.nowMs, track.edits?.fields[field]?.hlc) };
    this.tags.set(subject, { ...track, edits: applyOp(track.edits, op) });
    this.ops.push(op);
  }

  choose(change: ChoiceChange): void {
    const place = placeOf(change.kind, change.id);
    const before = this.rows.get(place);
    const op: Op = { ...change, hlc: this.clock.next(this.nowMs, before?.fields[change.field]?.hlc) };
    this.keep(applyOp(before, op));
    this.ops.push(op);
  }

  private keep(row: ChoiceRow): void {
    const place = placeOf(row.kind, row.id);
    this.rows.set(place, row);
    if (row.kind !== 'playlistEntry') return;
    const places = this.entryPlaces.get(row.parent) ?? new Set();
    this.entryPlaces.set(row.parent, places.add(place));
  }

  chooseForEntry(entryId: PlaylistEntryId, playlistId: PlaylistId, field: string, value: ChoiceChange['value']): void {
    this.choose({ kind: 'playlistEntry', id: entryId, parent: playlistId, field, value });
  }
}

/** Everything that these edits may look at, read in a handful of statements. */
export async function readEditState(trx: Trx, libraryId: string, edits: readonly Edit[], clock: ServerClock, nowMs: number): Promise<EditState> {
  const recordings = edits.flatMap(({ rate, love, addToPlaylist, addPlay }) => [rate?.contentKey, love?.contentKey, addPlay?.contentKey, ...(addToPlaylist?.contentKeys ?? [])]);
  const entryIds = edits.flatMap(({ removeFromPlaylist, moveInPlaylist }) => [removeFromPlaylist?.entryId, moveInPlaylist?.entryId]);
  const named = edits.flatMap(({ createPlaylist, renamePlaylist, deletePlaylist, addToPlaylist }) =>
    [createPlaylist?.playlistId, renamePlaylist?.playlistId, deletePlaylist?.playlistId, addToPlaylist?.playlistId]);
  const choices = await readChoices(trx, libraryId, 'recording', 'entity_id', given(recordings));
  const entries = await readChoices(trx, libraryId, 'playlistEntry', 'entity_id', given(entryIds));
  const playlistIds = given([...named, ...entries.map(({ parent }) => parent)]);
  return new EditState(
    clock, nowMs,
    new Set([...await knownRecordings(trx, libraryId, given(recordings)), ...choices.map(({ id }) => id)]),
    await knownPlays(trx, libraryId, given(edits.map(({ addPlay }) => addPlay?.playId))),
    [...choices, ...entries, ...await readChoices(trx, libraryId, 'playlist', 'entity_id', playlistIds), ...await readChoices(trx, libraryId, 'playlistEntry', 'parent', playlistIds)],
    await readTrackTags(trx, libraryId, given(edits.map(({ editTags }) => editTags?.trackId.id))),
  );
}

async function readTrackTags(trx: Trx, libraryId: string, subjects: readonly string[]): Promise<Map<string, TrackTags>> {
  if (subjects.length === 0) return new Map();
  const keys = [...new Set(subjects.map((subject) => contentKeyOf({ subject })))];
  const rows = await trx.selectFrom('tracks').select(['content_key', 'tagged_album_key']).where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).execute();
  const shown = new Set(rows.map((row) => `${row.content_key}/${row.tagged_album_key}`));
  const facts = await trx.selectFrom('facts').select(['kind', 'subject', 'content_key', 'value'])
    .where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).where('kind', 'in', ['tags', 'alias']).execute();
  const stored = await editsOfTags(trx, libraryId, facts);
  const asked = new Set(subjects.filter((subject) => shown.has(subject)));
  return new Map(facts.filter(({ kind, subject }) => kind === 'tags' && asked.has(subject)).flatMap(({ subject, value }): [string, TrackTags][] => {
    const read = readEditableTags(value)?.tags;
    return read ? [[subject, { read, edits: stored.get(subject) }]] : [];
  }));
}

async function knownRecordings(trx: Trx, libraryId: string, keys: readonly string[]): Promise<string[]> {
  const rows = await trx.selectFrom('tracks').select('content_key').distinct().where('library_id', '=', libraryId).where(inList(trx, 'content_key', keys)).execute();
  return rows.map((row) => row.content_key);
}

async function knownPlays(trx: Trx, libraryId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await trx.selectFrom('plays').select('play_id').where('library_id', '=', libraryId).where(inList(trx, 'play_id', ids)).execute();
  return new Set(rows.map((row) => row.play_id));
}

function given(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id): id is string => typeof id === 'string').map(plainText))];
}

function placeOf(kind: ChoiceKind, id: string): string {
  return `${kind} ${id}`;
}
