// FLAC files, whose packets are walked here and decoded by the browser.
import { decodedBlocks } from '../webcodecs';
import { bytesOf, idAt, viewOf } from './bytes';
import { streamInfo } from './flac-header';
import { FlacWalk } from './flac-walk';
import type { Decoding } from './pcm';

/** More metadata blocks than any writer makes. */
const MOST_BLOCKS = 128;
const STREAM_INFO_BYTES = 34;

/** @param file without tags before it @returns null for one that does not begin like FLAC, or whose head is torn */
export async function openFlac(file: Blob): Promise<FlacWalk | null> {
  if (idAt(await viewOf(file, 0, 4), 0) !== 'fLaC') return null;
  let at = 4;
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const head = (await viewOf(file, at, 4)).getUint32(0);
    at += 4 + (head & 0xff_ffff);
    if (head >>> 31 === 1) break;
  }
  const info = streamInfo(await bytesOf(file, 8, STREAM_INFO_BYTES));
  return info && new FlacWalk(file, at, info);
}

/** @param config of the decoder, as mediabunny found it at the file's head */
export function flacDecoding(walk: FlacWalk, config: AudioDecoderConfig): Decoding {
  return { anywhere: true, alone: true, blocks: (fromS, untilS) => decodedBlocks(config, walk.packets(fromS), untilS) };
}
