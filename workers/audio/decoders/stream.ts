// Decodes a file from its first byte to its last, a small part at a time: a mix of three hours needs no more memory than a song.
import { checkedPcm, loaded, NoDecoderError, PlanarBlock, type Block, type Decoding, type PartDecoder, type Pcm } from './pcm';
import { messageOf } from '../../../src/domain/result';
import { isTrap } from '../trap';

/** How much a decoder is given at once. Silence packs 1 : 1000, so that even this may give seconds. */
export const PART_BYTES = 64 * 1024;
/** With no sound in this much, the file is damaged: some decoders keep what they could not use, and copy it each time. */
const MOST_MUTE_BYTES = 16 * 1024 * 1024;

export interface StreamFile {
  /** As the header says; null where it does not. */
  readonly durationS: number | null;
  /** The bytes for the decoder, in order. */
  parts(): AsyncGenerator<Uint8Array>;
  /** Loads the decoder's code on its first need. */
  decoder(): Promise<PartDecoder>;
  /** After so many bytes, and after damage, the next part goes to a new decoder: for formats that may begin with any part. */
  readonly renewBytes?: number;
}

export function streamDecoding(stream: StreamFile): Decoding {
  return { anywhere: false, blocks: (_fromS, untilS) => blocks(stream, untilS) };
}

async function* blocks(stream: StreamFile, untilS: number): AsyncGenerator<Block, void, unknown> {
  let decoder = await loaded(() => stream.decoder());
  const clock = new FrameClock();
  let failure: unknown = null;
  let muteBytes = 0;
  let fedBytes = 0;
  try {
    for await (const part of stream.parts()) {
      if (fedBytes > (stream.renewBytes ?? Infinity)) {
        decoder.free();
        decoder = await stream.decoder();
        fedBytes = 0;
      }
      const decoded = attempt(() => decoder.decode(part));
      failure ??= decoded.failure;
      fedBytes = decoded.failure === null ? fedBytes + part.length : Infinity;
      muteBytes = decoded.pcm ? 0 : muteBytes + part.length;
      if (isFinal(decoded.failure)) break;
      // An empty block too: it tells the watchdog that work goes on.
      yield clock.block(decoded.pcm);
      if (clock.timeS >= untilS) return;
      if (muteBytes > MOST_MUTE_BYTES) throw failure ?? new Error(`No sound in ${muteBytes} bytes of the file.`);
    }
    if (!isFinal(failure)) {
      const rest = attempt(() => decoder.flush());
      failure ??= rest.failure;
      yield clock.block(rest.pcm);
    }
  } finally {
    decoder.free();
  }
  if (failure !== null) throw asUnsupported(failure);
}

/** Whole of a file in parts. */
export async function* partsOf(file: Blob, from = 0, until = file.size, partBytes = PART_BYTES): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const end = Math.min(until, file.size);
  for (let at = from; at < end; at += partBytes) yield new Uint8Array(await file.slice(at, Math.min(end, at + partBytes)).arrayBuffer());
}

/** The same in smaller pieces, for decoders that take all of a part for one rate; read at once, as reading costs by its number. */
export async function* smallPartsOf(file: Blob, partBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const part of partsOf(file)) for (let at = 0; at < part.length; at += partBytes) yield part.subarray(at, at + partBytes);
}

/** Damage in one part leaves the next ones to be tried. */
export function attempt(decode: () => Pcm): { readonly pcm: Pcm | null; readonly failure: unknown } {
  try {
    return { pcm: checkedPcm(decode()), failure: null };
  } catch (thrown) {
    return { pcm: null, failure: thrown };
  }
}

/** A trap inside WASM leaves its memory in a state that nobody knows; a format without decoder stays one. */
export function isFinal(failure: unknown): boolean {
  return isTrap(failure) || failure instanceof NoDecoderError || isUnsupported(failure);
}

export function asUnsupported(failure: unknown): unknown {
  return isUnsupported(failure) ? new NoDecoderError(messageOf(failure)) : failure;
}

/** The packages say so by their message only. */
function isUnsupported(failure: unknown): boolean {
  return failure instanceof Error && /unsupported/i.test(failure.message);
}

/** Times of blocks by counting frames; a new rate counts on from where the old one ended. */
class FrameClock {
  #sinceS = 0;
  #frames = 0;
  #rateHz = 0;

  get timeS(): number {
    return this.#rateHz === 0 ? 0 : this.#sinceS + this.#frames / this.#rateHz;
  }

  block(pcm: Pcm | null): PlanarBlock {
    if (!pcm) return new PlanarBlock({ channelData: [], sampleRate: this.#rateHz }, this.timeS);
    if (pcm.sampleRate !== this.#rateHz) {
      this.#sinceS = this.timeS;
      this.#frames = 0;
      this.#rateHz = pcm.sampleRate;
    }
    const block = new PlanarBlock(pcm, this.timeS);
    this.#frames += block.numberOfFrames;
    return block;
  }
}
