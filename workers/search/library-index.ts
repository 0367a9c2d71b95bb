// What the search worker holds of the library, and what it derives from it until the next change.
import type { ActiveRoot } from '../../src/db/changes';
import type { GroupKind } from '../../src/domain/query/query';
import type { TrackId } from '../../src/domain/library/ids';
import type { TrackView } from '../../src/domain/library/track-view';
import type { TrackColumns } from './columns';
import { groupRows, type GroupRow } from './groups';
import { Orders } from './orders';
import { TextSearch } from './text-search';

export interface Batch {
  readonly views?: readonly TrackView[];
  readonly gone?: readonly TrackId[];
  readonly roots?: readonly ActiveRoot[];
}

export class LibraryIndex {
  readonly text: TextSearch;
  orders: Orders;
  roots: readonly ActiveRoot[] = [];
  /** 1 for slots that lists show: parsed, and of a root that was not removed. */
  listed = new Uint8Array(0);
  private readonly groups = new Map<GroupKind, readonly GroupRow[]>();

  constructor(readonly columns: TrackColumns) {
    this.text = new TextSearch(columns);
    this.orders = new Orders(columns);
  }

  /** Takes changes in and forgets what was derived. Sort ranks are brought up to date at once, so that no query waits for them. */
  apply(batch: Batch): void {
    for (const view of batch.views ?? []) this.columns.put(view);
    for (const trackId of batch.gone ?? []) this.columns.remove(trackId);
    this.roots = batch.roots ?? this.roots;
    this.listed = this.listedSlots();
    this.orders = new Orders(this.columns);
    this.groups.clear();
    for (const table of ['title', 'artist', 'album', 'genre', 'folder', 'fileName', 'albumKey'] as const) this.columns.tables[table].sortRanks();
  }

  get listedCount(): number {
    return this.listed.reduce((sum, bit) => sum + bit, 0);
  }

  groupsOf(kind: GroupKind): readonly GroupRow[] {
    const known = this.groups.get(kind) ?? groupRows(this.columns, this.listed, kind);
    this.groups.set(kind, known);
    return known;
  }

  private listedSlots(): Uint8Array<ArrayBuffer> {
    const { rootId, parsed } = this.columns.arrays;
    const active = new Set<number>(this.roots.map((root) => root.rootId));
    return Uint8Array.from({ length: this.columns.count }, (_, slot) => (parsed[slot] && active.has(rootId[slot] as number) ? 1 : 0));
  }
}
