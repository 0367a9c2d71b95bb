// What the search worker holds of the library, and what it derives from it until the next change.
import type { ActiveRoot } from '../../src/db/changes';
import type { ArtistAliases } from '../../src/domain/library/artist-aliases';
import { shownPictures, type ArtistPictures } from '../../src/domain/library/artist-pictures';
import type { DuplicateList, GroupKind } from '../../src/domain/query/query';
import type { ArtistKey, TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import { NO_ROOT, type TrackColumns } from './columns';
import { duplicatesOf } from './duplicates';
import { groupRows, type GroupRow } from './groups';
import { holdersOf } from './holders';
import { Orders } from './orders';
import { standIns } from './stand-ins';
import { TextSearch } from './text-search';
import type { VectorIndex } from '../../src/domain/sound/vector-index';

export interface Batch {
  readonly views?: readonly TrackView[];
  readonly gone?: readonly TrackId[];
  readonly roots?: readonly ActiveRoot[];
  readonly aliases?: ArtistAliases;
  readonly pictures?: ArtistPictures;
}

export class LibraryIndex {
  readonly text: TextSearch;
  readonly orders: Orders;
  roots: readonly ActiveRoot[] = [];
  /** Artists that a person merged. */
  aliases: ArtistAliases = new Map();
  /** Pictures that lie in artists' folders. */
  private pictures: ArtistPictures = new Map();
  /** 1 for slots that lists show: parsed now or before, of a root that was not removed or of another device, and not hidden by a person. */
  listed = new Uint8Array(0);
  /** As `listed`, with what a person hid. */
  private known = new Uint8Array(0);
  private holders: Uint32Array | null = null;
  private stands: { readonly standIn: Uint32Array; readonly standing: Uint8Array } | null = null;
  private doubles: { readonly list: DuplicateList; readonly vectorCount: number } | null = null;
  private readonly groups = new Map<GroupKind, readonly GroupRow[]>();

  constructor(readonly columns: TrackColumns) {
    this.text = new TextSearch(columns);
    this.orders = new Orders(columns);
  }

  /** Takes changes in and forgets what was derived. */
  apply(batch: Batch): void {
    this.orders.change([
      ...(batch.views ?? []).map((view) => this.columns.put(view)),
      ...(batch.gone ?? []).flatMap((trackId) => this.columns.remove(trackId)),
    ]);
    this.roots = batch.roots ?? this.roots;
    this.aliases = batch.aliases ?? this.aliases;
    this.pictures = batch.pictures ?? this.pictures;
    this.known = this.knownSlots();
    const { hidden } = this.columns.arrays;
    this.listed = this.known.map((bit, slot) => (bit && !hidden[slot] ? 1 : 0));
    this.groups.clear();
    this.holders = null;
    this.stands = null;
    this.doubles = null;
  }

  /** Brings the album order and what stands for versions up to date, which every list needs. */
  settle(): void {
    this.columns.readCredits();
    void this.standing;
  }

  /** Brings the order of all other names up to date, so that no query waits for it. */
  settleNames(): void {
    for (const table of ['genre', 'folder', 'fileName'] as const) this.columns.tables[table].sortRanks();
  }

  /** For each vector, the first track that can be played; `NONE` where the library has none. */
  holdersOf(vectors: VectorIndex): Uint32Array {
    if (this.holders?.length !== vectors.count) this.holders = holdersOf(this.columns, this.standing, vectors);
    return this.holders;
  }

  /** 1 for listed slots that are the only or the best version of their track. */
  get standing(): Uint8Array {
    return this.standIns().standing;
  }

  /** The slot that stands for a slot among versions of one track; mostly itself. */
  standInOf(slot: number): number {
    return this.standIns().standIn[slot] ?? slot;
  }

  /** Made when first asked for, and again when the library or the number of vectors changed. */
  duplicates(vectors: VectorIndex): DuplicateList {
    if (this.doubles?.vectorCount !== vectors.count) this.doubles = { list: duplicatesOf(this, vectors), vectorCount: vectors.count };
    return this.doubles.list;
  }

  get listedCount(): number {
    return this.listed.reduce((sum, bit) => sum + bit, 0);
  }

  groupsOf(kind: GroupKind): readonly GroupRow[] {
    const known = this.groups.get(kind) ?? this.makeGroups(kind);
    this.groups.set(kind, known);
    return known;
  }

  private makeGroups(kind: GroupKind): readonly GroupRow[] {
    const rows = groupRows(this.columns, this.standing, kind, this.aliases);
    if (kind !== 'artist' || this.pictures.size === 0) return rows;
    const pictures = shownPictures(this.pictures, this.aliases);
    return rows.map(({ group, words }) => ({ group: { ...group, coverHash: pictures.get(group.key as ArtistKey) ?? group.coverHash }, words }));
  }

  private standIns() {
    if (!this.stands) {
      const standIn = standIns(this.columns, this.listed, this.orders.albumOrder());
      this.stands = { standIn, standing: this.listed.map((bit, slot) => (bit && standIn[slot] === slot ? 1 : 0)) };
    }
    return this.stands;
  }

  /** Whether lists would show a slot that a person hid. */
  isHidden(slot: number): boolean {
    return this.columns.arrays.hidden[slot] === 1 && this.known[slot] === 1;
  }

  /** Of the tracks that are known and of a folder of this library. */
  private knownSlots(): Uint8Array<ArrayBuffer> {
    const { rootId, parsed } = this.columns.arrays;
    const active = new Set<number>([NO_ROOT, ...this.roots.map((root) => root.rootId)]);
    return new Uint8Array(this.columns.count).map((_, slot) => (parsed[slot] && active.has(rootId[slot] as number) ? 1 : 0));
  }
}
