// An MP4 without its sample tables: where those are broken, the tag parser gives up before it comes to the tags.
import type { PagedReader } from './paged-reader';

const MOST_ATOMS = 1_000;
/** Covers lie among the tags. */
const MOST_BYTES = 24 * 1024 * 1024;

interface Atom {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly headBytes: number;
}

/** A file of the head and user data of the movie alone; null where there are none. */
export async function mp4WithoutTracks(reader: PagedReader): Promise<Uint8Array<ArrayBuffer> | null> {
  const moov = (await atoms(reader, 0, reader.size)).find(({ name }) => name === 'moov');
  if (!moov) return null;
  const kept = (await atoms(reader, moov.start + moov.headBytes, moov.end)).filter(({ name }) => name === 'mvhd' || name === 'udta' || name === 'meta');
  const parts = await Promise.all(kept.map(({ start, end }) => reader.read(start, Math.min(end - start, MOST_BYTES))));
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  const file = new Uint8Array(FILE_TYPE.length + length);
  file.set(FILE_TYPE);
  new DataView(file.buffer).setUint32(FILE_TYPE.length, length);
  file.set([0x6d, 0x6f, 0x6f, 0x76], FILE_TYPE.length + 4);
  parts.reduce((at, part) => (file.set(part, at), at + part.length), FILE_TYPE.length + 8);
  return file;
}

/** An `ftyp` atom of brand `M4A `. */
const FILE_TYPE = Uint8Array.from([0, 0, 0, 16, 0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41, 0x20, 0, 0, 0, 0]);

async function atoms(reader: PagedReader, from: number, to: number): Promise<Atom[]> {
  const found: Atom[] = [];
  for (let start = from; start + 8 <= to && found.length < MOST_ATOMS;) {
    const head = await reader.read(start, 16);
    if (head.length < 8) break;
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const short = view.getUint32(0);
    const long = short === 1 && head.length === 16;
    const size = long ? Number(view.getBigUint64(8)) : short === 0 ? to - start : short;
    const headBytes = long ? 16 : 8;
    if (size < headBytes) break;
    found.push({ name: String.fromCharCode(...head.subarray(4, 8)), start, end: Math.min(to, start + size), headBytes });
    start += size;
  }
  return found;
}
