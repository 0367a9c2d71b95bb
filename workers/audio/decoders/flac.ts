// What mediabunny does not read of FLAC.
import { afterId3, bytesOf, idAt, viewOf } from './bytes';

/** More metadata blocks than any writer makes. */
const MOST_BLOCKS = 128;
/** Of the four bits of a frame's rate: a byte with the rate in kHz follows (RFC 9639, section 9.1.2). */
const RATE_IN_KHZ = 12;

/**
 * Whether the frames write their rate in kHz, as ffmpeg does above 96 kHz: mediabunny 1.61 takes the number for Hz, and all frames
 * for damaged, as they differ from the file's head.
 */
export async function rateInKhz(file: Blob): Promise<boolean> {
  const start = await afterId3(file);
  if (idAt(await viewOf(file, start, 4), 0) !== 'fLaC') return false;
  let at = start + 4;
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const head = (await viewOf(file, at, 4)).getUint32(0);
    at += 4 + (head & 0xff_ffff);
    if (head >>> 31 === 1) break;
  }
  const frame = await bytesOf(file, at, 3);
  return frame[0] === 0xff && ((frame[1] ?? 0) & 0xfe) === 0xf8 && ((frame[2] ?? 0) & 15) === RATE_IN_KHZ;
}
