// The head of a frame of MPEG audio (ISO 11172-3 and 13818-3, and the unofficial version 2.5).

export interface MpegHeader {
  /** Of the whole frame. */
  readonly bytes: number;
  /** Samples of each channel. */
  readonly frames: number;
  readonly rateHz: number;
  readonly channels: 1 | 2;
  /** As in the head: 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5. */
  readonly version: number;
  /** As in the head: 1 is layer III, 2 is layer II, 3 is layer I. */
  readonly layer: number;
}

const RATES_HZ = [44_100, 48_000, 32_000];
/** kbit/s by the number of the layer in the head. */
const MPEG1_KBITS: Readonly<Record<number, readonly number[]>> = {
  1: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  3: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
};
const LOW_KBITS = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MPEG2_KBITS: Readonly<Record<number, readonly number[]>> = { 1: LOW_KBITS, 2: LOW_KBITS, 3: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256] };

/** @param word the first four bytes @returns null for what is no head, or one of a free bit rate */
export function mpegHeader(word: number): MpegHeader | null {
  const [version, layer] = [(word >>> 19) & 3, (word >>> 17) & 3];
  const rateIndex = (word >>> 10) & 3;
  if (word >>> 21 !== 0x7ff || version === 1 || rateIndex === 3) return null;
  const kbits = (version === 3 ? MPEG1_KBITS : MPEG2_KBITS)[layer]?.[((word >>> 12) & 15) - 1];
  if (kbits === undefined) return null;
  const rateHz = (RATES_HZ[rateIndex] as number) >> (version === 3 ? 0 : version === 2 ? 1 : 2);
  const frames = layer === 3 ? 384 : layer === 1 && version !== 3 ? 576 : 1152;
  const padding = (word >>> 9) & 1;
  const bytes = layer === 3 ? 4 * (Math.floor((12_000 * kbits) / rateHz) + padding) : Math.floor((frames * 125 * kbits) / rateHz) + padding;
  return { bytes, frames, rateHz, channels: ((word >>> 6) & 3) === 3 ? 1 : 2, version, layer };
}

/** Whether both can be of one stream. */
export function sameStream(a: MpegHeader, b: MpegHeader): boolean {
  return a.rateHz === b.rateHz && a.channels === b.channels && a.version === b.version && a.layer === b.layer;
}

/** Where a Xing or Info tag stands in a frame that only describes the others. */
export function xingAt({ version, channels }: MpegHeader): number {
  return 4 + (version === 3 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17);
}
