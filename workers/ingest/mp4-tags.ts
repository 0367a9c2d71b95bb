// An MP4 without its sample tables: where those are broken, the tag parser gives up before it comes to the tags.
import { boxesIn } from './audio-region/mp4';
import type { PagedReader } from './paged-reader';

const MOST_BOXES = 1_000;
/** Covers lie among the tags. */
const MOST_BYTES = 24 * 1024 * 1024;

/** A file of the head and user data of the movie alone; null where there are none. */
export async function mp4WithoutTracks(reader: PagedReader): Promise<Uint8Array<ArrayBuffer> | null> {
  const moov = (await boxesIn(reader, 0, reader.size, MOST_BOXES)).find(({ type }) => type === 'moov');
  if (!moov) return null;
  const kept = (await boxesIn(reader, moov.start, moov.end, MOST_BOXES)).filter(({ type }) => type === 'mvhd' || type === 'udta' || type === 'meta');
  const parts = await Promise.all(kept.map(({ headStart, end }) => reader.read(headStart, Math.min(end - headStart, MOST_BYTES))));
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  const file = new Uint8Array(FILE_TYPE.length + length);
  file.set(FILE_TYPE);
  new DataView(file.buffer).setUint32(FILE_TYPE.length, length);
  file.set([0x6d, 0x6f, 0x6f, 0x76], FILE_TYPE.length + 4);
  parts.reduce((at, part) => (file.set(part, at), at + part.length), FILE_TYPE.length + 8);
  return file;
}

/** An `ftyp` box of brand `M4A `. */
const FILE_TYPE = Uint8Array.from([0, 0, 0, 16, 0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41, 0x20, 0, 0, 0, 0]);
