// Which track stands for a recording where each recording is shown once.
import { markBits } from './sound-columns';
import { NO_ROOT, type TrackColumns } from './columns';
import { NONE } from './string-table';
import type { VectorIndex } from '../../src/domain/sound/vector-index';

const SILENT = markBits(['silent']);

/** For each vector, the first listed track of its recording that is not missing, one of this device before one elsewhere; `NONE` where there is none, and for silence, which sounds like nothing. */
export function holdersOf({ arrays, tables, count }: TrackColumns, listed: Uint8Array, vectors: VectorIndex): Uint32Array {
  const here = new Uint32Array(tables.contentKey.size).fill(NONE);
  const elsewhere = new Uint32Array(tables.contentKey.size).fill(NONE);
  for (let slot = 0; slot < count; slot++) {
    const key = arrays.contentKey[slot] as number;
    if (key === NONE || !listed[slot] || arrays.missing[slot] || (arrays.marks[slot] as number) & SILENT) continue;
    const trackOfKey = arrays.rootId[slot] === NO_ROOT ? elsewhere : here;
    trackOfKey[key] = Math.min(trackOfKey[key] as number, arrays.trackId[slot] as number);
  }
  return new Uint32Array(vectors.count).map((_, id) => {
    const key = tables.contentKey.find(vectors.keys[id] ?? '') ?? NONE;
    const held = here[key] ?? NONE;
    return held === NONE ? (elsewhere[key] ?? NONE) : held;
  });
}
