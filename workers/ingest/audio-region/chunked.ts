// FLAC, WAV, AIFF, DSF and ASF: audio in one piece behind blocks or chunks that say their length.
import { flacBlocks } from './flac-blocks';
import { skipId3v2 } from './id3v2';
import { plainRegion, type AudioRegion } from './region';
import type { PagedReader } from '../paged-reader';

/** Nothing sane has more chunks than this. */
const MOST_CHUNKS = 4096;
const ASF_DATA_OBJECT = [0x36, 0x26, 0xb2, 0x75];

/** Behind the last metadata block, to the end of the file. */
export async function flacRegion(reader: PagedReader): Promise<AudioRegion | null> {
  for await (const { start, length, isLast } of flacBlocks(reader, await skipId3v2(reader))) {
    if (isLast) return plainRegion(reader, 'flac', start + length, reader.size);
  }
  return null;
}

/** The `data` chunk. A recorder that was cut off leaves its length as 0 or too long: then to the end of the file. */
export function wavRegion(reader: PagedReader): Promise<AudioRegion | null> {
  return chunkRegion(reader, 'wav', 'data', true);
}

/** The `SSND` chunk. */
export function aiffRegion(reader: PagedReader): Promise<AudioRegion | null> {
  return chunkRegion(reader, 'aiff', 'SSND', false);
}

async function chunkRegion(reader: PagedReader, format: string, wanted: string, littleEndian: boolean): Promise<AudioRegion | null> {
  let position = 12;
  for (let i = 0; i < MOST_CHUNKS; i++) {
    const head = await reader.read(position, 8);
    if (head.length < 8) return null;
    const size = viewOf(head).getUint32(4, littleEndian);
    const start = position + 8;
    if (String.fromCharCode(...head.subarray(0, 4)) === wanted) {
      const whole = size > 0 && start + size <= reader.size;
      return plainRegion(reader, format, start, whole ? start + size : reader.size);
    }
    position = start + size + (size & 1);
  }
  return null;
}

/** The `data` chunk behind `DSD ` and `fmt `; its ID3v2 tag stands at the end. */
export async function dsfRegion(reader: PagedReader): Promise<AudioRegion | null> {
  let position = 28;
  for (let i = 0; i < 4; i++) {
    const head = await reader.read(position, 12);
    if (head.length < 12) return null;
    const size = Number(viewOf(head).getBigUint64(4, true));
    if (String.fromCharCode(...head.subarray(0, 4)) === 'data') return plainRegion(reader, 'dsf', position + 12, Math.min(reader.size, position + size));
    position += Math.max(12, size);
  }
  return null;
}

/** Packets of the data object: behind its header of 50 bytes. */
export async function asfRegion(reader: PagedReader): Promise<AudioRegion | null> {
  const head = await reader.read(0, 24);
  if (head.length < 24) return null;
  const position = Number(viewOf(head).getBigUint64(16, true));
  const object = await reader.read(position, 24);
  if (object.length < 24 || ASF_DATA_OBJECT.some((byte, i) => object[i] !== byte)) return null;
  const size = Number(viewOf(object).getBigUint64(16, true));
  return plainRegion(reader, 'asf', position + 50, size > 50 ? Math.min(reader.size, position + size) : reader.size);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
