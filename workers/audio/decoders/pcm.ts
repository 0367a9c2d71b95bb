// What decoders give, whether the browser's or our own: blocks of planar samples, each with its time.

/** A stretch of samples as the packages of decoders give it; no planes where nothing was complete yet. */
export interface Pcm {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
}

/** Takes a file, or the packets of a track, in parts and in order. Throws on what it cannot decode. */
export interface PartDecoder {
  decode(bytes: Uint8Array): Pcm;
  /** What was held back at the end. */
  flush(): Pcm;
  /** Gives its memory back; called once. */
  free(): void;
}

/**
 * Some packages count a positive sample in parts of 32767 and a negative one in parts of 32768; that bends the wave (−93 dB) and
 * is not what others read. More than 16 bits would not show in 32-bit floats.
 * @param bits of the samples as they were encoded
 */
export function evenlyScaled(decoder: PartDecoder, bits: number): PartDecoder {
  const most = 2 ** (bits - 1);
  const even = (pcm: Pcm): Pcm => {
    for (const plane of pcm.channelData) {
      for (let i = 0; i < plane.length; i++) if ((plane[i] as number) > 0) plane[i] = Math.round((plane[i] as number) * (most - 1)) / most;
    }
    return pcm;
  };
  return bits > 16 || bits < 8 ? decoder : { decode: (bytes) => even(decoder.decode(bytes)), flush: () => even(decoder.flush()), free: () => decoder.free() };
}

/** One decoded block. mediabunny's `AudioSample` is one. */
export interface Block {
  /** Seconds. */
  readonly timestamp: number;
  readonly duration: number;
  readonly sampleRate: number;
  readonly numberOfFrames: number;
  readonly numberOfChannels: number;
  copyTo(destination: Float32Array<ArrayBuffer>, options: { planeIndex: number; format: 'f32-planar'; frameOffset: number; frameCount: number }): void;
  close(): void;
}

/** The decoding of one recording, which may be begun again. */
export interface Decoding {
  /** Whether it may begin at any place, and at several side by side; else it begins at the start each time. */
  readonly anywhere: boolean;
  /** It reads the file by itself: what mediabunny keeps of it can be let go. */
  readonly alone?: true;
  /** Blocks in order that cover `fromS` to `untilS`; others may come before. Throws where decoding ends early. */
  blocks(fromS: number, untilS: number): AsyncGenerator<Block, void, unknown>;
}

/** The format is known and has no decoder here, in words for a person. */
export class NoDecoderError extends Error {}

/** The code of a decoder could not be loaded: it was never needed before, and the app is offline. */
export class DecoderMissingError extends Error {}

/** Loads a decoder. A module that cannot be fetched rejects with a TypeError. */
export async function loaded(open: () => Promise<PartDecoder>): Promise<PartDecoder> {
  try {
    return await open();
  } catch (thrown) {
    throw thrown instanceof TypeError ? new DecoderMissingError('The decoder of this format could not be loaded; it is fetched when it is first needed.') : thrown;
  }
}

export class PlanarBlock implements Block {
  readonly timestamp: number;
  readonly sampleRate: number;
  readonly #planes: readonly Float32Array[];

  constructor({ channelData, sampleRate }: Pcm, timestamp: number) {
    this.#planes = channelData;
    this.sampleRate = sampleRate;
    this.timestamp = timestamp;
  }

  get numberOfFrames(): number {
    return this.#planes[0]?.length ?? 0;
  }

  get numberOfChannels(): number {
    return this.#planes.length;
  }

  get duration(): number {
    return this.numberOfFrames === 0 ? 0 : this.numberOfFrames / this.sampleRate;
  }

  copyTo(destination: Float32Array<ArrayBuffer>, { planeIndex, frameOffset, frameCount }: Parameters<Block['copyTo']>[1]): void {
    const plane = this.#planes[planeIndex];
    if (plane) destination.set(plane.subarray(frameOffset, frameOffset + frameCount));
  }

  close(): void {
    // Plain memory: nothing to give back.
  }
}

/** More than any recorder writes; a header that claims more is damaged, and filters made for it would fill the memory. */
const MOST_RATE_HZ = 384_000;
const LEAST_RATE_HZ = 1_000;
const MOST_CHANNELS = 32;

/** @throws where rate or channels are beyond what exists @returns the same with a whole rate; null where it holds nothing */
export function checkedPcm({ channelData, sampleRate }: Pcm): Pcm | null {
  if (!channelData[0] || channelData[0].length === 0) return null;
  if (!(sampleRate >= LEAST_RATE_HZ && sampleRate <= MOST_RATE_HZ)) throw new Error(`The file claims ${sampleRate} Hz.`);
  if (channelData.length > MOST_CHANNELS) throw new Error(`The file claims ${channelData.length} channels.`);
  return { channelData, sampleRate: Math.round(sampleRate) };
}
