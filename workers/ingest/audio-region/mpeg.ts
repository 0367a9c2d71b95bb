// MP3 and ADTS: frames between the tags, without the frame that only describes the others.
import { endBeforeTags } from './appended-tags';
import { skipId3v2 } from './id3v2';
import { adtsFrame, firstFrame, mpegFrame, secondsPerByte, type FrameReader } from './mpeg-frame';
import { plainRegion, type AudioRegion } from './region';
import type { PagedReader } from '../paged-reader';

const WINDOW_BYTES = 32 * 1024;
/** Some files hold padding or a broken tag before their first frame; further than this it is no music. */
const MOST_WINDOWS = 8;
/** VBRI stands at a fixed place (Fraunhofer). */
const VBRI_OFFSET = 36;

/** @returns null when there are no frames: the file is not what its name says */
export async function mpegRegion(reader: PagedReader, format: 'mp3' | 'adts'): Promise<AudioRegion | null> {
  const frameAt = format === 'mp3' ? mpegFrame : adtsFrame;
  const first = await findFirstFrame(reader, await skipId3v2(reader), frameAt);
  if (first === null) return null;
  const head = await reader.read(first, WINDOW_BYTES);
  // Taggers and remuxers rewrite or add the Xing, Info or VBRI frame: it is no audio.
  const start = first + (format === 'mp3' ? describingFrameBytes(head) : 0);
  // What encoders say of their own length spares the look for tags behind it, where it goes up to the last byte.
  reader.endsInAudio = format === 'mp3' && first + describedBytes(head) === reader.size;
  const end = await endBeforeTags(reader, start);
  const pace = secondsPerByte(await reader.read(start, Math.min(WINDOW_BYTES, end - start)), frameAt);
  return plainRegion(reader, format, start, end, pace === null ? null : pace * (end - start));
}

async function findFirstFrame(reader: PagedReader, from: number, frameAt: FrameReader): Promise<number | null> {
  for (let i = 0; i < MOST_WINDOWS; i++) {
    // Windows overlap by half, so that two frames in a row lie in one of them.
    const start = from + (i * WINDOW_BYTES) / 2;
    const bytes = await reader.read(start, WINDOW_BYTES);
    const at = firstFrame(bytes, frameAt, start + bytes.length >= reader.size);
    if (at >= 0) return start + at;
    if (bytes.length < WINDOW_BYTES) return null;
  }
  return null;
}

/** Flags of a Xing header: whether the number of frames stands in it, and of bytes. */
const HAS_FRAMES = 1;
const HAS_BYTES = 2;

/** Bytes of all frames, the describing one too, as a Xing or Info frame says; 0 where none does. */
function describedBytes(bytes: Uint8Array): number {
  const frame = mpegFrame(bytes, 0);
  if (!frame || describingFrameBytes(bytes) === 0 || frame.sideEnd + 16 > bytes.length) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + frame.sideEnd, 16);
  const flags = view.getUint32(4);
  return isXing(bytes, frame.sideEnd) && (flags & HAS_BYTES) !== 0 ? view.getUint32(flags & HAS_FRAMES ? 12 : 8) : 0;
}

function isXing(bytes: Uint8Array, at: number): boolean {
  return ['Xing', 'Info'].includes(wordAt(bytes, at));
}

function wordAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function describingFrameBytes(bytes: Uint8Array): number {
  const frame = mpegFrame(bytes, 0);
  if (!frame) return 0;
  return isXing(bytes, frame.sideEnd) || wordAt(bytes, VBRI_OFFSET) === 'VBRI' ? frame.bytes : 0;
}
