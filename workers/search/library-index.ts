// What the search worker holds of the library, and what it derives from it until the next change.
import type { ActiveRoot } from '../../src/db/changes';
import type { ArtistAliases } from '../../src/domain/library/artist-aliases';
import type { GroupKind } from '../../src/domain/query/query';
import type { TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import { NO_ROOT, type TrackColumns } from './columns';
import { groupRows, type GroupRow } from './groups';
import { holdersOf } from './holders';
import { Orders } from './orders';
import { TextSearch } from './text-search';
import type { VectorIndex } from '../../src/domain/sound/vector-index';

export interface Batch {
  readonly views?: readonly TrackView[];
  readonly gone?: readonly TrackId[];
  readonly roots?: readonly ActiveRoot[];
  readonly aliases?: ArtistAliases;
}

export class LibraryIndex {
  readonly text: TextSearch;
  orders: Orders;
  roots: readonly ActiveRoot[] = [];
  /** Artists that a person merged. */
  aliases: ArtistAliases = new Map();
  /** 1 for slots that lists show: parsed now or before, and of a root that was not removed or of another device. */
  listed = new Uint8Array(0);
  private holders: Uint32Array | null = null;
  private readonly groups = new Map<GroupKind, readonly GroupRow[]>();

  constructor(readonly columns: TrackColumns) {
    this.text = new TextSearch(columns);
    this.orders = new Orders(columns);
  }

  /** Takes changes in and forgets what was derived. */
  apply(batch: Batch): void {
    for (const view of batch.views ?? []) this.columns.put(view);
    for (const trackId of batch.gone ?? []) this.columns.remove(trackId);
    this.roots = batch.roots ?? this.roots;
    this.aliases = batch.aliases ?? this.aliases;
    this.listed = this.listedSlots();
    this.orders = new Orders(this.columns);
    this.groups.clear();
    this.holders = null;
  }

  /** Brings the album order up to date, which every list needs. */
  settle(): void {
    this.columns.readCredits();
    this.orders.albumOrder();
  }

  /** Brings the order of all other names up to date, so that no query waits for it. */
  settleNames(): void {
    for (const table of ['genre', 'folder', 'fileName'] as const) this.columns.tables[table].sortRanks();
  }

  /** For each vector, the first track that can be played; `NONE` where the library has none. */
  holdersOf(vectors: VectorIndex): Uint32Array {
    if (this.holders?.length !== vectors.count) this.holders = holdersOf(this.columns, this.listed, vectors);
    return this.holders;
  }

  get listedCount(): number {
    return this.listed.reduce((sum, bit) => sum + bit, 0);
  }

  groupsOf(kind: GroupKind): readonly GroupRow[] {
    const known = this.groups.get(kind) ?? groupRows(this.columns, this.listed, kind, this.aliases);
    this.groups.set(kind, known);
    return known;
  }

  private listedSlots(): Uint8Array<ArrayBuffer> {
    const { rootId, parsed } = this.columns.arrays;
    const active = new Set<number>([NO_ROOT, ...this.roots.map((root) => root.rootId)]);
    return new Uint8Array(this.columns.count).map((_, slot) => (parsed[slot] && active.has(rootId[slot] as number) ? 1 : 0));
  }
}
