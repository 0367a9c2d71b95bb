// The frames of an MP3 file, one after the other: mediabunny keeps a note of each while the file is open, which for hours are too many.
import { ID3V2_HEAD_BYTES, id3v2Bytes } from '../../../src/domain/library/id3v2';
import { mpegHeader, sameStream, xingAt, type MpegHeader } from '../../../src/domain/sound/mpeg-header';
import type { Decoding } from './pcm';
import { decodedBlocks, type CodedPacket } from '../webcodecs';
import { textAt } from './bytes';
import { Window } from './window';

const WINDOW_BYTES = 512 * 1024;
/** Places to begin midway are noted once in so many frames: each 53 s at 44.1 kHz. */
const FRAMES_A_MARK = 2048;
/** No frame is longer: 2,881 bytes at 160 kbit/s and 8 kHz, of layer II. */
const MOST_FRAME_BYTES = 4096;

interface Mark {
  readonly at: number;
  readonly frames: number;
}

/** @param config of the decoder, as mediabunny found it at the file's head */
export function mpegDecoding(file: Blob, config: AudioDecoderConfig): Decoding {
  const walk = new MpegWalk(file);
  return { anywhere: true, blocks: (fromS, untilS) => decodedBlocks(config, walk.packets(fromS), untilS) };
}

/** Goes from head to head, and looks for the next one behind damage, as mediabunny does. */
export class MpegWalk {
  readonly #file: Blob;
  readonly #marks: Mark[] = [];
  #first: MpegHeader | null = null;

  constructor(file: Blob) {
    this.#file = file;
  }

  /** All packets from the one that `fromS` lies in. */
  async *packets(fromS: number): AsyncGenerator<CodedPacket, void, unknown> {
    const window = new Window(this.#file, WINDOW_BYTES, MOST_FRAME_BYTES);
    const mark = this.#marks.findLast(({ frames }) => this.#first && frames / this.#first.rateHz <= fromS);
    let [at, frames] = [mark?.at ?? (await behindTags(window)), mark?.frames ?? 0];
    for (let count = 0; ; ) {
      const found = await this.#next(window, at);
      if (!found) return;
      // One byte less, should the frame be one byte too short.
      at = found.at + found.header.bytes - 1;
      if (isXing(window, found.at, found.header)) continue;
      this.#first ??= found.header;
      if (count++ % FRAMES_A_MARK === 0 && frames >= (this.#marks.at(-1)?.frames ?? -1) + FRAMES_A_MARK * found.header.frames) this.#marks.push({ at: found.at, frames });
      const timestamp = frames / this.#first.rateHz;
      frames += found.header.frames;
      if (frames / this.#first.rateHz > fromS) yield { data: window.bytes(found.at, found.header.bytes), timestamp };
    }
  }

  async #next(window: Window, from: number): Promise<{ at: number; header: MpegHeader } | null> {
    for (let at = from; at + 4 <= window.size; at++) {
      if (!window.holds(at)) await window.move(at);
      const header = mpegHeader(window.word(at));
      if (header && at + header.bytes <= window.size && (!this.#first || sameStream(header, this.#first))) return { at, header };
    }
    return null;
  }
}

function isXing(window: Window, at: number, header: MpegHeader): boolean {
  const tag = textAt(window.bytes(at + xingAt(header), 4), 0, 4);
  return tag === 'Xing' || tag === 'Info';
}

/** Behind one or more ID3v2 tags. */
async function behindTags(window: Window): Promise<number> {
  for (let at = 0; ; ) {
    if (!window.holds(at)) await window.move(at);
    const bytes = id3v2Bytes(window.bytes(at, ID3V2_HEAD_BYTES));
    if (bytes === 0) return at;
    at += bytes;
  }
}
