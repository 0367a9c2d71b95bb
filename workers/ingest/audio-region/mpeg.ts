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

function describingFrameBytes(bytes: Uint8Array): number {
  const frame = mpegFrame(bytes, 0);
  if (!frame) return 0;
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  const isXing = word(frame.sideEnd) === 'Xing' || word(frame.sideEnd) === 'Info';
  return isXing || word(VBRI_OFFSET) === 'VBRI' ? frame.bytes : 0;
}
