// Where the frames of a track lie in an MP4 file (ISO 14496-12, section 8).
import { uint64 } from './bytes';
import { boxAt, boxesIn, numberAt } from './mp4-boxes';

export interface SampleTable {
  /** Units of time in a second. */
  readonly unitHz: number;
  /** Pairs: of so many frames each lasts so many units. */
  readonly durations: Uint32Array;
  /** Triples: from this chunk on, counted from 1, each has so many frames (and which description they have). */
  readonly chunks: Uint32Array;
  /** Bytes of each frame. */
  readonly sizes: Uint32Array;
  /** Place of each chunk in the file. */
  readonly offsets: Float64Array;
}

/** One coded frame: its place in the file, and its time in units. */
export interface Mp4Sample {
  readonly at: number;
  readonly bytes: number;
  readonly units: number;
}

/**
 * @param moov the body of that box
 * @returns null for a track in fragments, for one whose frames are not in the order of their times or all have one size, and where a table is missing
 */
export function sampleTable(moov: DataView, trackId: number): SampleTable | null {
  const track = boxesIn(moov).find(({ id, body }) => id === 'trak' && idOf(body) === trackId)?.body;
  const head = boxAt(track, 'mdia', 'mdhd');
  const tables = new Map(boxesIn(boxAt(track, 'mdia', 'minf', 'stbl')).map(({ id, body }) => [id, body]));
  const [durations, chunks, sizes, offsets, wide] = ['stts', 'stsc', 'stsz', 'stco', 'co64'].map((id) => tables.get(id));
  if (!head || !durations || !chunks || !sizes || tables.has('ctts') || boxAt(moov, 'mvex')) return null;
  const unitHz = numberAt(head, isLong(head) ? 20 : 12);
  return unitHz === 0 || numberAt(sizes, 4) > 0 ? null : { unitHz, durations: numbers(durations, 4, 2), chunks: numbers(chunks, 4, 3), sizes: numbers(sizes, 8, 1), offsets: wide ? places(wide) : Float64Array.from(offsets ? numbers(offsets, 4, 1) : []) };
}

/** In the order of the chunks, from the frame that lies at a time. */
export function* samplesOf({ durations, chunks, sizes, offsets }: SampleTable, fromUnits: number): Generator<Mp4Sample, void, unknown> {
  let [index, units, group, run, left] = [0, 0, 0, 0, durations[0] ?? 0];
  for (let chunk = 0; chunk < offsets.length; chunk++) {
    if ((chunks[3 * (group + 1)] ?? Infinity) <= chunk + 1) group++;
    let at = offsets[chunk] as number;
    for (let i = chunks[3 * group + 1] ?? 0; i > 0 && index < sizes.length; i--, index++) {
      while (left === 0 && 2 * (run + 1) < durations.length) left = durations[2 * ++run] as number;
      const [bytes, duration] = [sizes[index] as number, durations[2 * run + 1] ?? 0];
      if (bytes > 0 && units + duration > fromUnits) yield { at, bytes, units };
      at += bytes;
      units += duration;
      left = Math.max(0, left - 1);
    }
  }
}

function idOf(track: DataView): number {
  const head = boxAt(track, 'tkhd');
  return head ? numberAt(head, isLong(head) ? 20 : 12) : 0;
}

/** Version 1 has times of 64 bits. */
const isLong = (head: DataView): boolean => head.byteLength > 0 && head.getUint8(0) === 1;

/** How many rows a table has that says so at `countAt`. */
function rowsOf(table: DataView, countAt: number, rowBytes: number): number {
  return Math.min(numberAt(table, countAt), Math.max(0, Math.floor((table.byteLength - countAt - 4) / rowBytes)));
}

/** Row by row, all in one list. */
function numbers(table: DataView, countAt: number, columns: number): Uint32Array {
  return Uint32Array.from({ length: columns * rowsOf(table, countAt, 4 * columns) }, (_, i) => table.getUint32(countAt + 4 + 4 * i));
}

function places(table: DataView): Float64Array {
  return Float64Array.from({ length: rowsOf(table, 4, 8) }, (_, i) => uint64(table, 8 + 8 * i, false));
}
