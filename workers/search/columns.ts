// The columns of all tracks: one slot a track, dense; each field a typed array, each string a number of a table.
import { creditedKey, spokenName, type Credit } from '../../src/domain/library/credits';
import { composerNames } from '../../src/domain/library/composers';
import type { TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import { ELSEWHERE_ROOT, fileNameOf, folderOf } from '../../src/domain/library/track';
import { camelotOrder } from '../../src/domain/sound/camelot-order';
import { SOUND_COLUMN_TYPES, writeSound } from './sound-columns';
import { NONE, StringTable, type TableKind } from './string-table';

const COLUMN_TYPES = {
  trackId: Uint32Array, rootId: Uint32Array,
  title: Uint32Array, artist: Uint32Array, album: Uint32Array, albumArtist: Uint32Array, genres: Uint32Array,
  folder: Uint32Array, fileName: Uint32Array, codec: Uint32Array,
  credit: Uint32Array, albumCredit: Uint32Array, guests: Uint32Array, composers: Uint32Array,
  contentKey: Uint32Array, albumKey: Uint32Array, coverHash: Uint32Array, recordingId: Uint32Array,
  year: Uint32Array, trackNo: Uint32Array, discNo: Uint32Array, key: Uint32Array, rating: Uint32Array, playCount: Uint32Array,
  durationS: Float32Array, tempoBpm: Float32Array, loudnessLufs: Float32Array, addedAtMs: Float64Array, quality: Float64Array,
  loved: Uint8Array, preferred: Uint8Array, hidden: Uint8Array, failed: Uint8Array, missing: Uint8Array, parsed: Uint8Array,
  ...SOUND_COLUMN_TYPES,
} as const;

export type ColumnName = keyof typeof COLUMN_TYPES;
export type ColumnArrays = { [N in ColumnName]: InstanceType<(typeof COLUMN_TYPES)[N]> };
export const COLUMN_NAMES = Object.keys(COLUMN_TYPES) as ColumnName[];

/** One table a kind of string; artists, album artists, guests and composers share theirs, as do their keys. */
const TABLE_KINDS = {
  title: 'name', artist: 'name', album: 'name', genre: 'name', folder: 'name', fileName: 'name', codec: 'name',
  genreList: 'key', credit: 'key', composerList: 'key', contentKey: 'key', albumKey: 'key', artistKey: 'key', coverHash: 'key', recordingId: 'key',
} as const satisfies Record<string, TableKind>;
export type TableName = keyof typeof TABLE_KINDS;
export type Tables = { readonly [T in TableName]: StringTable };
export const TABLE_NAMES = Object.keys(TABLE_KINDS) as TableName[];

/** Between the parts of a list; cannot occur in a tag. */
const SEPARATOR = '\u0000';
const FIRST_CAPACITY = 1024;
/** The root of a recording that only another device holds; ids of roots begin at 1. */
export const NO_ROOT = 0;

/** An artist of a credit: ids in the tables of artist keys and of artist names; the name in its spoken order. */
export interface CreditPart {
  readonly key: number;
  readonly name: number;
}

export class TrackColumns {
  readonly tables: Tables;
  private data: ColumnArrays = allocate(FIRST_CAPACITY);
  private readonly slots = new Map<number, number>();
  private readonly genreLists: number[][] = [];
  private readonly credits: CreditPart[][] = [];
  private readonly creditsNaming: number[][] = [];
  private readonly composerLists: number[][] = [];

  constructor(readonly collator: Intl.Collator) {
    this.tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, new StringTable(TABLE_KINDS[name], collator)])) as Tables;
  }

  /** Slots 0 … count − 1 hold tracks. */
  get count(): number {
    return this.slots.size;
  }

  /** The columns; longer than `count`, and replaced when they grow. */
  get arrays(): Readonly<ColumnArrays> {
    return this.data;
  }

  slotOf(trackId: TrackId): number | undefined {
    return this.slots.get(trackId);
  }

  /** Adds a track or replaces what is known of it. @returns its slot */
  put(view: TrackView): number {
    const slot = this.slots.get(view.trackId) ?? this.count;
    if (slot === this.data.trackId.length) this.grow(slot * 2);
    this.slots.set(view.trackId, slot);
    this.write(slot, view);
    return slot;
  }

  /** Forgets a track; the last one takes its slot. @returns the slots that hold something else now, or nothing */
  remove(trackId: TrackId): readonly number[] {
    const slot = this.slots.get(trackId);
    if (slot === undefined) return [];
    const last = this.count - 1;
    const moved = this.data.trackId[last] as number;
    for (const name of COLUMN_NAMES) this.data[name][slot] = this.data[name][last] as number;
    this.slots.set(moved, slot);
    this.slots.delete(trackId);
    return [slot, last];
  }

  /** Ids in the genre table of a genre list. */
  genresOf(list: number): readonly number[] {
    if (list === NONE) return [];
    return (this.genreLists[list] ??= (this.tables.genreList.text(list) ?? '').split(SEPARATOR).map((name) => this.tables.genre.intern(name)));
  }

  /** The artists of every credit, by its id in the table of credits. */
  readCredits(): readonly (readonly CreditPart[])[] {
    for (let id = this.credits.length; id < this.tables.credit.size; id++) {
      const parts = this.partsOf((this.tables.credit.text(id) ?? '').split(SEPARATOR));
      this.credits.push(parts);
      for (const { key } of parts) (this.creditsNaming[key] ??= []).push(id);
    }
    return this.credits;
  }

  /** The credits that name an artist. @param key its id in the table of artist keys */
  creditsOf(key: number): readonly number[] {
    this.readCredits();
    return this.creditsNaming[key] ?? [];
  }

  /** The keys of the composers of a list, by its id in their table; ids in the table of artist keys, made once a list. */
  composersOf(id: number): readonly number[] {
    if (id === NONE) return [];
    return (this.composerLists[id] ??= composerNames((this.tables.composerList.text(id) ?? '').split(SEPARATOR)).flatMap((name) => creditedKey(name) ?? []).map((key) => this.tables.artistKey.intern(key)));
  }

  /** Fills empty columns from a snapshot. */
  restore(arrays: ColumnArrays): void {
    this.data = arrays;
    arrays.trackId.forEach((trackId, slot) => this.slots.set(trackId, slot));
    if (this.count === 0) this.data = allocate(FIRST_CAPACITY);
  }

  private write(slot: number, view: TrackView): void {
    const { data, tables } = this;
    data.trackId[slot] = view.trackId;
    data.rootId[slot] = view.rootId ?? NO_ROOT;
    data.title[slot] = tables.title.intern(view.title);
    data.artist[slot] = tables.artist.intern(view.artist);
    data.album[slot] = tables.album.intern(view.album);
    data.albumArtist[slot] = tables.artist.intern(view.albumArtist);
    data.genres[slot] = this.internGenres(view.genres);
    // The path of a recording elsewhere is made of keys: no folder of anyone.
    data.folder[slot] = tables.folder.intern(view.rootId === ELSEWHERE_ROOT ? '' : folderOf(view.path));
    data.fileName[slot] = tables.fileName.intern(fileNameOf(view.path));
    data.credit[slot] = this.internCredit(view.credit);
    data.albumCredit[slot] = this.internCredit(view.albumCredit);
    data.guests[slot] = this.internCredit(view.guests);
    data.composers[slot] = view.composers.length === 0 ? NONE : tables.composerList.intern(view.composers.join(SEPARATOR));
    data.codec[slot] = tables.codec.intern(view.codec);
    data.contentKey[slot] = tables.contentKey.intern(view.contentKey);
    data.albumKey[slot] = tables.albumKey.intern(view.albumKey);
    data.coverHash[slot] = tables.coverHash.intern(view.coverHash);
    data.recordingId[slot] = tables.recordingId.intern(view.recordingId);
    this.writeNumbers(slot, view);
    writeSound(data, slot, view);
  }

  private writeNumbers(slot: number, view: TrackView): void {
    const { data } = this;
    data.year[slot] = view.year ?? NONE;
    data.trackNo[slot] = view.trackNo ?? NONE;
    data.discNo[slot] = view.discNo ?? NONE;
    data.key[slot] = view.key ? camelotOrder(view.key) : NONE;
    data.rating[slot] = view.rating ?? NONE;
    data.playCount[slot] = view.playCount;
    data.durationS[slot] = view.durationS ?? NaN;
    data.tempoBpm[slot] = view.tempo?.tempoBpm ?? NaN;
    data.loudnessLufs[slot] = view.loudness?.integratedLufs ?? NaN;
    data.addedAtMs[slot] = view.addedAtMs;
    data.quality[slot] = view.quality;
    data.loved[slot] = Number(view.loved);
    data.preferred[slot] = Number(view.preferred);
    data.hidden[slot] = Number(view.hidden);
    data.failed[slot] = Number(view.failure !== null);
    data.missing[slot] = Number(view.missing);
    // One that is read again, by a new version or because it changed, keeps its place: it was parsed before if it has a key.
    data.parsed[slot] = Number(view.stage !== 'found' || view.contentKey !== null);
  }

  /** Genres are interned one by one too, so that their table is whole without any list being asked for. */
  private internGenres(genres: readonly string[]): number {
    if (genres.length === 0) return NONE;
    for (const genre of genres) this.tables.genre.intern(genre);
    return this.tables.genreList.intern(genres.join(SEPARATOR));
  }

  /** Keys and names in turn; an artist without a key is none. */
  private internCredit(credit: Credit): number {
    let text = '';
    for (const { artistKey, name } of credit) if (artistKey !== null) text += `${text === '' ? '' : SEPARATOR}${artistKey}${SEPARATOR}${name.replaceAll(SEPARATOR, ' ').trim()}`;
    return text === '' ? NONE : this.tables.credit.intern(text);
  }

  private partsOf(keysAndNames: readonly string[]): CreditPart[] {
    const parts: CreditPart[] = [];
    for (let i = 0; i + 1 < keysAndNames.length; i += 2) {
      const [key, name] = [keysAndNames[i], keysAndNames[i + 1]];
      if (key && name) parts.push({ key: this.tables.artistKey.intern(key), name: this.tables.artist.intern(spokenName(name)) });
    }
    return parts;
  }

  private grow(capacity: number): void {
    const grown = allocate(capacity);
    for (const name of COLUMN_NAMES) grown[name].set(this.data[name]);
    this.data = grown;
  }
}

function allocate(capacity: number): ColumnArrays {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, new COLUMN_TYPES[name](capacity)])) as ColumnArrays;
}
