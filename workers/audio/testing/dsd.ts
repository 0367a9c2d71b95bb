// DSD for tests: a sine as one bit a sample, in the two files that carry it.

const BIT_RATE_HZ = 2_822_400;
const BLOCK_BYTES = 4096;

/** Bits of a second-order sigma-delta modulator, the first in the highest bit. */
function bits(hz: number, bytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  let [first, second] = [0, 0];
  for (let i = 0; i < bytes * 8; i++) {
    const bit = second >= 0 ? 1 : -1;
    first += 0.4 * Math.sin((2 * Math.PI * hz * i) / BIT_RATE_HZ) - bit;
    second += first - bit;
    if (bit > 0) out[i >> 3] = (out[i >> 3] as number) | (128 >> (i & 7));
  }
  return out;
}

function file(parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : [...part])));
}

const little = (value: number, length: number) => Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) % 256);
const big = (value: number, length: number) => little(value, length).reverse();

/** Stereo DSF of so many blocks a channel (11.6 ms each); bits within a byte run the other way there. */
export function dsf(leftHz: number, rightHz: number, blocks: number): Uint8Array<ArrayBuffer> {
  const channels = [leftHz, rightHz].map((hz) => bits(hz, blocks * BLOCK_BYTES).map(mirrored));
  const data = Array.from({ length: blocks }, (_, block) => channels.map((channel) => channel.subarray(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES))).flat();
  const dataBytes = blocks * BLOCK_BYTES * 2;
  return file([
    'DSD ', little(28, 8), little(92 + dataBytes, 8), little(0, 8),
    'fmt ', little(52, 8), little(1, 4), little(0, 4), little(2, 4), little(2, 4), little(BIT_RATE_HZ, 4), little(1, 4), little(blocks * BLOCK_BYTES * 8, 8), little(BLOCK_BYTES, 4), little(0, 4),
    'data', little(dataBytes + 12, 8), ...data,
  ]);
}

/** Mono DSDIFF. */
export function dff(hz: number, bytes: number): Uint8Array<ArrayBuffer> {
  const properties = file(['SND ', 'FS  ', big(4, 8), big(BIT_RATE_HZ, 4), 'CHNL', big(6, 8), big(1, 2), 'C   ', 'CMPR', big(4, 8), 'DSD ']);
  const body = file(['DSD ', 'FVER', big(4, 8), big(0x01050000, 4), 'PROP', big(properties.length, 8), properties, 'DSD ', big(bytes, 8), bits(hz, bytes)]);
  return file(['FRM8', big(body.length, 8), body]);
}

function mirrored(byte: number): number {
  return [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum | (((byte >> bit) & 1) << (7 - bit)), 0);
}
