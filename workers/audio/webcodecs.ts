// The browser's own decoder over packets that mediabunny's sinks do not give.
import { AudioSample } from 'mediabunny';
import type { Block } from './decoders/pcm';

/** One coded frame and its time stamp in seconds. */
export interface CodedPacket {
  readonly data: Uint8Array<ArrayBufferLike>;
  readonly timestamp: number;
}

/** Packets and blocks under way: enough that the decoder never waits, which answers each packet by a thread switch. */
const MOST_UNDER_WAY = 32;

/**
 * Decodes packets in order. `return` lets go of a decoder that is stuck, too.
 * @param untilS blocks that begin here or later are not given
 * @throws what the decoder says of damaged data
 */
export function decodedBlocks(config: AudioDecoderConfig, packets: AsyncIterable<CodedPacket>, untilS: number): AsyncGenerator<Block, void, unknown> {
  const pump = new Pump(config.sampleRate);
  const blocks = pumped(pump, config, packets, untilS);
  const leave = blocks.return.bind(blocks);
  blocks.return = (value) => {
    pump.close();
    return leave(value);
  };
  return blocks;
}

async function* pumped(pump: Pump, config: AudioDecoderConfig, packets: AsyncIterable<CodedPacket>, untilS: number): AsyncGenerator<Block, void, unknown> {
  try {
    pump.decoder.configure(config);
    for await (const packet of packets) {
      pump.decode(packet);
      for (let block = await pump.next(MOST_UNDER_WAY); block; block = await pump.next(MOST_UNDER_WAY)) {
        if (block.timestamp >= untilS) return block.close();
        yield block;
      }
    }
    await pump.flush();
    for (let block = await pump.next(0); block; block = await pump.next(0)) {
      if (block.timestamp >= untilS) return block.close();
      yield block;
    }
  } finally {
    pump.close();
  }
}

class Pump {
  readonly decoder: AudioDecoder;
  readonly #rateHz: number;
  readonly #decoded: AudioSample[] = [];
  #failure: { readonly thrown: unknown } | null = null;
  #wake: () => void = () => undefined;
  #firstS: number | null = null;
  #nextS: number | null = null;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
    this.decoder = new AudioDecoder({
      output: (data) => this.#take(new AudioSample(data)),
      error: (thrown) => this.#fail(thrown),
    });
    this.decoder.ondequeue = () => this.#wake();
  }

  decode({ data, timestamp }: CodedPacket): void {
    if (this.#failure) throw this.#failure.thrown;
    this.#firstS ??= timestamp;
    this.decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(timestamp * 1e6), data: data as Uint8Array<ArrayBuffer> }));
  }

  flush(): Promise<void> {
    return this.decoder.flush();
  }

  /** The next block; null once there is none and no more than `most` packets are waiting. */
  async next(most: number): Promise<AudioSample | null> {
    for (;;) {
      const block = this.#decoded.shift();
      if (block) return block;
      if (this.#failure) throw this.#failure.thrown;
      if (this.decoder.decodeQueueSize <= most) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    if (this.decoder.state !== 'closed') this.decoder.close();
    for (const block of this.#decoded.splice(0)) block.close();
    this.#fail(new Error('Decoding was ended.'));
  }

  #fail(thrown: unknown): void {
    this.#failure ??= { thrown };
    this.#wake();
  }

  /** Time stamps come in whole microseconds: blocks that follow one another are counted instead. */
  #take(block: AudioSample): void {
    if (this.decoder.state === 'closed' || block.numberOfFrames === 0) return block.close();
    const toldS = this.#nextS === null ? (this.#firstS ?? block.timestamp) : block.timestamp;
    if (this.#nextS === null || Math.abs(toldS - this.#nextS) >= block.duration) this.#nextS = toldS;
    block.setTimestamp(Math.round(this.#nextS * this.#rateHz) / this.#rateHz);
    this.#nextS += block.duration;
    this.#decoded.push(block);
    this.#wake();
  }
}
