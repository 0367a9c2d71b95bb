// Apple's IMA ADPCM, in AIFF-C and CAF: packets of 64 samples in 34 bytes, one channel after the other.
import type { PartDecoder } from './pcm';

export const IMA_FRAMES = 64;
const IMA_BYTES = 34;

/** The package reads CAF files only; the packets of AIFF-C are the same, so both come to it behind a head made here. */
export async function imaDecoder(channels: number, rateHz: number): Promise<PartDecoder> {
  const decoder = (await import('@audio/decode-caf')).decoder();
  decoder.decode(cafHead(channels, rateHz));
  return decoder;
}

/** `caff`, the description, and sound that goes on to the end (a length of all ones) behind its count of edits. */
function cafHead(channels: number, rateHz: number): Uint8Array {
  const bytes = new Uint8Array(68);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => bytes.set([...value].map((char) => char.charCodeAt(0)), at);
  text(0, 'caff');
  view.setUint16(4, 1);
  text(8, 'desc');
  view.setUint32(16, 32);
  view.setFloat64(20, rateHz);
  text(28, 'ima4');
  view.setUint32(36, IMA_BYTES * channels);
  view.setUint32(40, IMA_FRAMES);
  view.setUint32(44, channels);
  text(52, 'data');
  bytes.fill(0xff, 56, 64);
  return bytes;
}
