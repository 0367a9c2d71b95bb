// Apple Lossless: packets of MP4 and CAF, with the decoder's settings (the "cookie") from the container.
import { textAt } from './bytes';
import { moovOf } from './mp4-boxes';
import type { PartDecoder, Pcm } from './pcm';

const COOKIE_BYTES = 24;
/** Apple's encoders write 4096; a damaged number would only reserve memory. */
const MOST_FRAMES = 65_536;
const MOST_CHANNELS = 8;
const WIDTHS: ReadonlySet<number> = new Set([16, 20, 24, 32]);
/** Apple's order of channels, centre first and low frequencies last, brought to that of WAVE: which of its channels comes where. */
const WAVE_ORDER: Readonly<Record<number, readonly number[]>> = {
  3: [1, 2, 0], 4: [1, 2, 0, 3], 5: [1, 2, 0, 3, 4], 6: [1, 2, 0, 5, 3, 4], 7: [1, 2, 0, 6, 5, 3, 4], 8: [3, 4, 0, 7, 5, 6, 1, 2],
};
const EMPTY: Pcm = { channelData: [], sampleRate: 0 };

/** @param cookie ALACSpecificConfig, 24 bytes */
export async function alacDecoder(cookie: Uint8Array): Promise<PartDecoder> {
  const { createALAC } = await import('@audio/decode-aac/alac.js');
  const alac = createALAC(cookie);
  const { frameLength, sampleRate } = alac.config;
  return {
    decode(packet) {
      if (claimedFrames(packet) > frameLength) throw new Error('A packet claims more frames than there may be.');
      const { channelData } = alac.decodeFrame(packet);
      const order = WAVE_ORDER[channelData.length];
      return { channelData: order ? order.map((from) => channelData[from] as Float32Array) : channelData, sampleRate };
    },
    flush: () => EMPTY,
    free: () => undefined,
  };
}

/** A packet shorter than the others says its length in 32 bits behind 23 others; the decoder would believe four milliards. */
function claimedFrames(packet: Uint8Array): number {
  const bits = (from: number, count: number): number => {
    let value = 0;
    for (let bit = from; bit < from + count; bit++) value = value * 2 + (((packet[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    return value;
  };
  const isShort = bits(19, 1) === 1;
  return isShort ? bits(23, 32) : 0;
}

/** @returns the settings when they are possible ones */
export function checkedCookie(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < COOKIE_BYTES) return null;
  const [frames, width, channels] = [view.getUint32(0), view.getUint8(5), view.getUint8(9)];
  return frames >= 1 && frames <= MOST_FRAMES && WIDTHS.has(width) && channels >= 1 && channels <= MOST_CHANNELS ? bytes.slice(0, COOKIE_BYTES) : null;
}

/**
 * The cookie of an MP4 file: in the box `alac` inside the sample entry of the same name; mediabunny does not tell.
 * @returns null where there is none
 */
export async function mp4Cookie(file: Blob): Promise<Uint8Array | null> {
  const moov = await moovOf(file);
  return moov && cookieIn(new Uint8Array(moov.buffer));
}

/** Looked for by name: its place differs between MP4 and QuickTime. Its flags are four zeros. */
function cookieIn(moov: Uint8Array): Uint8Array | null {
  for (let at = moov.indexOf(0x61); at >= 0; at = moov.indexOf(0x61, at + 1)) {
    if (textAt(moov, at, 4) !== 'alac' || moov.subarray(at + 4, at + 8).some((byte) => byte !== 0)) continue;
    const cookie = checkedCookie(moov.subarray(at + 8, at + 8 + COOKIE_BYTES));
    if (cookie) return cookie;
  }
  return null;
}
