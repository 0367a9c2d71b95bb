// Counting values within groups, by sorting the pairs instead of hashing them.
import { identity, sortedByKey } from './radix';
import { NONE } from './string-table';

export interface Tally {
  /** By group: its most frequent value, `NONE` where it has none. */
  readonly best: Uint32Array;
  /** By group: how many different values it has. */
  readonly distinct: Uint32Array;
}

/**
 * @param groups the group of each pair, and @param values its value; `NONE` values are passed over
 * @param before which of two equally frequent values wins
 */
export function tally(groups: Uint32Array, values: Uint32Array, groupCount: number, before: (a: number, b: number) => boolean): Tally {
  const order = sortedByKey(sortedByKey(identity(groups.length), values), groups);
  const best = new Uint32Array(groupCount).fill(NONE);
  const bestCount = new Uint32Array(groupCount);
  const distinct = new Uint32Array(groupCount);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const group = groups[order[start] as number] as number;
    const value = values[order[start] as number] as number;
    while (end < order.length && groups[order[end] as number] === group && values[order[end] as number] === value) end++;
    if (value === NONE) continue;
    distinct[group] = (distinct[group] as number) + 1;
    const count = end - start;
    const held = bestCount[group] as number;
    if (count > held || (count === held && before(value, best[group] as number))) {
      best[group] = value;
      bestCount[group] = count;
    }
  }
  return { best, distinct };
}
