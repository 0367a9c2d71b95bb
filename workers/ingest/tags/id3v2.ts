// Reads ID3v2.2, 2.3 and 2.4 tags. Our own, because the tag parser splits "AC/DC" at its slash in 2.3, does not say which texts
// claimed to be Latin-1, and reads no tags that are unsynchronised as a whole, compressed, or sized as old iTunes did.
import { ID3V2_HEAD_BYTES, id3v2Bytes } from '../../../src/domain/library/id3v2';
import { frameTags } from './id3v2-frame';
import type { RawTag } from './raw-tag';

/** Nothing sane has more frames than this. */
const MOST_FRAMES = 10_000;
/** Old iTunes wrote ids of 2.2, filled up, into 2.3. */
const FRAME_ID = /^[A-Z][A-Z0-9]{2}[A-Z0-9 \0]?$/u;
const FILLED_UP = /[ \0]$/u;

interface Shape {
  readonly major: 2 | 3 | 4;
  readonly idBytes: 3 | 4;
  readonly headBytes: 6 | 10;
}

const SHAPES: Readonly<Record<number, Shape>> = {
  2: { major: 2, idBytes: 3, headBytes: 6 },
  3: { major: 3, idBytes: 4, headBytes: 10 },
  4: { major: 4, idBytes: 4, headBytes: 10 },
};

/** @param bytes a whole tag, from its header on; one that is cut off gives what is there */
export async function readId3v2(bytes: Uint8Array): Promise<RawTag[]> {
  const shape = SHAPES[bytes[3] ?? 0];
  if (id3v2Bytes(bytes) === 0 || !shape) return [];
  const flags = bytes[5] ?? 0;
  // Compression of a whole 2.2 tag was never defined.
  if (shape.major === 2 && flags & 0x40) return [];
  let body = bytes.subarray(ID3V2_HEAD_BYTES, Math.min(bytes.length, ID3V2_HEAD_BYTES + synchsafe(bytes, 6)));
  if (flags & 0x80 && shape.major < 4) body = synchronised(body);
  const tags: RawTag[] = [];
  let position = flags & 0x40 ? extendedHeaderBytes(body, shape) : 0;
  for (let i = 0; i < MOST_FRAMES && position + shape.headBytes <= body.length; i++) {
    const id = ascii(body, position, shape.idBytes);
    // Padding, or garbage behind it.
    if (!FRAME_ID.test(id)) break;
    const size = frameSize(body, position, shape);
    const start = position + shape.headBytes;
    const content = await frameContent(body.subarray(start, start + size), flags, shape, body[position + 9] ?? 0);
    if (content && content.length > 0) tags.push(...frameTags(id.replace(FILLED_UP, ''), content, shape.major));
    position = start + size;
  }
  return tags;
}

/** Sizes are synchsafe in 2.4 and plain in 2.3, but taggers have mixed them up both ways: the reading that leads to a next frame is right. */
function frameSize(body: Uint8Array, position: number, { major, idBytes, headBytes }: Shape): number {
  const at = position + idBytes;
  if (major === 2) return ((body[at] ?? 0) << 16) | ((body[at + 1] ?? 0) << 8) | (body[at + 2] ?? 0);
  const plain = uint32(body, at);
  const safe = synchsafe(body, at);
  if (plain === safe) return safe;
  const leadsOn = (size: number) => {
    const next = position + headBytes + size;
    return next === body.length || (next < body.length && (body[next] === 0 || FRAME_ID.test(ascii(body, next, idBytes))));
  };
  const [said, other] = major === 3 ? [plain, safe] : [safe, plain];
  return !leadsOn(said) && leadsOn(other) ? other : said;
}

/** The content without what its flags add; null where it cannot be read. */
async function frameContent(content: Uint8Array, tagFlags: number, { major }: Shape, format: number): Promise<Uint8Array | null> {
  if (major === 2) return content;
  const [grouped, packed, secret] = major === 3 ? [format & 0x20, format & 0x80, format & 0x40] : [format & 0x40, format & 0x08, format & 0x04];
  if (secret) return null;
  let bytes = grouped ? content.subarray(1) : content;
  if (major === 4) {
    if (format & 0x01) bytes = bytes.subarray(4);
    if (format & 0x02 || tagFlags & 0x80) bytes = synchronised(bytes);
    return packed ? inflated(bytes) : bytes;
  }
  return packed ? inflated(bytes.subarray(4)) : bytes;
}

/** A frame that unpacks to more than this is a bomb. */
const MOST_UNPACKED = 16 * 1024 * 1024;

async function inflated(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate'));
    const chunks: Uint8Array[] = [];
    let length = 0;
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > MOST_UNPACKED) return await reader.cancel().then(() => null);
      chunks.push(next.value);
    }
    const whole = new Uint8Array(length);
    chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.length), 0);
    return whole;
  } catch {
    return null;
  }
}

/** Without the zeros that unsynchronisation puts behind every 0xFF. */
function synchronised(bytes: Uint8Array): Uint8Array {
  const clean = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    clean[length++] = bytes[i] ?? 0;
    if (bytes[i] === 0xff && bytes[i + 1] === 0) i++;
  }
  return clean.subarray(0, length);
}

function extendedHeaderBytes(body: Uint8Array, { major }: Shape): number {
  // The 2.4 size counts itself; the 2.3 one does not.
  return major === 4 ? synchsafe(body, 0) : uint32(body, 0) + 4;
}

function synchsafe(bytes: Uint8Array, at: number): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum * 128 + ((bytes[at + i] ?? 0) & 0x7f), 0);
}

function uint32(bytes: Uint8Array, at: number): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum * 256 + (bytes[at + i] ?? 0), 0);
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
