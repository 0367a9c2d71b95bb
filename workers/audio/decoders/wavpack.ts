// WavPack 4 and 5, lossless and the lossy part of hybrid files.
import { textAt, viewOf } from './bytes';
import { evenlyScaled } from './pcm';
import { partsOf, type StreamFile } from './stream';

/** A block of silence takes 40 bytes for half a second: more at once would give too many samples. */
const SMALL_PART_BYTES = 16 * 1024;
const UNKNOWN = 0xffff_ffff;
const RATES_HZ = [6000, 8000, 9600, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 192000];
/** The decoder keeps all that it was given, and its memory ends at some 40 MB (measured: after 34 MB it could take no more). */
const RENEW_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 32;
/** The specification allows one MB. */
const MOST_BLOCK_BYTES = 1024 * 1024;
const IS_FLOAT = 0x80, IS_LAST_OF_ITS_MOMENT = 0x1000;

export async function openWavPack(file: Blob): Promise<StreamFile> {
  const view = await viewOf(file, 0, HEAD_BYTES);
  const flags = view.getUint32(24, true);
  const rateHz = RATES_HZ[(flags >>> 23) & 15];
  const frames = view.getUint32(12, true);
  const bits = ((flags & 3) + 1) * 8;
  return {
    durationS: rateHz && frames > 0 && frames !== UNKNOWN ? (frames + view.getUint8(11) * 2 ** 32) / rateHz : null,
    parts: () => wholeBlocks(file),
    renewBytes: RENEW_BYTES,
    async decoder() {
      const decoder = await (await import('@audio/decode-wavpack')).decoder();
      return flags & IS_FLOAT ? decoder : evenlyScaled(decoder, bits);
    },
  };
}

/** More than two channels come in several blocks a moment, which the decoder wants together; what is no block is left out. */
async function* wholeBlocks(file: Blob): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const part of partsOf(file, 0, file.size, SMALL_PART_BYTES)) {
    const bytes = new Uint8Array(held.length + part.length);
    bytes.set(held);
    bytes.set(part, held.length);
    const { blocks, rest } = split(bytes);
    held = rest;
    for (const block of blocks) yield block;
  }
}

/** @returns stretches of whole moments, and what the next bytes may complete */
function split(bytes: Uint8Array): { readonly blocks: readonly Uint8Array[]; readonly rest: Uint8Array } {
  const blocks: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [from, until, at] = [0, 0, 0];
  while (at + HEAD_BYTES <= bytes.length) {
    const length = view.getUint32(at + 4, true) + 8;
    if (textAt(bytes, at, 4) !== 'wvpk' || length < HEAD_BYTES || length > MOST_BLOCK_BYTES) {
      if (until > from) blocks.push(bytes.subarray(from, until));
      at = from = until = nextBlock(bytes, at + 1);
      continue;
    }
    if (at + length > bytes.length) break;
    at += length;
    if (view.getUint32(at - length + 24, true) & IS_LAST_OF_ITS_MOMENT) until = at;
  }
  if (until > from) blocks.push(bytes.subarray(from, until));
  return { blocks, rest: bytes.slice(until) };
}

function nextBlock(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x77, from); at >= 0; at = bytes.indexOf(0x77, at + 1)) {
    if (at + 4 > bytes.length || textAt(bytes, at, 4) === 'wvpk') return at;
  }
  return bytes.length;
}
