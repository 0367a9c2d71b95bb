// The frames of an MP4 file, one after the other: mediabunny keeps a note of each until it is collected, which for hours are too many.
import { decodedBlocks, type CodedPacket } from '../webcodecs';
import { moovOf } from './mp4-boxes';
import { sampleTable, samplesOf, type SampleTable } from './mp4-table';
import type { Decoding } from './pcm';
import { Window } from './window';

const WINDOW_BYTES = 512 * 1024;
/** Eight channels of AAC have 6 KB. */
const MOST_FRAME_BYTES = 64 * 1024;

export interface Mp4Track {
  readonly id: number;
  /** Time stamp of its first frame: before 0 by what the encoder added. */
  readonly startS: number;
  readonly config: AudioDecoderConfig;
}

/** @returns null where the tables are not as expected: another reader may know better */
export async function mp4Decoding(file: Blob, track: Mp4Track): Promise<Decoding | null> {
  const moov = await moovOf(file);
  const table = moov && sampleTable(moov, track.id);
  if (!table || table.sizes.length === 0 || table.sizes.some((bytes) => bytes > MOST_FRAME_BYTES)) return null;
  return { anywhere: true, alone: true, blocks: (fromS, untilS) => decodedBlocks(track.config, packets(file, table, track.startS, fromS), untilS) };
}

async function* packets(file: Blob, table: SampleTable, startS: number, fromS: number): AsyncGenerator<CodedPacket, void, unknown> {
  const window = new Window(file, WINDOW_BYTES, MOST_FRAME_BYTES);
  for (const { at, bytes, units } of samplesOf(table, (fromS - startS) * table.unitHz)) {
    // A torn file.
    if (at + bytes > window.size) return;
    if (!window.holds(at)) await window.move(at);
    yield { data: window.bytes(at, bytes), timestamp: startS + units / table.unitHz };
  }
}
