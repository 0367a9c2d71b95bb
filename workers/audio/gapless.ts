// Reads what an encoder noted of its delay and padding, from the few places of a file where such notes are.
import { lameGapless, mp4Gapless, oggGapless, type Gapless } from '../../src/domain/sound/gapless';
import { bytesOf, idAt, textAt, uint64, viewOf } from './decoders/bytes';

/** The longest frame of an MP3 file is 1,441 bytes. */
const MP3_HEAD_BYTES = 2048;
/** A page of Ogg holds at most 65,307 bytes. */
const OGG_TAIL_BYTES = 65_536;
const MOST_MOOV_BYTES = 16 * 1024 * 1024;

/** @param file without tags before it @returns null where the file notes nothing (lossless files, most of those of old encoders) */
export async function readGapless(file: Blob): Promise<Gapless | null> {
  const head = await bytesOf(file, 0, MP3_HEAD_BYTES);
  if (head[0] === 0xff) return lameGapless(head);
  if (textAt(head, 0, 4) === 'OggS') return oggGapless(head, await bytesOf(file, Math.max(0, file.size - OGG_TAIL_BYTES), OGG_TAIL_BYTES));
  return textAt(head, 4, 4) === 'ftyp' ? mp4Note(file) : null;
}

async function mp4Note(file: Blob): Promise<Gapless | null> {
  for (let at = 0; at + 8 <= file.size; ) {
    const view = await viewOf(file, at, 16);
    const short = view.getUint32(0);
    const [headBytes, length] = short === 1 ? [16, uint64(view, 8, false)] : [8, short || file.size - at];
    if (length < headBytes) return null;
    if (idAt(view, 4) === 'moov') return length > MOST_MOOV_BYTES ? null : mp4Gapless(await bytesOf(file, at + headBytes, length - headBytes));
    at += length;
  }
  return null;
}
