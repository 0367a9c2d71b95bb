// DSD in DSF and DSDIFF files: one bit a sample at 2.8 MHz and more, filtered down to PCM.
import { chunksOf, idAt, uint64, viewOf } from './bytes';
import { partsOf, type StreamFile } from './stream';

/** 44.1 kHz from DSD64, 88.2 kHz from DSD128 and so on: above it lies the noise that DSD shapes out of the audible range. */
const RATIO = 64;
/** The only one that the specification allows. */
const DSF_BLOCK_BYTES = 4096;
const MOST_CHANNELS = 32;

async function decoder() {
  const { decoder: create } = await import('@audio/decode-dsd');
  // `ratio` is read by the decoder, and missing in its types.
  const options: Parameters<typeof create>[0] & { readonly ratio: number } = { ratio: RATIO };
  return create(options);
}

export async function openDsf(file: Blob): Promise<StreamFile> {
  const view = await viewOf(file, 0, 92);
  const [channels, bitRateHz, bits, blockBytes] = [view.getUint32(52, true), view.getUint32(56, true), uint64(view, 64, true), view.getUint32(72, true)];
  if (channels < 1 || channels > MOST_CHANNELS || blockBytes !== DSF_BLOCK_BYTES) throw new Error(`The header claims ${channels} channels in blocks of ${blockBytes} bytes.`);
  return { durationS: bitRateHz > 0 && bits > 0 ? bits / bitRateHz : null, parts: () => partsOf(file), decoder };
}

export async function openDff(file: Blob): Promise<StreamFile> {
  return { durationS: await dffDuration(file), parts: () => partsOf(file), decoder };
}

async function dffDuration(file: Blob): Promise<number | null> {
  let bitRateHz = 0;
  let channels = 0;
  for await (const { id, from, length } of chunksOf(file, 16, true, true)) {
    if (id === 'PROP') {
      for await (const property of chunksOf(file.slice(0, from + length), from + 4, true, true)) {
        const view = await viewOf(file, property.from, 4);
        if (property.id === 'FS  ') bitRateHz = view.getUint32(0);
        if (property.id === 'CHNL') channels = view.getUint16(0);
      }
    }
    if (id === 'DSD ') return bitRateHz > 0 && channels > 0 ? (Math.min(length, file.size - from) * 8) / channels / bitRateHz : null;
  }
  return null;
}

/** @returns whether the FRM8 file is DSDIFF, and no other kind */
export function isDsdiff(view: DataView): boolean {
  return idAt(view, 12) === 'DSD ';
}
