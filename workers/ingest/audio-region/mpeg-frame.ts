// Headers of MPEG audio and ADTS frames: where frames begin, how long they are and how long they last.
import { mpegHeader, xingAt } from '../../../src/domain/sound/mpeg-header';

export interface Frame {
  readonly bytes: number;
  readonly samples: number;
  readonly sampleRateHz: number;
  /** Bytes of header and side information, behind which a Xing header stands. */
  readonly sideEnd: number;
}

const ADTS_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/** The frame that begins at `at`, or null. */
export function mpegFrame(bytes: Uint8Array, at: number): Frame | null {
  const header = mpegHeader(wordAt(bytes, at));
  return header && { bytes: header.bytes, samples: header.frames, sampleRateHz: header.rateHz, sideEnd: xingAt(header) };
}

/** Four bytes; those behind the end are 0. */
function wordAt(bytes: Uint8Array, at: number): number {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bytes.subarray(at, at + 4);
  return ((b0 << 24) | (b1 << 16) | (b2 << 8) | b3) >>> 0;
}

/** The ADTS frame that begins at `at`, or null. ISO/IEC 13818-7. */
export function adtsFrame(bytes: Uint8Array, at: number): Frame | null {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0] = bytes.subarray(at, at + 7);
  const sampleRateHz = ADTS_RATES[(b2 >> 2) & 15];
  const length = ((b3 & 3) << 11) | (b4 << 3) | (b5 >> 5);
  if (b0 !== 0xff || (b1 & 0xf6) !== 0xf0 || sampleRateHz === undefined || length < 7) return null;
  return { bytes: length, samples: 1024 * ((b6 & 3) + 1), sampleRateHz, sideEnd: 7 };
}

export type FrameReader = (bytes: Uint8Array, at: number) => Frame | null;

/** The first place where a frame is followed by another (or by the end of the bytes); -1 where there is none. */
export function firstFrame(bytes: Uint8Array, frameAt: FrameReader, isLast: boolean): number {
  for (let at = bytes.indexOf(0xff); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const frame = frameAt(bytes, at);
    if (!frame) continue;
    const next = at + frame.bytes;
    if (frameAt(bytes, next) || (isLast && next <= bytes.length && next + 4 > bytes.length)) return at;
  }
  return -1;
}

/** Seconds a byte lasts on average over the frames that lie whole in `bytes`. */
export function secondsPerByte(bytes: Uint8Array, frameAt: FrameReader): number | null {
  let at = 0;
  let seconds = 0;
  for (let frame = frameAt(bytes, 0); frame && at + frame.bytes <= bytes.length; frame = frameAt(bytes, at)) {
    at += frame.bytes;
    seconds += frame.samples / frame.sampleRateHz;
  }
  return at === 0 ? null : seconds / at;
}
