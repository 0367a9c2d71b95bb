// The frames of an MP3 file, one after the other: mediabunny keeps a note of each while the file is open, which for hours are too many.
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
/** So many frames of another rate or other channels, one right behind the other, are a stream that was joined on. */
const FRAMES_OF_ANOTHER = 3;

/** So far behind the tags the first frames are looked for. */
const MOST_JUNK_BYTES = 2 ** 20;

interface Found {
  readonly at: number;
  readonly header: MpegHeader;
}

/** How far a walk has come. */
interface Place {
  readonly at: number;
  /** Of the stream that is read there; null before the first frame. */
  readonly stream: MpegHeader | null;
  /** Where it began. */
  readonly streamS: number;
  /** Samples of it that lie before. */
  readonly frames: number;
}

/** @param config of the decoder, as mediabunny found it at the file's head */
export function mpegDecoding(file: Blob, config: AudioDecoderConfig): Decoding {
  return decodingOf(new MpegWalk(file, config), config);
}

function decodingOf(walk: MpegWalk, config: AudioDecoderConfig): Decoding {
  return { anywhere: true, alone: true, blocks: (fromS, untilS) => decodedBlocks(config, walk.packets(fromS), untilS) };
}

/**
 * MPEG frames in a file that mediabunny does not take for MP3: behind something else, or in a WAVE file.
 * @returns null where there are none, or where the browser does not decode them
 */
export async function openMpeg(file: Blob): Promise<{ readonly durationS: number; readonly decoding: Decoding } | null> {
  const window = windowOf(file);
  const first = await firstFrames(window);
  if (!first) return null;
  const config = { codec: 'mp3', sampleRate: first.header.rateHz, numberOfChannels: first.header.channels };
  if (!(await AudioDecoder.isConfigSupported(config)).supported) return null;
  const walk = new MpegWalk(file, config);
  return { durationS: await walk.durationS(), decoding: decodingOf(walk, config) };
}

/** Goes from head to head, and looks for the next one behind damage, as mediabunny does. */
export class MpegWalk {
  readonly #file: Blob;
  readonly #config: AudioDecoderConfig;
  readonly #marks: Place[] = [];

  constructor(file: Blob, config: AudioDecoderConfig) {
    this.#file = file;
    this.#config = config;
  }

  /** All packets from the one that `fromS` lies in. */
  async *packets(fromS: number): AsyncGenerator<CodedPacket, void, unknown> {
    const window = windowOf(this.#file);
    let { at, stream, streamS, frames } = this.#marks.findLast((mark) => timeOf(mark) <= fromS) ?? (await startOf(window));
    let config = this.#configOf(stream);
    for (let count = 0; ; ) {
      const found = await nextFrame(window, at, stream);
      if (!found) return;
      // One byte less, should the frame be one byte too short.
      at = found.at + found.header.bytes - 1;
      if (isXing(window, found.at, found.header)) continue;
      if (!stream || !sameStream(found.header, stream)) {
        [stream, streamS, frames] = [found.header, timeOf({ stream, streamS, frames }), 0];
        config = this.#configOf(stream);
      }
      if (count++ % FRAMES_A_MARK === 0 && found.at > (this.#marks.at(-1)?.at ?? -1)) this.#marks.push({ at: found.at, stream, streamS, frames });
      const timestamp = timeOf({ stream, streamS, frames });
      frames += found.header.frames;
      if (timeOf({ stream, streamS, frames }) > fromS) yield { data: window.bytes(found.at, found.header.bytes), timestamp, config };
    }
  }

  /** Read to the end. */
  async durationS(): Promise<number> {
    let endS = 0;
    for await (const { timestamp } of this.packets(0)) endS = timestamp;
    return endS;
  }

  #configOf(stream: MpegHeader | null): AudioDecoderConfig {
    return stream ? { ...this.#config, sampleRate: stream.rateHz, numberOfChannels: stream.channels } : this.#config;
  }
}

/** Seconds. */
function timeOf({ stream, streamS, frames }: Omit<Place, 'at'>): number {
  return stream ? streamS + frames / stream.rateHz : 0;
}

function windowOf(file: Blob): Window {
  return new Window(file, WINDOW_BYTES, (FRAMES_OF_ANOTHER + 1) * MOST_FRAME_BYTES);
}

/** At the first head that others follow; of so short a file that none has, at its begin. */
async function startOf(window: Window): Promise<Place> {
  return { at: (await firstFrames(window))?.at ?? 0, stream: null, streamS: 0, frames: 0 };
}

function firstFrames(window: Window): Promise<Found | null> {
  return headFrom(window, 0, MOST_JUNK_BYTES, (at, header) => beginsStream(window, at, header));
}

function nextFrame(window: Window, from: number, stream: MpegHeader | null): Promise<Found | null> {
  return headFrom(window, from, window.size, (at, header) => at + header.bytes <= window.size && (!stream || sameStream(header, stream) || beginsStream(window, at, header)));
}

/** The first head before `until` that is accepted. */
async function headFrom(window: Window, from: number, until: number, accepts: (at: number, header: MpegHeader) => boolean): Promise<Found | null> {
  for (let at = from; at + 4 <= Math.min(window.size, until); at++) {
    if (!window.holds(at)) await window.move(at);
    const header = mpegHeader(window.word(at));
    if (header && accepts(at, header)) return { at, header };
  }
  return null;
}

/** What looks like a head in damaged data seldom has others behind it. */
function beginsStream(window: Window, at: number, header: MpegHeader): boolean {
  let [end, next] = [at + header.bytes, mpegHeader(window.word(at + header.bytes))];
  for (let i = 1; i < FRAMES_OF_ANOTHER; i++) {
    if (!next || !sameStream(next, header)) return false;
    end += next.bytes;
    next = mpegHeader(window.word(end));
  }
  return end <= window.size;
}

function isXing(window: Window, at: number, header: MpegHeader): boolean {
  const tag = textAt(window.bytes(at + xingAt(header), 4), 0, 4);
  return tag === 'Xing' || tag === 'Info';
}
