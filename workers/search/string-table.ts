// Interned strings: a column holds small numbers, and each distinct string is folded and collated once.
import { searchWords } from '../../src/domain/query/fold';
import { withInserted } from './insertion';

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
  /** By id: 1 for strings that collate like the one before them. */
  private ties: Uint8Array = new Uint8Array(0);
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
      this.ties = this.tiesOf(this.order);
      this.ranks = ranksOf(this.order, this.ties);
    }
    return this.ranks;
  }

  /** The ids in order, for a snapshot. */
  sortedIds(): Uint32Array {
    this.sortRanks();
    return this.order;
  }

  /** By id, which strings collate like the one before them in `sortedIds`, for a snapshot. */
  sortTies(): Uint8Array {
    this.sortRanks();
    return this.ties;
  }

  /** Fills an empty table from a snapshot. @param order as `sortedIds` gave it @param ties as `sortTies` gave them */
  restore(strings: readonly string[], order: Uint32Array, ties: Uint8Array): void {
    this.held = [...strings];
    this.order = order;
    this.ties = ties;
  }

  /** New strings are sorted among themselves and put in by bisection: few comparisons, whatever the size. */
  private mergedOrder(): Uint32Array {
    const known = this.order.length;
    const fresh = Array.from({ length: this.held.length - known }, (_, i) => known + i);
    return withInserted(this.order, fresh, (a, b) => this.compare(this.held[a] as string, this.held[b] as string));
  }

  /** Only where new strings came to lie is anything collated: 100,000 comparisons take a tenth of a second. */
  private tiesOf(order: Uint32Array): Uint8Array {
    const known = this.ties.length;
    const ties = new Uint8Array(order.length);
    ties.set(this.ties);
    for (let place = 1; place < order.length; place++) {
      const [before, id] = [order[place - 1] as number, order[place] as number];
      if (before >= known || id >= known) ties[id] = Number(this.collate(this.held[before] as string, this.held[id] as string) === 0);
    }
    const first = order[0];
    if (first !== undefined) ties[first] = 0;
    return ties;
  }

  /** A total order: strings that collate alike go by code unit. */
  private compare(a: string, b: string): number {
    return this.collate(a, b) || byCodeUnit(a, b);
  }
}

/** The place of each id; those that tie share that of the first. */
function ranksOf(order: Uint32Array, ties: Uint8Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  let rank = 0;
  for (let place = 0; place < order.length; place++) {
    const id = order[place] as number;
    if (ties[id] === 0) rank = place;
    ranks[id] = rank;
  }
  return ranks;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
