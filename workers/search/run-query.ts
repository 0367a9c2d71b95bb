// Answers a query over tracks: text and filters choose the slots, an order of the library puts them in line.
import type { TrackList, TrackQuery } from '../../src/domain/query/query';
import { slotTest } from './filter';
import type { LibraryIndex } from './library-index';
import { floatKeys, reversedKeys, sortedByKey } from './radix';

/** By relevance, the best come first, whatever the direction; without text that is album order. */
export function runQuery(index: LibraryIndex, query: TrackQuery, revision: number): TrackList {
  const relevance = index.text.relevance(query.text);
  const passes = slotTest(index, query.filter);
  const order = query.sort.by === 'relevance' ? index.orders.albumOrder() : index.orders.order(query.sort);
  const slots = order.filter((slot) => (relevance === null || relevance[slot] !== 0) && passes(slot));
  const ranked = relevance && query.sort.by === 'relevance' ? sortedByKey(slots, reversedKeys(floatKeys(relevance))) : slots;
  const { trackId, durationS } = index.columns.arrays;
  return {
    trackIds: ranked.map((slot) => trackId[slot] as number),
    totalDurationS: ranked.reduce((sum, slot) => sum + (durationS[slot] || 0), 0),
    revision,
  };
}
