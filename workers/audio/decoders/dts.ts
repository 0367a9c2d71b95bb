// DTS core streams; of DTS-HD the core inside.
import { viewOf } from './bytes';
import type { PartDecoder } from './pcm';
import { smallPartsOf, type StreamFile } from './stream';

/** ETSI TS 102 114 table 5-5. */
const RATES_HZ = [0, 8000, 16000, 32000, 0, 0, 11025, 22050, 44100, 0, 0, 12000, 24000, 48000];
/** About two frames: the decoder gives all frames of a part the rate of the last. */
const FRAMES_BYTES = 4096;
const SAMPLES_A_BLOCK = 32;

export async function dtsDecoder(): Promise<PartDecoder> {
  return (await import('@audio/decode-dts')).decoder();
}

export async function openDts(file: Blob): Promise<StreamFile> {
  return { durationS: duration(await viewOf(file, 0, 12), file.size), parts: () => smallPartsOf(file, FRAMES_BYTES), decoder: dtsDecoder };
}

/** From the first frame of a stream of 16-bit words with the high byte first; other packings are rare and stay a guess. */
function duration(view: DataView, bytes: number): number | null {
  if (view.getUint32(0) !== 0x7ffe8001) return null;
  const blocks = ((view.getUint16(4) >> 2) & 127) + 1;
  const frameBytes = ((view.getUint32(4) >> 4) & 0x3fff) + 1;
  const rateHz = RATES_HZ[(view.getUint8(8) >> 2) & 15] ?? 0;
  return rateHz > 0 ? ((bytes / frameBytes) * blocks * SAMPLES_A_BLOCK) / rateHz : null;
}
