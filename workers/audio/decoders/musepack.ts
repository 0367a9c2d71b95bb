// Musepack, stream versions 7 and 8.
import { bytesOf, textAt, viewOf } from './bytes';
import { NoDecoderError } from './pcm';
import { partsOf, type StreamFile } from './stream';

/** The decoder keeps the packed file: as much as an hour at its highest quality. */
const MOST_BYTES = 64 * 1024 * 1024;
const RATES_HZ = [44_100, 48_000, 37_800, 32_000];
const SV7_FRAME = 1152;
/** The packets before the sound take some hundred bytes. */
const HEAD_BYTES = 4096;

export async function openMusepack(file: Blob): Promise<StreamFile> {
  if (file.size > MOST_BYTES) throw new NoDecoderError('Musepack files of more than 64 MB are not decoded here.');
  const head = await bytesOf(file, 0, HEAD_BYTES);
  const decoder: StreamFile['decoder'] = async () => (await import('@audio/decode-mpc')).decoder();
  if (textAt(head, 0, 4) !== 'MPCK') return { durationS: await sv7Duration(file), parts: () => partsOf(file), decoder };
  const { durationS, offsetPacket } = sv8Head(head);
  return {
    durationS,
    async *parts() {
      if (offsetPacket) yield head.slice(0, offsetPacket.from);
      yield* partsOf(file, offsetPacket?.until ?? 0);
    },
    decoder,
  };
}

async function sv7Duration(file: Blob): Promise<number | null> {
  const view = await viewOf(file, 0, 12);
  const frames = view.getUint32(4, true);
  return frames > 0 ? (frames * SV7_FRAME) / (RATES_HZ[view.getUint8(10) & 3] ?? 44_100) : null;
}

interface Sv8Head {
  readonly durationS: number | null;
  /** The packet `SO` points to a table at the end of the file, for which the decoder would wait; without it, it begins at once. */
  readonly offsetPacket: { readonly from: number; readonly until: number } | null;
}

/** The packets before the first of sound (`AP`): a name of two letters, then the length of all as a number of 7 bits a byte. */
function sv8Head(head: Uint8Array): Sv8Head {
  let durationS: number | null = null;
  let offsetPacket: Sv8Head['offsetPacket'] = null;
  for (let at = 4; at + 3 < head.length; ) {
    const name = textAt(head, at, 2);
    const length = varint(head, at + 2);
    if (name === 'AP' || length.value < 3) break;
    if (name === 'SO') offsetPacket = { from: at, until: at + length.value };
    // Checksum and version, then the count of samples, the silence at the start, and the rate in three bits.
    if (name === 'SH') {
      const frames = varint(head, length.until + 5);
      const silence = varint(head, frames.until);
      durationS = (frames.value - silence.value) / (RATES_HZ[(head[silence.until] ?? 0) >> 5] ?? 44_100);
    }
    at += length.value;
  }
  return { durationS: durationS !== null && durationS > 0 ? durationS : null, offsetPacket };
}

function varint(bytes: Uint8Array, from: number): { readonly value: number; readonly until: number } {
  let value = 0;
  for (let at = from; at < from + 8; at++) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (!(byte & 0x80)) return { value, until: at + 1 };
  }
  return { value, until: from + 8 };
}
