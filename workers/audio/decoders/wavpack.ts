// WavPack 4 and 5, lossless and the lossy part of hybrid files.
import { viewOf } from './bytes';
import { partsOf, type StreamFile } from './stream';

/** A block of silence takes 40 bytes for half a second: more at once would give too many samples. */
const SMALL_PART_BYTES = 16 * 1024;
const UNKNOWN = 0xffff_ffff;
const RATES_HZ = [6000, 8000, 9600, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 192000];

export async function openWavPack(file: Blob, start: number): Promise<StreamFile> {
  const view = await viewOf(file, start, 32);
  const rateHz = RATES_HZ[(view.getUint32(24, true) >>> 23) & 15];
  const frames = view.getUint32(12, true);
  return {
    durationS: rateHz && frames > 0 && frames !== UNKNOWN ? (frames + view.getUint8(11) * 2 ** 32) / rateHz : null,
    parts: () => partsOf(file, start, file.size, SMALL_PART_BYTES),
    decoder: async () => (await import('@audio/decode-wavpack')).decoder(),
  };
}
