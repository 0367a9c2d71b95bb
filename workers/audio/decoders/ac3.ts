// AC-3 and E-AC-3 streams. Lengths are those of the first frame: streams of changing rate are rare, and only the guess suffers.
import { viewOf } from './bytes';
import type { PartDecoder } from './pcm';
import { smallPartsOf, type StreamFile } from './stream';

/** A/52 table 5.18, kbit/s; the code counts each twice. */
const KBPS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
const RATES_HZ = [48_000, 44_100, 32_000];
/** About one frame: the decoder gives all frames of a part the rate of the last. */
const FRAMES_BYTES = 2048;
const FIRST_EAC3_ID = 11;
const BLOCKS = [1, 2, 3, 6];

/** One decoder reads both. */
export async function ac3Decoder(): Promise<PartDecoder> {
  return (await import('@audio/decode-eac3')).decoder();
}

export async function openAc3(file: Blob): Promise<StreamFile> {
  const view = await viewOf(file, 0, 8);
  const bytesPerS = view.getUint8(5) >> 3 >= FIRST_EAC3_ID ? eac3Rate(view) : ((KBPS[(view.getUint8(4) & 63) >> 1] ?? 0) * 1000) / 8;
  return { durationS: bytesPerS > 0 ? file.size / bytesPerS : null, parts: () => smallPartsOf(file, FRAMES_BYTES), decoder: ac3Decoder };
}

function eac3Rate(view: DataView): number {
  const bytes = ((view.getUint16(2) & 0x7ff) + 1) * 2;
  const rateHz = RATES_HZ[view.getUint8(4) >> 6];
  return rateHz ? (bytes * rateHz) / ((BLOCKS[(view.getUint8(4) >> 4) & 3] ?? 6) * 256) : 0;
}
