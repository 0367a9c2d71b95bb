// AIFF and AIFF-C: PCM of any width, float, A-law, µ-law, IMA ADPCM.
import { chunksOf, float80, idAt, bytesOf, viewOf, type Chunk } from './bytes';
import { NoDecoderError } from './pcm';
import { partsOf, type StreamFile } from './stream';

/** The decoder takes these whole; 8 MB of them are three minutes, and 64 MB of samples. */
const WHOLE: ReadonlySet<string> = new Set(['ima4', 'GSM ', 'gsm ']);
const MOST_WHOLE_BYTES = 8 * 1024 * 1024;
const IMA_FRAMES = 64;
const MOST_COMM_BYTES = 1024;

/**
 * The decoder wants COMM before SSND and takes whatever follows SSND for sound: tags are often behind it. So it gets a file
 * of these two chunks only.
 */
export async function openAiff(file: Blob, start: number): Promise<StreamFile> {
  const { comm, sound } = await soundChunks(file, start);
  const form = await bytesOf(file, start, 12);
  const head = await bytesOf(file, comm.from, Math.min(comm.length, MOST_COMM_BYTES));
  const view = await viewOf(file, comm.from, 22);
  const [channels, frames, bits, rateHz] = [view.getUint16(0), view.getUint32(2), view.getUint16(6), float80(view, 8)];
  const compression = comm.length >= 22 ? idAt(view, 18) : 'NONE';
  if (channels < 1 || bits < 1) throw new Error(`The header claims ${channels} channels of ${bits} bits.`);
  if (WHOLE.has(compression) && sound.length > MOST_WHOLE_BYTES) throw new NoDecoderError(`AIFF-C (${compression.trim()}) of more than 8 MB is not decoded here.`);
  // SSND begins with how far behind its head the sound lies, nearly always 0, and with the size of blocks.
  const offset = (await viewOf(file, sound.from, 8)).getUint32(0);
  const perFrame = compression === 'ima4' ? IMA_FRAMES : 1;
  return {
    durationS: rateHz > 0 && frames > 0 ? (frames * perFrame) / rateHz : null,
    async *parts() {
      yield joined(form, chunkHead('COMM', head.length), head, chunkHead('SSND', sound.length), new Uint8Array(8));
      yield* partsOf(file, sound.from + 8 + offset, sound.from + sound.length);
    },
    decoder: async () => (await import('@audio/decode-aiff')).decoder(),
  };
}

async function soundChunks(file: Blob, start: number): Promise<{ readonly comm: Chunk; readonly sound: Chunk }> {
  let comm: Chunk | null = null;
  let sound: Chunk | null = null;
  for await (const chunk of chunksOf(file, start + 12, false, true)) {
    if (chunk.id === 'COMM') comm ??= chunk;
    // Recorders that were cut off leave 0 for "to the end".
    if (chunk.id === 'SSND') sound ??= chunk.length === 0 ? { ...chunk, length: file.size - chunk.from } : chunk;
    if (comm && sound) return { comm, sound };
  }
  throw new Error(comm ? 'The file holds no sound (SSND).' : 'The file does not say what its sound is (COMM).');
}

function chunkHead(id: string, length: number): Uint8Array {
  const head = new Uint8Array(8);
  head.set([...id].map((char) => char.charCodeAt(0)));
  new DataView(head.buffer).setUint32(4, length);
  return head;
}

/** FORM's own length is written anew, since the decoder looks no further; so is the padding of COMM. */
function joined(form: Uint8Array, commHead: Uint8Array, comm: Uint8Array, soundHead: Uint8Array, offsets: Uint8Array): Uint8Array {
  const parts = [form, commHead, comm, new Uint8Array(comm.length % 2), soundHead, offsets];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  new DataView(bytes.buffer).setUint32(4, 0x7fffffff);
  return bytes;
}
