// Made heads of FLAC files and of their frames (RFC 9639).

export interface MadeStream {
  readonly rateHz: number;
  readonly channels: number;
  readonly bits: number;
  readonly block: number;
  readonly samples: number;
}

export interface MadeHead {
  readonly number: number;
  readonly variable?: boolean;
  readonly sizeCode?: number;
  readonly size?: readonly number[];
  readonly rateCode?: number;
  readonly rate?: readonly number[];
}

/** Of the block STREAMINFO. */
export function streamInfoBody({ rateHz, channels, bits, block, samples }: MadeStream): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(34));
  view.setUint16(0, block);
  view.setUint16(2, block);
  view.setUint32(10, rateHz * 4096 + (channels - 1) * 512 + (bits - 1) * 16 + Math.floor(samples / 2 ** 32));
  view.setUint32(14, samples % 2 ** 32);
  return new Uint8Array(view.buffer);
}

/** Blocks of 4,096 samples at the stream's own rate, where not said otherwise. */
export function flacHead({ number, variable = false, sizeCode = 12, size = [], rateCode = 0, rate = [] }: MadeHead): Uint8Array<ArrayBuffer> {
  const head = [0xff, variable ? 0xf9 : 0xf8, sizeCode * 16 + rateCode, 0x18, ...coded(number), ...size, ...rate];
  return Uint8Array.from([...head, crc(head, 8, 0x07)]);
}

/** The same frame with its rate in kHz behind its head, as ffmpeg writes those above 96 kHz. @param frame that has neither size nor rate behind its head */
export function withRateInKhz(frame: Uint8Array, rateHz: number): Uint8Array<ArrayBuffer> {
  const ones = Math.clz32(~((frame[4] ?? 0) << 24));
  const headEnd = 4 + Math.max(1, ones);
  const head = [frame[0] ?? 0, frame[1] ?? 0, ((frame[2] ?? 0) & 0xf0) | 12, ...frame.subarray(3, headEnd), rateHz / 1000];
  const rest = [...head, crc(head, 8, 0x07), ...frame.subarray(headEnd + 1, frame.length - 2)];
  const sum = crc(rest, 16, 0x8005);
  return Uint8Array.from([...rest, sum >> 8, sum & 0xff]);
}

function coded(number: number): number[] {
  if (number < 128) return [number];
  const digits: number[] = [];
  let left = number;
  for (let most = 32; left >= most || digits.length === 0; most /= 2) {
    digits.unshift(128 + (left % 64));
    left = Math.floor(left / 64);
  }
  return [((0xff00 >> (digits.length + 1)) & 0xff) | left, ...digits];
}

/** Without reflection, from 0. */
function crc(bytes: readonly number[], bits: number, polynomial: number): number {
  const [top, mask] = [2 ** (bits - 1), 2 ** bits - 1];
  return bytes.reduce((sum, byte) => {
    let next = sum ^ (byte << (bits - 8));
    for (let i = 0; i < 8; i++) next = next & top ? ((next << 1) ^ polynomial) & mask : (next << 1) & mask;
    return next;
  }, 0);
}
