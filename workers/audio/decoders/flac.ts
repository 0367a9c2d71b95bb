// FLAC files, whose packets are walked here and decoded by the browser.
import { decodedBlocks } from '../webcodecs';
import { afterId3, bytesOf, idAt, viewOf } from './bytes';
import { streamInfo } from './flac-header';
import { FlacWalk } from './flac-walk';
import type { Decoding } from './pcm';

/** More metadata blocks than any writer makes. */
const MOST_BLOCKS = 128;
const STREAM_INFO_BYTES = 34;

/** @returns null for a file that does not begin like one, or whose head is torn */
export async function openFlac(file: Blob): Promise<FlacWalk | null> {
  const start = await afterId3(file);
  if (idAt(await viewOf(file, start, 4), 0) !== 'fLaC') return null;
  let at = start + 4;
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const head = (await viewOf(file, at, 4)).getUint32(0);
    at += 4 + (head & 0xff_ffff);
    if (head >>> 31 === 1) break;
  }
  const info = streamInfo(await bytesOf(file, start + 8, STREAM_INFO_BYTES));
  return info && new FlacWalk(file, at, info);
}

/** @param config of the decoder, as mediabunny found it at the file's head */
export function flacDecoding(walk: FlacWalk, config: AudioDecoderConfig): Decoding {
  return { anywhere: true, alone: true, blocks: (fromS, untilS) => decodedBlocks(config, walk.packets(fromS), untilS) };
}
