// Answers a query over tracks: text and filters choose the slots, an order of the library puts them in line.
import type { TrackList, TrackQuery } from '../../src/domain/query/query';
import type { TrackColumns } from './columns';
import { keepThose, passing } from './filter';
import type { LibraryIndex } from './library-index';
import { floatKeys, reversedKeys, sortedByKey } from './radix';

/** By relevance, the best come first, whatever the direction; without text that is album order. */
export function runQuery(index: LibraryIndex, query: TrackQuery, revision: number): TrackList {
  const relevance = index.text.relevance(query.text);
  const passes = passing(index, query.filter);
  if (relevance) keepThose(passes, (slot) => relevance[slot] !== 0);
  const order = query.sort.by === 'relevance' ? index.orders.albumOrder() : index.orders.order(query.sort);
  const slots = those(order, passes);
  const ranked = relevance && query.sort.by === 'relevance' ? sortedByKey(slots, reversedKeys(floatKeys(relevance))) : slots;
  return { ...listed(index.columns, ranked), revision };
}

/** As `order.filter`, which calls a function a slot. */
function those(order: Uint32Array, passes: Uint8Array): Uint32Array {
  const slots = new Uint32Array(order.length);
  let length = 0;
  for (let i = 0; i < order.length; i++) {
    const slot = order[i] as number;
    if (passes[slot] === 1) slots[length++] = slot;
  }
  return slots.subarray(0, length);
}

function listed({ arrays: { trackId, durationS } }: TrackColumns, slots: Uint32Array): Omit<TrackList, 'revision'> {
  // Its own memory, of its own length: it is cloned for the page.
  const trackIds = new Uint32Array(slots.length);
  let totalDurationS = 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number;
    trackIds[i] = trackId[slot] as number;
    totalDurationS += durationS[slot] || 0;
  }
  return { trackIds, totalDurationS };
}
