// Putting few things into a long order: bisection, and copies of what lies between, instead of sorting all anew.

/**
 * @param sorted in the order of `compare`; not changed
 * @param fresh to be put in, in any order; not changed
 * @returns both, sorted; where two compare equal, that of `sorted` comes first
 */
export function withInserted(sorted: Uint32Array, fresh: readonly number[], compare: (a: number, b: number) => number): Uint32Array {
  const merged = new Uint32Array(sorted.length + fresh.length);
  let from = 0;
  fresh.toSorted(compare).forEach((value, i) => {
    const place = placeOf(sorted, value, from, compare);
    merged.set(sorted.subarray(from, place), from + i);
    merged[place + i] = value;
    from = place;
  });
  merged.set(sorted.subarray(from), from + fresh.length);
  return merged;
}

function placeOf(sorted: Uint32Array, value: number, from: number, compare: (a: number, b: number) => number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as number, value) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An order of slots after some of them came to hold something else.
 * @param order all slots but the changed ones are in the order of `compare`; not changed
 * @param changed slots whose place may be another now; those from `count` on are no slots any more
 * @param compare a total order, so that the answer is that of sorting anew
 */
export function repaired(order: Uint32Array, changed: ReadonlySet<number>, count: number, compare: (a: number, b: number) => number): Uint32Array {
  const isChanged = new Uint8Array(Math.max(order.length, count));
  for (const slot of changed) isChanged[slot] = 1;
  const kept = new Uint32Array(order.length);
  let length = 0;
  for (let i = 0; i < order.length; i++) {
    const slot = order[i] as number;
    if (isChanged[slot] === 0) kept[length++] = slot;
  }
  return withInserted(kept.subarray(0, length), [...changed].filter((slot) => slot < count), compare);
}
