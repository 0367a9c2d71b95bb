// What waits to be sent, cut into pieces that a server takes.
import type { Op } from './choice';
import type { Fact } from './facts';
import type { PushRequest } from './protocol';

export type Chunk = PushRequest;

/** MessagePack of an op, a play or a fact without its value and texts: field names, times, ids. */
const FRAME_BYTES = 200;
/** UTF-8 of one UTF-16 unit, at most. */
const BYTES_PER_CHAR = 3;

/** @param maxBytes of one piece, as far as can be told without encoding it; one item is never cut */
export function* chunks({ ops = [], plays = [], facts = [] }: Partial<PushRequest>, maxItems: number, maxBytes: number): Generator<Chunk> {
  yield* cut(ops, opBytes, maxItems, maxBytes, (some) => ({ ops: some, plays: [], facts: [] }));
  yield* cut(plays, () => FRAME_BYTES, maxItems, maxBytes, (some) => ({ ops: [], plays: some, facts: [] }));
  yield* cut(facts, factBytes, maxItems, maxBytes, (some) => ({ ops: [], plays: [], facts: some }));
}

function* cut<T>(items: readonly T[], bytesOf: (item: T) => number, maxItems: number, maxBytes: number, chunk: (some: readonly T[]) => Chunk): Generator<Chunk> {
  let from = 0;
  let bytes = 0;
  for (const [at, item] of items.entries()) {
    const more = bytesOf(item);
    if (at > from && (at - from >= maxItems || bytes + more > maxBytes)) {
      yield chunk(items.slice(from, at));
      [from, bytes] = [at, 0];
    }
    bytes += more;
  }
  if (from < items.length) yield chunk(items.slice(from));
}

function opBytes({ id, parent, value }: Op): number {
  const text = id.length + (parent?.length ?? 0) + (typeof value === 'string' ? value.length : 0);
  return FRAME_BYTES + text * BYTES_PER_CHAR;
}

function factBytes({ subject, value }: Fact): number {
  return FRAME_BYTES + subject.length + value.length;
}
