// AIFF and AIFF-C: PCM of any width, float, A-law, µ-law, IMA ADPCM.
import { chunksOf, float80, idAt, viewOf, type Chunk } from './bytes';
import { IMA_FRAMES, imaDecoder } from './ima';
import { NoDecoderError, type PartDecoder } from './pcm';
import { plainDecoder, type PlainLayout } from './plain';
import { partsOf, type StreamFile } from './stream';

const MOST_CHANNELS = 32;

/** By the name of the compression; a file without one holds whole numbers with the high byte first. */
const CODINGS: Readonly<Record<string, Pick<PlainLayout, 'coding'> & { readonly bytes?: number; readonly littleEndian?: boolean }>> = {
  'NONE': { coding: 'whole' }, 'none': { coding: 'whole' }, 'twos': { coding: 'whole' }, 'TWOS': { coding: 'whole' }, 'in24': { coding: 'whole', bytes: 3 }, 'in32': { coding: 'whole', bytes: 4 },
  'sowt': { coding: 'whole', littleEndian: true }, 'SOWT': { coding: 'whole', littleEndian: true }, 'raw ': { coding: 'raw' },
  'fl32': { coding: 'float', bytes: 4 }, 'FL32': { coding: 'float', bytes: 4 }, 'fl64': { coding: 'float', bytes: 8 }, 'FL64': { coding: 'float', bytes: 8 },
  'alaw': { coding: 'alaw', bytes: 1 }, 'ALAW': { coding: 'alaw', bytes: 1 }, 'ulaw': { coding: 'ulaw', bytes: 1 }, 'ULAW': { coding: 'ulaw', bytes: 1 },
};

export async function openAiff(file: Blob): Promise<StreamFile> {
  const { comm, sound } = await soundChunks(file);
  const view = await viewOf(file, comm.from, 22);
  const [channels, frames, bits, rateHz] = [view.getUint16(0), view.getUint32(2), view.getUint16(6), float80(view, 8)];
  const compression = comm.length >= 22 ? idAt(view, 18) : 'NONE';
  if (channels < 1 || channels > MOST_CHANNELS || bits < 1) throw new Error(`The header claims ${channels} channels of ${bits} bits.`);
  // SSND begins with how far behind its head the sound lies, nearly always 0, and with the size of blocks.
  const from = sound.from + 8 + (await viewOf(file, sound.from, 8)).getUint32(0);
  const perFrame = compression === 'ima4' ? IMA_FRAMES : 1;
  const decoder = decoderOf(compression, channels, bits, rateHz);
  return { durationS: rateHz > 0 && frames > 0 ? (frames * perFrame) / rateHz : null, parts: () => partsOf(file, from, sound.from + sound.length), decoder };
}

function decoderOf(compression: string, channels: number, bits: number, rateHz: number): () => Promise<PartDecoder> {
  if (compression === 'ima4') return () => imaDecoder(channels, rateHz);
  const coding = CODINGS[compression];
  if (!coding) throw new NoDecoderError(`AIFF-C of ${compression.trim()} has no decoder here.`);
  const layout = { bytes: Math.ceil(bits / 8), littleEndian: false, ...coding, channels, rateHz };
  if (!plainDecoder(layout)) throw new Error(`The header claims ${bits} bits.`);
  return async () => plainDecoder(layout) as PartDecoder;
}

async function soundChunks(file: Blob): Promise<{ readonly comm: Chunk; readonly sound: Chunk }> {
  let comm: Chunk | null = null;
  let sound: Chunk | null = null;
  for await (const chunk of chunksOf(file, 12, false, true)) {
    if (chunk.id === 'COMM') comm ??= chunk;
    // Recorders that were cut off leave 0 for "to the end".
    if (chunk.id === 'SSND') sound ??= chunk.length === 0 ? { ...chunk, length: file.size - chunk.from } : chunk;
    if (comm && sound) return { comm, sound };
  }
  throw new Error(comm ? 'The file holds no sound (SSND).' : 'The file does not say what its sound is (COMM).');
}
