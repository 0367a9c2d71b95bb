// Core Audio Format: Apple Lossless by its packet table, PCM, A-law, µ-law and IMA ADPCM as they lie.
import { alacDecoder, checkedCookie } from './alac';
import { bytesOf, chunksOf, idAt, uint64, viewOf, type Chunk } from './bytes';
import { imaDecoder } from './ima';
import { NoDecoderError, type PartDecoder } from './pcm';
import { plainDecoder, type PlainLayout } from './plain';
import { partsOf, type StreamFile } from './stream';

/** Byte lengths of packets, at most three bytes each: eleven hours of 4096-frame packets take 2 MB. */
const MOST_TABLE_BYTES = 16 * 1024 * 1024;
const MOST_CHANNELS = 32;
const IS_FLOAT = 1, IS_LITTLE_ENDIAN = 2;
/** The chunk `data` begins with a count of edits. */
const EDITS_BYTES = 4;
const MOST_PACKET_BYTES = 16 * 1024 * 1024;

export async function openCaf(file: Blob): Promise<StreamFile> {
  const chunks = new Map<string, Chunk>();
  // A length of all ones means "to the end"; as a number it reaches past every file.
  for await (const chunk of chunksOf(file, 8, true, false)) if (!chunks.has(chunk.id)) chunks.set(chunk.id, chunk);
  const [desc, data] = [chunks.get('desc'), chunks.get('data')];
  if (!desc || !data) throw new Error('The file holds no sound, or does not say what it is.');
  const view = await viewOf(file, desc.from, 32);
  const format = idAt(view, 8);
  if (format === 'alac') return openAlac(file, data, chunks.get('kuki'), chunks.get('pakt'), view.getFloat64(0));
  const [rateHz, packetBytes, packetFrames, channels] = [view.getFloat64(0), view.getUint32(16), view.getUint32(20), view.getUint32(24)];
  if (channels < 1 || channels > MOST_CHANNELS) throw new Error(`The header claims ${channels} channels.`);
  const from = data.from + EDITS_BYTES;
  const seconds = (Math.min(data.length - EDITS_BYTES, file.size - from) / packetBytes) * packetFrames / rateHz;
  return {
    durationS: seconds > 0 && Number.isFinite(seconds) ? seconds : null,
    parts: () => partsOf(file, from, data.from + data.length),
    decoder: decoderOf(format, { channels, rateHz, bytes: packetBytes / channels, flags: view.getUint32(12) }),
  };
}

type Described = Pick<PlainLayout, 'channels' | 'rateHz' | 'bytes'> & { readonly flags: number };

function decoderOf(format: string, { flags, ...described }: Described): () => Promise<PartDecoder> {
  if (format === 'ima4') return () => imaDecoder(described.channels, described.rateHz);
  if (format !== 'lpcm' && format !== 'alaw' && format !== 'ulaw') throw new NoDecoderError(`CAF files of ${format.trim()} have no decoder here.`);
  const coding = format !== 'lpcm' ? format : flags & IS_FLOAT ? 'float' : 'whole';
  const layout = { ...described, coding, littleEndian: (flags & IS_LITTLE_ENDIAN) !== 0 } as const;
  if (!plainDecoder(layout)) throw new Error(`The header claims samples of ${described.bytes} bytes.`);
  return async () => plainDecoder(layout) as PartDecoder;
}

async function openAlac(file: Blob, data: Chunk, kuki: Chunk | undefined, pakt: Chunk | undefined, rateHz: number): Promise<StreamFile> {
  // Some writers put the whole `alac` box there, or `frma` and `alac`: the settings are its end.
  const cookie = kuki && cookieOf(await bytesOf(file, kuki.from, Math.min(kuki.length, 1024)));
  if (!cookie || !pakt || pakt.length > MOST_TABLE_BYTES) throw new Error('The settings of its decoder, or the table of its packets, are missing.');
  const table = await bytesOf(file, pakt.from, pakt.length);
  const frames = table.length >= 24 ? uint64(new DataView(table.buffer), 8, false) : 0;
  return {
    durationS: frames > 0 && rateHz > 0 ? frames / rateHz : null,
    parts: () => packetsOf(file, data.from + EDITS_BYTES, table.subarray(24)),
    decoder: (): Promise<PartDecoder> => alacDecoder(cookie),
  };
}

function cookieOf(bytes: Uint8Array): Uint8Array | null {
  const boxed = [24, 12].map((from) => checkedCookie(bytes.subarray(from)));
  return checkedCookie(bytes) ?? boxed.find((cookie) => cookie !== null) ?? null;
}

/** @param lengths of the packets, each in bytes of 7 bits, the last without its top bit */
async function* packetsOf(file: Blob, from: number, lengths: Uint8Array): AsyncGenerator<Uint8Array> {
  let at = from;
  let length = 0;
  for (const byte of lengths) {
    length = length * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (length > MOST_PACKET_BYTES || at + length > file.size) return;
    if (length > 0) yield await bytesOf(file, at, length);
    at += length;
    length = 0;
  }
}
