// Every order of the library, made when first asked for, and repaired when it is asked for after a change.
import type { Sort } from '../../src/domain/query/query';
import type { TrackColumns } from './columns';
import { repaired } from './insertion';
import { identity, sortedByKey } from './radix';
import { comparing, keysOf, reversed, shelfKeys, type KeyOf } from './sort-keys';

/** From this part of the library on, sorting anew costs no more than putting in one by one. */
const MANY = 1 / 32;
const FEW = 100;

interface Made {
  readonly order: Uint32Array;
  /** How much of the noted changes it knows. */
  readonly known: number;
}

export class Orders {
  private readonly made = new Map<string, Made>();
  /** Slots that came to hold something else, since the oldest order was made. */
  private changes: number[] = [];

  constructor(private readonly columns: TrackColumns) {}

  /** @param slots that hold something else from now on, or nothing */
  change(slots: readonly number[]): void {
    if (this.made.size === 0) return;
    for (const slot of slots) this.changes.push(slot);
    if (this.changes.length <= Math.max(FEW, this.columns.count * MANY)) return;
    this.made.clear();
    this.changes = [];
  }

  /** All slots in order; what has no value comes last in both directions, and ties are in album order. */
  order(sort: Sort): Uint32Array {
    return this.upToDate(`${sort.by} ${sort.descending}`, () => {
      const keys = keysOf(this.columns, sort.by);
      return sort.descending ? keys.map(reversed) : keys;
    });
  }

  /** Album artist, album, disc, track, title: as on a shelf. */
  albumOrder(): Uint32Array {
    return this.upToDate('shelf', () => []);
  }

  /** @param keysBefore those that weigh more than the album order */
  private upToDate(name: string, keysBefore: () => KeyOf[]): Uint32Array {
    const known = this.made.get(name);
    if (known?.known === this.changes.length) return known.order;
    const keys = keysBefore();
    const order = known ? this.repair(known, keys) : this.make(keys);
    this.made.set(name, { order, known: this.changes.length });
    return order;
  }

  private make(keysBefore: readonly KeyOf[]): Uint32Array {
    const { count } = this.columns;
    if (keysBefore.length > 0) return keysBefore.reduce((order, key) => sortedByKey(order, valuesOf(key, count)), this.albumOrder());
    return shelfKeys(this.columns).reduce((order, key) => sortedByKey(order, valuesOf(key, count)), identity(count));
  }

  private repair({ order, known }: Made, keysBefore: readonly KeyOf[]): Uint32Array {
    return repaired(order, new Set(this.changes.slice(known)), this.columns.count, comparing([...shelfKeys(this.columns), ...keysBefore]));
  }
}

function valuesOf(key: KeyOf, count: number): Uint32Array {
  const values = new Uint32Array(count);
  for (let slot = 0; slot < count; slot++) values[slot] = key(slot);
  return values;
}
