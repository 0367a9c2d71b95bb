// Ogg: a comment rewrite moves, renumbers and re-pages everything behind it, so the key sees packets and samples, never pages.
import { SAMPLE_BYTES } from '../../../src/domain/library/content-key';
import type { PagedReader } from '../paged-reader';
import type { AudioRegion } from './region';

export const PAGE_HEADER_BYTES = 27;
/** How often a page without the end of a packet may follow: a cover of 20 MB in the comment. */
const MOST_PAGES = 400;
/** Of one page: a header, 255 lacing values, and as many segments of 255 bytes (RFC 3533). */
const MOST_PAGE_BYTES = PAGE_HEADER_BYTES + 255 + 255 * 255;

interface Codec {
  readonly name: 'vorbis' | 'opus' | 'speex' | 'flac';
  readonly headerPackets: number;
  readonly sampleRateHz: number;
  readonly preSkip: number;
}

/**
 * Start: the first 16 KiB of packet data behind the header packets. Middle: the 16 KiB after that, because finding the same packet
 * in the middle of differently paged files would mean decoding both. Length: the last granule position, that is samples.
 */
export async function oggRegion(reader: PagedReader): Promise<AudioRegion | null> {
  const packets = new PacketGatherer(2 * SAMPLE_BYTES);
  let codec: Codec | null = null;
  let serial = 0;
  let position = 0;
  for (let i = 0; i < MOST_PAGES && !packets.full; i++) {
    const page = await readPage(reader, position, packets.missing);
    if (!page) break;
    position = page.end;
    if (codec === null) {
      codec = codecOf(page.data);
      serial = page.serial;
      if (codec === null) return null;
      packets.skip(codec.headerPackets);
    }
    if (page.serial === serial) packets.add(page);
  }
  if (codec === null) return null;
  const granule = await lastGranule(reader, serial);
  const bytes = packets.bytes();
  return {
    sample: { format: `ogg-${codec.name}`, length: granule, start: bytes.subarray(0, SAMPLE_BYTES), middle: bytes.subarray(SAMPLE_BYTES) },
    durationS: granule > codec.preSkip && codec.sampleRateHz > 0 ? (granule - codec.preSkip) / codec.sampleRateHz : null,
    // The tag parser would read on for 13 pages, of a second each in Opus.
    ...(packets.full && { readTo: position }),
  };
}

interface OggPage {
  readonly serial: number;
  readonly lacing: Uint8Array;
  readonly data: Uint8Array;
  readonly end: number;
}

/** The page that begins at a position; null where none does. @param mostBytes of its data that are wanted */
export async function readPage(reader: PagedReader, position: number, mostBytes = Infinity): Promise<OggPage | null> {
  const head = await reader.read(position, PAGE_HEADER_BYTES);
  if (head.length < PAGE_HEADER_BYTES || viewOf(head).getUint32(0) !== 0x4f676753) return null;
  const lacing = await reader.read(position + PAGE_HEADER_BYTES, head[26] ?? 0);
  const start = position + PAGE_HEADER_BYTES + lacing.length;
  const end = start + lacing.reduce((sum, length) => sum + length, 0);
  return { serial: viewOf(head).getUint32(14, true), lacing, data: await reader.read(start, Math.min(end - start, mostBytes)), end };
}

/** Collects packet data behind the header packets. */
class PacketGatherer {
  private readonly parts: Uint8Array[] = [];
  private length = 0;
  private toSkip = 0;
  private begun = false;

  constructor(private readonly limit: number) {}

  get full(): boolean {
    return this.length >= this.limit;
  }

  /** Bytes that are still wanted; all of a page while a header packet may end in it. */
  get missing(): number {
    return this.begun && this.toSkip === 0 ? this.limit - this.length : Infinity;
  }

  skip(packets: number): void {
    this.begun = true;
    this.toSkip = packets;
  }

  add({ lacing, data }: OggPage): void {
    let at = 0;
    for (const length of lacing) {
      if (this.toSkip === 0) {
        this.parts.push(data.subarray(at, at + length));
        this.length += length;
      } else if (length < 255) this.toSkip--;
      at += length;
    }
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(Math.min(this.length, this.limit));
    let at = 0;
    for (const part of this.parts) {
      const piece = part.subarray(0, all.length - at);
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}

function codecOf(data: Uint8Array): Codec | null {
  const view = viewOf(data);
  const text = String.fromCharCode(...data.subarray(0, 8));
  if (text.startsWith('\x01vorbis') && data.length >= 16) return { name: 'vorbis', headerPackets: 3, sampleRateHz: view.getUint32(12, true), preSkip: 0 };
  if (text === 'OpusHead' && data.length >= 12) return { name: 'opus', headerPackets: 2, sampleRateHz: 48_000, preSkip: view.getUint16(10, true) };
  if (text === 'Speex   ' && data.length >= 40) return { name: 'speex', headerPackets: 2, sampleRateHz: view.getUint32(36, true), preSkip: 0 };
  if (text.startsWith('\x7fFLAC') && data.length >= 30) {
    return { name: 'flac', headerPackets: 1 + view.getUint16(7), sampleRateHz: view.getUint32(27) >>> 12, preSkip: 0 };
  }
  return null;
}

/** The granule position of the stream's last page that ends a packet; 0 in a file that is cut off oddly. */
async function lastGranule(reader: PagedReader, serial: number): Promise<number> {
  for (const bytes of [MOST_PAGE_BYTES, 2 * MOST_PAGE_BYTES]) {
    const start = Math.max(0, reader.size - bytes);
    const tail = await reader.read(start, bytes);
    const view = viewOf(tail);
    for (let at = tail.length - PAGE_HEADER_BYTES; at >= 0; at--) {
      if (tail[at] !== 0x4f || view.getUint32(at) !== 0x4f676753 || view.getUint32(at + 14, true) !== serial) continue;
      const granule = view.getBigInt64(at + 6, true);
      if (granule >= 0n) return Number(granule);
    }
  }
  return 0;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
