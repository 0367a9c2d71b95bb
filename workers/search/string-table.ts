// Interned strings: a column holds small numbers, and each distinct string is folded and collated once.
import { searchWords } from '../../src/domain/query/fold';

/** The id of "no value"; as a sort key it comes last. */
export const NONE = 0xffffffff;

/** `name`: in the order of a language, case and accents aside. `key`: by code unit. */
export type TableKind = 'name' | 'key';

/** Ids are given in order of arrival and never change; a string that no row uses any more stays, harmless. */
export class StringTable {
  private held: string[] = [];
  private readonly ids = new Map<string, number>();
  /** So many of the strings are in `ids`: a warm start looks up none, and 100,000 take a while. */
  private mapped = 0;
  private readonly wordCache: string[] = [];
  private order: Uint32Array = new Uint32Array(0);
  private ranks: Uint32Array = new Uint32Array(0);
  private readonly collate: (a: string, b: string) => number;

  constructor(kind: TableKind, collator: Intl.Collator) {
    this.collate = kind === 'name' ? collator.compare : byCodeUnit;
  }

  get size(): number {
    return this.held.length;
  }

  /** All strings, by id. */
  get strings(): readonly string[] {
    return this.held;
  }

  intern(text: string | null): number {
    if (text === null) return NONE;
    return this.find(text) ?? this.held.push(text) - 1;
  }

  /** The id of a string that may not be there. */
  find(text: string): number | undefined {
    for (; this.mapped < this.held.length; this.mapped++) this.ids.set(this.held[this.mapped] as string, this.mapped);
    return this.ids.get(text);
  }

  text(id: number): string | null {
    return id === NONE ? null : this.held[id] ?? null;
  }

  /** The folded words of a string, as `searchWords`. */
  words(id: number): string {
    return (this.wordCache[id] ??= searchWords(this.held[id] ?? ''));
  }

  /** The place of each string in the order of the table, by id; strings that collate alike share one. */
  sortRanks(): Uint32Array {
    if (this.ranks.length !== this.held.length) {
      this.order = this.mergedOrder();
      this.ranks = this.ranksOf(this.order);
    }
    return this.ranks;
  }

  /** The ids in order, for a snapshot. */
  sortedIds(): Uint32Array {
    this.sortRanks();
    return this.order;
  }

  /** Fills an empty table from a snapshot. @param order as `sortedIds` gave it */
  restore(strings: readonly string[], order: Uint32Array): void {
    this.held = [...strings];
    this.order = order;
  }

  /** New strings are sorted among themselves and put in by bisection: few comparisons, whatever the size. */
  private mergedOrder(): Uint32Array {
    const old = this.order;
    const text = (id: number) => this.held[id] as string;
    const fresh = Array.from({ length: this.held.length - old.length }, (_, i) => old.length + i);
    fresh.sort((a, b) => this.compare(text(a), text(b)));
    const merged = new Uint32Array(this.held.length);
    let from = 0;
    fresh.forEach((id, i) => {
      const place = this.placeOf(text(id), from);
      merged.set(old.subarray(from, place), from + i);
      merged[place + i] = id;
      from = place;
    });
    merged.set(old.subarray(from), from + fresh.length);
    return merged;
  }

  private placeOf(text: string, from: number): number {
    let low = from;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(this.held[this.order[middle] as number] as string, text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private ranksOf(order: Uint32Array): Uint32Array {
    const ranks = new Uint32Array(order.length);
    let rank = 0;
    let before: string | null = null;
    order.forEach((id, place) => {
      const text = this.held[id] as string;
      if (before === null || this.collate(before, text) !== 0) rank = place;
      ranks[id] = rank;
      before = text;
    });
    return ranks;
  }

  /** A total order: strings that collate alike go by code unit. */
  private compare(a: string, b: string): number {
    return this.collate(a, b) || byCodeUnit(a, b);
  }
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
