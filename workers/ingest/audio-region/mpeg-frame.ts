// Headers of MPEG audio and ADTS frames: where frames begin, how long they are and how long they last.

export interface Frame {
  readonly bytes: number;
  readonly samples: number;
  readonly sampleRateHz: number;
  /** Bytes of header and side information, behind which a Xing header stands. */
  readonly sideEnd: number;
}

const BITRATES_V1 = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
] as const;
const BITRATES_V2 = [
  [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const RATES_V1 = [44100, 48000, 32000];
const ADTS_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/** The frame that begins at `at`, or null. ISO/IEC 11172-3, 13818-3. */
export function mpegFrame(bytes: Uint8Array, at: number): Frame | null {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bytes.subarray(at, at + 4);
  const version = (b1 >> 3) & 3;
  const layer = 4 - ((b1 >> 1) & 3);
  if (b0 !== 0xff || (b1 & 0xe0) !== 0xe0 || version === 1 || layer === 4) return null;
  const isV1 = version === 3;
  const kbps = (isV1 ? BITRATES_V1 : BITRATES_V2)[layer - 1]?.[(b2 >> 4) - 1];
  const rate = RATES_V1[(b2 >> 2) & 3];
  if (kbps === undefined || rate === undefined) return null;
  const sampleRateHz = rate / (isV1 ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 1 ? 384 : layer === 2 || isV1 ? 1152 : 576;
  const padding = (b2 >> 1) & 1;
  const slot = layer === 1 ? 4 : 1;
  const length = Math.floor((samples / 8 / slot) * kbps * 1000 / sampleRateHz + padding) * slot;
  const mono = b3 >> 6 === 3;
  const side = isV1 ? (mono ? 17 : 32) : mono ? 9 : 17;
  return { bytes: length, samples, sampleRateHz, sideEnd: 4 + side };
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
