// The browser's own decoder over packets of any kind of file, with as little as can be left to the garbage collector: of hours, it adds up.
import type { Block } from './decoders/pcm';

/** One coded frame and its time stamp in seconds. */
export interface CodedPacket {
  readonly data: Uint8Array<ArrayBufferLike>;
  readonly timestamp: number;
  /** Where the stream may change midway: another object from the first packet of another kind on. */
  readonly config?: AudioDecoderConfig;
}

/** What the browser decoded, at the time that was counted for it. mediabunny's samples are each known to a registry, which keeps them for long. */
class DecodedBlock implements Block {
  readonly timestamp: number;
  readonly #data: AudioData;

  constructor(data: AudioData, timestamp: number) {
    this.#data = data;
    this.timestamp = timestamp;
  }

  get duration(): number {
    return this.#data.numberOfFrames / this.#data.sampleRate;
  }

  get sampleRate(): number {
    return this.#data.sampleRate;
  }

  get numberOfFrames(): number {
    return this.#data.numberOfFrames;
  }

  get numberOfChannels(): number {
    return this.#data.numberOfChannels;
  }

  copyTo(destination: Float32Array<ArrayBuffer>, options: Parameters<Block['copyTo']>[1]): void {
    this.#data.copyTo(destination, options);
  }

  close(): void {
    this.#data.close();
  }
}

/** Packets and blocks under way: enough that the decoder never waits, which answers each packet by a thread switch. */
const MOST_UNDER_WAY = 32;

/**
 * Decodes packets in order. `return` lets go of a decoder that is stuck, too.
 * @param untilS blocks that begin here or later are not given
 * @throws what the decoder says of damaged data
 */
export function decodedBlocks(config: AudioDecoderConfig, packets: AsyncIterable<CodedPacket>, untilS: number): AsyncGenerator<Block, void, unknown> {
  const pump = new Pump(config);
  const blocks = pumped(pump, packets, untilS);
  const leave = blocks.return.bind(blocks);
  blocks.return = (value) => {
    pump.close();
    return leave(value);
  };
  return blocks;
}

async function* pumped(pump: Pump, packets: AsyncIterable<CodedPacket>, untilS: number): AsyncGenerator<Block, void, unknown> {
  try {
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
  readonly #decoder: AudioDecoder;
  readonly #usual: AudioDecoderConfig;
  #config: AudioDecoderConfig | null = null;
  readonly #decoded: DecodedBlock[] = [];
  #failure: { readonly thrown: unknown } | null = null;
  #wake: () => void = () => undefined;
  #firstS: number | null = null;
  /** The browser's times of what it decodes begin at 0 where those of the packets are negative. */
  #lateS = 0;
  #nextS: number | null = null;

  constructor(config: AudioDecoderConfig) {
    this.#usual = config;
    this.#decoder = new AudioDecoder({
      output: (data) => this.#take(data),
      error: (thrown) => this.#fail(thrown),
    });
    this.#decoder.ondequeue = () => this.#wake();
  }

  decode({ data, timestamp, config = this.#usual }: CodedPacket): void {
    if (this.#failure) throw this.#failure.thrown;
    // A decoder at work first gives what it holds of the packets before.
    if (config !== this.#config) this.#decoder.configure(config);
    this.#config = config;
    this.#firstS ??= timestamp;
    this.#decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(timestamp * 1e6), data: data as Uint8Array<ArrayBuffer> }));
  }

  /** To the last block; nothing where there was no packet. */
  async flush(): Promise<void> {
    if (this.#config) await this.#decoder.flush();
  }

  /** The next block; null once there is none and no more than `most` packets are waiting. */
  async next(most: number): Promise<DecodedBlock | null> {
    for (;;) {
      const block = this.#decoded.shift();
      if (block) return block;
      if (this.#failure) throw this.#failure.thrown;
      if (this.#decoder.decodeQueueSize <= most) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    if (this.#decoder.state !== 'closed') this.#decoder.close();
    for (const block of this.#decoded.splice(0)) block.close();
    this.#fail(new Error('Decoding was ended.'));
  }

  #fail(thrown: unknown): void {
    this.#failure ??= { thrown };
    this.#wake();
  }

  /** Time stamps come in whole microseconds: blocks that follow one another are counted instead. */
  #take(data: AudioData): void {
    if (this.#decoder.state === 'closed' || data.numberOfFrames === 0) return data.close();
    const durationS = data.numberOfFrames / data.sampleRate;
    if (this.#nextS === null && this.#firstS !== null) this.#lateS = this.#firstS - data.timestamp / 1e6;
    const toldS = data.timestamp / 1e6 + this.#lateS;
    if (this.#nextS === null || Math.abs(toldS - this.#nextS) >= durationS) this.#nextS = toldS;
    this.#decoded.push(new DecodedBlock(data, Math.round(this.#nextS * data.sampleRate) / data.sampleRate));
    this.#nextS += durationS;
    this.#wake();
  }
}
