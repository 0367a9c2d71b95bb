// FLAC inside Ogg: its metadata blocks, each a packet of its own. The tag parser knows none of them.
import { PAGE_HEADER_BYTES, readPage } from './audio-region/ogg';
import type { PagedReader } from './paged-reader';
import { CUE_SHEET_BLOCK, cueSheetTags, sampleRateOf } from './tags/flac-cue-sheet';
import type { Picture, RawTag } from './tags/raw-tag';
import type { Format } from './technical';

const MOST_PAGES = 800;
const MOST_BLOCKS = 64;
const MOST_BLOCK_BYTES = 20 * 1024 * 1024;
/** `0x7F FLAC`, version, number of header packets, `fLaC`, then the stream info block. */
const FIRST_PACKET = [0x7f, 0x46, 0x4c, 0x41, 0x43];
const STREAM_INFO = 17;
const COMMENT = 4;
const PICTURE = 6;
const MOST_COMMENTS = 10_000;

export interface OggFlac {
  readonly format: Format;
  readonly blocks: readonly (readonly RawTag[])[];
}

/** @returns null where the stream is of another codec */
export async function oggFlac(reader: PagedReader): Promise<OggFlac | null> {
  const head = await reader.read(PAGE_HEADER_BYTES + 1, FIRST_PACKET.length);
  if (FIRST_PACKET.some((byte, i) => head[i] !== byte)) return null;
  const [first, ...blocks] = await headerPackets(reader);
  if (!first || first.length < STREAM_INFO + 18) return null;
  const view = viewOf(first);
  const rate = sampleRateOf(first.subarray(STREAM_INFO));
  const packed = view.getUint32(STREAM_INFO + 10);
  const format: Format = { container: 'Ogg', codec: 'FLAC', lossless: true, sampleRate: rate, numberOfChannels: ((packed >> 9) & 7) + 1, bitsPerSample: ((view.getUint16(STREAM_INFO + 12) >> 4) & 31) + 1 };
  return { format, blocks: [blocks.flatMap(blockTags), blocks.flatMap((block) => cueBlockTags(block, rate))] };
}

function blockTags(block: Uint8Array): RawTag[] {
  try {
    switch ((block[0] ?? 0) & 127) {
      case COMMENT:
        return comments(block.subarray(4));
      case PICTURE:
        return [{ format: 'vorbis', id: PICTURE_COMMENT, value: picture(block.subarray(4)) }];
      default:
        return [];
    }
  } catch (thrown) {
    // A length that leads beyond the block.
    if (thrown instanceof RangeError) return [];
    throw thrown;
  }
}

function cueBlockTags(block: Uint8Array, sampleRateHz: number): RawTag[] {
  return ((block[0] ?? 0) & 127) === CUE_SHEET_BLOCK ? cueSheetTags(block.subarray(4), sampleRateHz) : [];
}

/** The packets of the first stream up to the last metadata block. */
async function headerPackets(reader: PagedReader): Promise<Uint8Array[]> {
  const packets: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  let serial: number | null = null;
  let position = 0;
  for (let i = 0; i < MOST_PAGES && packets.length < MOST_BLOCKS; i++) {
    const page = await readPage(reader, position);
    if (!page) break;
    position = page.end;
    serial ??= page.serial;
    if (page.serial !== serial) continue;
    let at = 0;
    for (const length of page.lacing) {
      parts.push(page.data.subarray(at, at + length));
      at += length;
      if (length === 255) continue;
      packets.push(joined(parts));
      parts = [];
      // The last block says so; of the first packet the stream info block begins behind its head.
      const last = packets.at(-1);
      if (packets.length > 1 && last && (last[0] ?? 0) & 128) return packets;
    }
    if (parts.reduce((sum, part) => sum + part.length, 0) > MOST_BLOCK_BYTES) break;
  }
  return packets;
}

function comments(bytes: Uint8Array): RawTag[] {
  const view = viewOf(bytes);
  const text = new TextDecoder();
  let at = 4 + view.getUint32(0, true);
  const count = Math.min(view.getUint32(at, true), MOST_COMMENTS);
  at += 4;
  const tags: RawTag[] = [];
  for (let i = 0; i < count && at + 4 <= bytes.length; i++) {
    const length = view.getUint32(at, true);
    const comment = text.decode(bytes.subarray(at + 4, at + 4 + length));
    const cut = comment.indexOf('=');
    if (cut > 0) tags.push(commentTag(comment.slice(0, cut).toUpperCase(), comment.slice(cut + 1)));
    at += 4 + length;
  }
  return tags;
}

const PICTURE_COMMENT = 'METADATA_BLOCK_PICTURE';

/** A picture may stand among the comments, too, written in base64. */
function commentTag(id: string, value: string): RawTag {
  return { format: 'vorbis', id, value: id === PICTURE_COMMENT ? (pictureIn(value) ?? value) : value };
}

function pictureIn(base64: string): Picture | null {
  try {
    return picture(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  } catch {
    // No base64, or a length that leads beyond it.
    return null;
  }
}

function picture(bytes: Uint8Array): Picture {
  const view = viewOf(bytes);
  const mimeEnd = 8 + view.getUint32(4);
  const textEnd = mimeEnd + 4 + view.getUint32(mimeEnd);
  const text = new TextDecoder();
  const dataStart = textEnd + 20;
  const isFront = view.getUint32(0) === 3;
  return {
    format: text.decode(bytes.subarray(8, mimeEnd)), type: isFront ? 'Cover (front)' : 'Other', description: text.decode(bytes.subarray(mimeEnd + 4, textEnd)),
    data: bytes.slice(dataStart, dataStart + view.getUint32(textEnd + 16)),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
