// The heads of a FLAC file and of its frames (RFC 9639).

export interface StreamInfo {
  /** Samples of a channel in a block: 16–65,535. */
  readonly mostBlock: number;
  /** Of a frame: as the encoder says, and what none exceeds. */
  readonly leastFrameBytes: number;
  readonly mostFrameBytes: number;
  readonly rateHz: number;
  readonly channels: number;
  readonly bits: number;
  /** Samples of a channel; 0 where the encoder did not say. */
  readonly samples: number;
}

export interface FlacHeader {
  /** Numbers count samples; else frames. */
  readonly variable: boolean;
  readonly number: number;
  /** Samples of each channel. */
  readonly block: number;
}

/** Longest head: 4 bytes, a number of 7, size and rate of 2 each, and its check sum. */
export const MOST_HEAD_BYTES = 16;
/** Of a frame: a head of 6 bytes, one constant subframe, and the check sum of 2. */
const LEAST_FRAME_BYTES = 10;

/** Of the rates that have a code (RFC 9639, table 14); 0 is that of the stream. */
const RATES_HZ = [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];
const [RATE_KHZ, RATE_HZ, RATE_10_HZ] = [12, 13, 14];
const CRC8 = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1;
  return crc & 0xff;
});

/** @param body of the block STREAMINFO, 34 bytes (section 8.2) @returns null for a shorter one, and where it describes no audio */
export function streamInfo(body: Uint8Array): StreamInfo | null {
  if (body.length < 34) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [high, low] = [view.getUint32(10), view.getUint32(14)];
  const [rateHz, channels, bits] = [high >>> 12, ((high >>> 9) & 7) + 1, ((high >>> 4) & 31) + 1];
  const mostBlock = view.getUint16(2);
  const leastFrameBytes = Math.max(LEAST_FRAME_BYTES, view.getUint32(4) >>> 8);
  // A block takes no more than its samples as they are.
  const mostFrameBytes = MOST_HEAD_BYTES + 2 + channels * (Math.ceil((mostBlock * (bits + 1)) / 8) + 8);
  if (rateHz === 0 || mostBlock < 16) return null;
  return { mostBlock, leastFrameBytes, mostFrameBytes, rateHz, channels, bits, samples: (high & 15) * 2 ** 32 + low };
}

/**
 * The head of a frame (section 9.1), which has to be of this stream.
 * @param bytes from its first on; too few are no head
 * @returns null for what is no head
 */
export function flacHeader(bytes: Uint8Array, { rateHz }: StreamInfo): FlacHeader | null {
  const at = (i: number): number => bytes[i] ?? 0;
  const [sizeCode, rateCode] = [at(2) >>> 4, at(2) & 15];
  if (at(0) !== 0xff || at(1) >>> 1 !== 0x7c || sizeCode === 0 || rateCode === 15 || at(3) & 1 || at(3) >>> 4 > 10) return null;
  const number = codedNumber(bytes, 4);
  if (!number) return null;
  const sizeBytes = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  const rateBytes = rateCode === RATE_KHZ ? 1 : rateCode === RATE_HZ || rateCode === RATE_10_HZ ? 2 : 0;
  const sizeAt = 4 + number.bytes;
  const rateAt = sizeAt + sizeBytes;
  const length = rateAt + rateBytes;
  if (length >= bytes.length || crc8(bytes, length) !== at(length)) return null;
  if (toldRateHz(rateCode, rateBytes === 1 ? at(rateAt) : at(rateAt) * 256 + at(rateAt + 1), rateHz) !== rateHz) return null;
  const block = sizeBytes === 1 ? at(sizeAt) + 1 : sizeBytes === 2 ? at(sizeAt) * 256 + at(sizeAt + 1) + 1 : blockOf(sizeCode);
  return { variable: (at(1) & 1) === 1, number: number.value, block };
}

/** The number that the frame behind one has, save after damage. */
export function nextNumber({ variable, number, block }: FlacHeader): number {
  return variable ? number + block : number + 1;
}

function toldRateHz(code: number, told: number, streamHz: number): number {
  if (code === RATE_KHZ) return told * 1000;
  if (code === RATE_HZ) return told;
  return code === RATE_10_HZ ? told * 10 : RATES_HZ[code] || streamHz;
}

function blockOf(code: number): number {
  if (code === 1) return 192;
  return code <= 5 ? 144 * 2 ** code : 2 ** code;
}

/** Like UTF-8, up to 36 bits (section 9.1.5). */
function codedNumber(bytes: Uint8Array, from: number): { readonly value: number; readonly bytes: number } | null {
  const first = bytes[from] ?? 0;
  const ones = Math.clz32(~(first << 24));
  if (ones === 1 || ones > 7) return null;
  if (ones === 0) return { value: first, bytes: 1 };
  let value = first & (0x7f >>> ones);
  for (let i = 1; i < ones; i++) {
    const byte = bytes[from + i] ?? 0;
    if (byte >>> 6 !== 2) return null;
    value = value * 64 + (byte & 63);
  }
  return { value, bytes: ones };
}

function crc8(bytes: Uint8Array, length: number): number {
  let crc = 0;
  for (let i = 0; i < length; i++) crc = CRC8[crc ^ (bytes[i] as number)] as number;
  return crc;
}
