// Windows Media Audio (versions 1 and 2, Pro, Lossless) in ASF.
import { AsfObjects } from './asf';
import { bytesOf, uint64, viewOf } from './bytes';
import { NoDecoderError } from './pcm';
import { PART_BYTES, partsOf, type StreamFile } from './stream';

/** With pictures in it; the decoder reads it in one piece. */
const MOST_HEADER_BYTES = 16 * 1024 * 1024;
/** Behind the header: the head of the data object. */
const DATA_HEAD_BYTES = 50;
const MOST_PACKET_BYTES = 1024 * 1024;
const FILE_PROPERTIES = 'a1dcab8c47a9cf118ee400c00c205365';
const STREAM_PROPERTIES = '9107dcb7b7a9cf118ee600c00c205365';
const AUDIO = '409e69f84d5bcf11a8fd00805f5c442b';
/** Content Encryption and Extended Content Encryption. */
const PROTECTED: ReadonlySet<string> = new Set(['fbb3112223bdd211b4b700a0c955fc6e', '14e68a292226174cb935dae07ee9289c']);

/**
 * The decoder takes objects that are cut over two packets for lost, as Windows' own encoders cut them. So it is given packets
 * that are made anew, each with one block of the codec, under a header that says their size.
 */
export async function openWma(file: Blob): Promise<StreamFile> {
  const headerBytes = uint64(await viewOf(file, 0, 24), 16, true);
  if (headerBytes < 30 || headerBytes > MOST_HEADER_BYTES || headerBytes + DATA_HEAD_BYTES > file.size) throw new Error(`The header claims ${headerBytes} bytes.`);
  const header = await bytesOf(file, 0, headerBytes + DATA_HEAD_BYTES);
  // 0 while a recorder writes; behind the data lie indexes.
  const dataUntil = headerBytes + (uint64(await viewOf(file, headerBytes, 24), 16, true) || Infinity);
  const { durationS, packetBytes, stream, blockBytes, packetBytesAt } = readHeader(header.subarray(0, headerBytes));
  if (packetBytes < 1 || packetBytes > MOST_PACKET_BYTES || blockBytes < 1) throw new Error(`The header claims packets of ${packetBytes} bytes in blocks of ${blockBytes}.`);
  const view = new DataView(header.buffer);
  for (const at of packetBytesAt) view.setUint32(at, PACKET_HEAD.length + blockBytes, true);
  return {
    durationS,
    async *parts() {
      yield header;
      const objects = new AsfObjects(stream);
      const partBytes = Math.max(1, Math.floor(PART_BYTES / packetBytes)) * packetBytes;
      for await (const part of partsOf(file, headerBytes + DATA_HEAD_BYTES, dataUntil, partBytes)) yield repacked(part, packetBytes, objects, blockBytes);
    },
    decoder: async () => (await import('@audio/decode-wma')).decoder(),
  };
}

/** Error correction of two bytes, no field of any length, time and duration, the stream's number. */
const PACKET_HEAD = Uint8Array.from([0x82, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

function repacked(part: Uint8Array, packetBytes: number, objects: AsfObjects, blockBytes: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at + packetBytes <= part.length; at += packetBytes) {
    for (const object of objects.of(part.subarray(at, at + packetBytes))) {
      for (let from = 0; from + blockBytes <= object.length; from += blockBytes) blocks.push(object.subarray(from, from + blockBytes));
    }
  }
  const packet = PACKET_HEAD.length + blockBytes;
  const bytes = new Uint8Array(blocks.length * packet);
  blocks.forEach((block, i) => {
    bytes.set(PACKET_HEAD, i * packet);
    bytes.set(block, i * packet + PACKET_HEAD.length);
  });
  return bytes;
}

interface Header {
  readonly durationS: number | null;
  readonly packetBytes: number;
  /** Where the smallest and the largest size of packets are written. */
  readonly packetBytesAt: readonly number[];
  readonly stream: number;
  readonly blockBytes: number;
}

function readHeader(header: Uint8Array): Header {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  let file = { durationS: null as number | null, packetBytes: 0, packetBytesAt: [] as number[] };
  let audio = { stream: 0, blockBytes: 0 };
  for (let at = 30; at + 24 <= header.length; ) {
    const name = guidAt(header, at);
    const bytes = uint64(view, at + 16, true);
    if (PROTECTED.has(name)) throw new NoDecoderError('The file is protected (Windows Media DRM).');
    if (name === FILE_PROPERTIES && at + 104 <= header.length) {
      // Units of 100 ns, with the preroll in ms counted in.
      const durationS = uint64(view, at + 64, true) / 1e7 - uint64(view, at + 80, true) / 1e3;
      file = { durationS: durationS > 0 ? durationS : null, packetBytes: view.getUint32(at + 96, true), packetBytesAt: [at + 92, at + 96] };
    }
    if (name === STREAM_PROPERTIES && at + 96 <= header.length && guidAt(header, at + 24) === AUDIO) {
      audio = { stream: view.getUint16(at + 72, true) & 127, blockBytes: view.getUint16(at + 90, true) };
    }
    if (bytes < 24) break;
    at += bytes;
  }
  return { ...file, ...audio };
}

function guidAt(bytes: Uint8Array, at: number): string {
  return Array.from(bytes.subarray(at, at + 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
