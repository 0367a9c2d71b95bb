// MP4: the samples of the first audio track in order, wherever `mdat` and its chunks lie. ISO/IEC 14496-12.
import { middleOffset, SAMPLE_BYTES } from '../../../src/domain/library/content-key';
import type { PagedReader } from '../paged-reader';
import { plainRegion, type AudioRegion } from './region';

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

interface Box {
  readonly type: string;
  /** Of its head, which its content follows. */
  readonly headStart: number;
  readonly start: number;
  readonly end: number;
}

interface SampleTables {
  isAudio: boolean;
  stsz?: DataView;
  stsc?: DataView;
  offsets?: { readonly view: DataView; readonly wide: boolean };
}

/** A run of bytes of the file that holds samples in order. */
interface Extent {
  readonly at: number;
  readonly length: number;
}

export async function mp4Region(reader: PagedReader): Promise<AudioRegion | null> {
  const boxes = await boxesIn(reader, 0, reader.size);
  const moov = boxes.find((box) => box.type === 'moov');
  const extents = moov ? await audioExtents(reader, moov) : [];
  if (extents.length > 0) return extentRegion(reader, extents);
  // Fragmented, or without a readable table: the largest piece of media data.
  const mdat = boxes.filter((box) => box.type === 'mdat').sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  return mdat ? plainRegion(reader, 'mp4-mdat', mdat.start, mdat.end) : null;
}

/** @param most that are looked at */
export async function boxesIn(reader: PagedReader, from: number, to: number, most = Infinity): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let position = from; position + 8 <= to && boxes.length < most; ) {
    const head = viewOf(await reader.read(position, 16));
    if (head.byteLength < 8) break;
    const short = head.getUint32(0);
    const wide = short === 1 && head.byteLength === 16;
    const size = wide ? Number(head.getBigUint64(8)) : short === 0 ? to - position : short;
    const header = wide ? 16 : 8;
    if (size < header) break;
    const type = String.fromCharCode(head.getUint8(4), head.getUint8(5), head.getUint8(6), head.getUint8(7));
    boxes.push({ type, headStart: position, start: position + header, end: Math.min(to, position + size) });
    position += size;
  }
  return boxes;
}

async function audioExtents(reader: PagedReader, moov: Box): Promise<Extent[]> {
  for (const trak of (await boxesIn(reader, moov.start, moov.end)).filter((box) => box.type === 'trak')) {
    const tables: SampleTables = { isAudio: false };
    await collect(reader, trak, tables);
    const extents = tables.isAudio ? extentsOf(tables) : [];
    if (extents.length > 0) return extents;
  }
  return [];
}

async function collect(reader: PagedReader, parent: Box, tables: SampleTables): Promise<void> {
  for (const box of await boxesIn(reader, parent.start, parent.end)) {
    const content = async () => viewOf(await reader.read(box.start, box.end - box.start));
    if (CONTAINERS.has(box.type)) await collect(reader, box, tables);
    else if (box.type === 'hdlr') tables.isAudio = (await content()).getUint32(8) === 0x736f756e;
    else if (box.type === 'stsz') tables.stsz = await content();
    else if (box.type === 'stsc') tables.stsc = await content();
    else if (box.type === 'stco') tables.offsets = { view: await content(), wide: false };
    else if (box.type === 'co64') tables.offsets = { view: await content(), wide: true };
  }
}

function extentsOf({ stsz, stsc, offsets }: SampleTables): Extent[] {
  if (!stsz || !stsc || !offsets) return [];
  const fixedSize = stsz.getUint32(4);
  const sampleCount = stsz.getUint32(8);
  const chunkCount = offsets.view.getUint32(4);
  const runs = stsc.getUint32(4);
  const extents: Extent[] = [];
  let sample = 0;
  let run = 0;
  for (let chunk = 1; chunk <= chunkCount && sample < sampleCount; chunk++) {
    while (run + 1 < runs && stsc.getUint32(8 + 12 * (run + 1)) <= chunk) run++;
    const last = Math.min(sampleCount, sample + stsc.getUint32(12 + 12 * run));
    let length = 0;
    for (; sample < last; sample++) length += fixedSize || stsz.getUint32(12 + 4 * sample);
    const at = offsets.wide ? Number(offsets.view.getBigUint64(8 + 8 * (chunk - 1))) : offsets.view.getUint32(8 + 4 * (chunk - 1));
    extents.push({ at, length });
  }
  return extents;
}

async function extentRegion(reader: PagedReader, extents: readonly Extent[]): Promise<AudioRegion> {
  const length = extents.reduce((sum, extent) => sum + extent.length, 0);
  const start = await gather(reader, extents, 0);
  const middle = await gather(reader, extents, middleOffset(length));
  return { sample: { format: 'mp4', length, start, middle }, durationS: null };
}

/** One sample's worth of bytes from `offset` within the extents. */
async function gather(reader: PagedReader, extents: readonly Extent[], offset: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(SAMPLE_BYTES);
  let skip = offset;
  let filled = 0;
  for (const { at, length } of extents) {
    if (filled === bytes.length) break;
    if (skip < length) {
      const part = await reader.read(at + skip, Math.min(length - skip, bytes.length - filled));
      bytes.set(part, filled);
      filled += part.length;
    }
    skip = Math.max(0, skip - length);
  }
  return bytes.subarray(0, filled);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
