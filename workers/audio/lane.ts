// One stretch of a recording while it is decoded: block by block, each at its place.
import type { AudioSource, Span } from './audio-source';
import type { Block } from './decoders/pcm';
import { RateBridge } from './rate-bridge';

/** Takes one decoded block and its place in the recording; the planes are overwritten by the next. */
export type BlockSink = (planes: readonly Float32Array[], frames: number, startFrame: number) => void;
/** Called with the rate and channels of the recording's first block, before the first block of each lane. */
export type BeginLane = (rateHz: number, channels: number) => BlockSink;

export const ALL: Span = { fromS: -Infinity, untilS: Infinity };

/** What the first block of a recording had, for all its lanes. */
export class CommonRate {
  #first: { readonly rateHz: number; readonly channels: number } | null = null;

  of(rateHz: number, channels: number): { readonly rateHz: number; readonly channels: number } {
    this.#first ??= { rateHz, channels };
    return this.#first;
  }
}

/** Copies samples into planes that are used again and again, closes each block at once, and knows its place. */
export class Lane {
  frames = 0;
  /** Place just after the last block. */
  endFrame = 0;
  /** Time stamp where the last block ended. */
  endS: number;
  fromS: number;
  readonly untilS: number;
  /** Settled once the lane has its rate, or ended without. */
  readonly started: Promise<void>;
  #tellStarted: () => void = () => undefined;
  readonly #startS: number;
  /** What lies outside is no part of the recording: a block on either edge is cut. */
  readonly #bounds: Span;
  readonly #begin: BeginLane;
  readonly #common: CommonRate;
  #sink: BlockSink | null = null;
  #rateHz = 0;
  #planes: Float32Array<ArrayBuffer>[] = [];
  #bridge: RateBridge | null = null;
  /** The next block's place has to be read from its time stamp; else it follows the last without rounding. */
  #lost = true;

  constructor({ startS, span = ALL }: Pick<AudioSource, 'startS' | 'span'>, { fromS, untilS }: Span, begin: BeginLane, common: CommonRate) {
    this.#startS = startS;
    this.#bounds = span;
    this.fromS = fromS;
    this.untilS = untilS;
    this.endS = Math.max(startS, fromS);
    this.#begin = begin;
    this.#common = common;
    this.started = new Promise((resolve) => {
      this.#tellStarted = resolve;
    });
  }

  /** Whether it is known that there is something to decode: the lane gave a block, or others lie before it. */
  get begun(): boolean {
    return this.frames > 0 || this.fromS > this.#startS;
  }

  resumeAt(timeS: number): void {
    this.#endBridge();
    this.fromS = timeS;
    this.#lost = true;
  }

  take(block: Block): void {
    try {
      this.endS = block.timestamp + block.duration;
      const fromS = Math.max(block.timestamp, this.#bounds.fromS);
      // Pre-roll, or the block before the one asked for: the other lane has it.
      if (fromS < this.fromS || fromS >= this.untilS || this.endS <= fromS) return;
      this.#read(block, fromS);
    } finally {
      block.close();
    }
  }

  /** No block follows. */
  end(): void {
    this.#endBridge();
    this.#tellStarted();
  }

  /** @param fromS time stamp of the first frame that counts */
  #read(block: Block, fromS: number): void {
    const { sampleRate } = block;
    const frameOffset = Math.round((fromS - block.timestamp) * sampleRate);
    const past = Math.max(0, Math.round((this.endS - this.#bounds.untilS) * sampleRate));
    const frames = block.numberOfFrames - frameOffset - past;
    if (frames <= 0) return;
    this.#sink ??= this.#start(sampleRate, block.numberOfChannels);
    this.#copy(block, frameOffset, frames);
    if (this.#bridge && this.#bridge.fromHz !== sampleRate) this.#endBridge();
    if (this.#lost) this.endFrame = Math.max(0, Math.round((fromS - this.#startS) * this.#rateHz));
    this.#lost = false;
    if (sampleRate === this.#rateHz) return this.#give(this.#planes, frames);
    this.#bridge ??= new RateBridge(sampleRate, this.#rateHz, this.#planes.length);
    const bridged = this.#bridge.add(this.#planes, frames);
    this.#give(bridged, bridged[0]?.length ?? 0);
  }

  #copy(block: Block, frameOffset: number, frames: number): void {
    if ((this.#planes[0]?.length ?? 0) < frames) this.#planes = this.#planes.map(() => new Float32Array(frames));
    this.#planes.forEach((plane, channel) => {
      const planeIndex = channelFor(channel, block.numberOfChannels);
      const target = plane.subarray(0, frames);
      if (planeIndex === null) target.fill(0);
      else block.copyTo(target, { planeIndex, format: 'f32-planar', frameOffset, frameCount: frames });
    });
  }

  #give(planes: readonly Float32Array[], frames: number): void {
    if (frames === 0 || !this.#sink) return;
    this.#sink(planes, frames, this.endFrame);
    this.frames += frames;
    this.endFrame += frames;
  }

  #endBridge(): void {
    const rest = this.#bridge?.end() ?? [];
    this.#bridge = null;
    this.#give(rest, rest[0]?.length ?? 0);
  }

  #start(rateHz: number, channels: number): BlockSink {
    const common = this.#common.of(rateHz, channels);
    this.#rateHz = common.rateHz;
    this.#planes = Array.from({ length: common.channels }, () => new Float32Array(0));
    this.#tellStarted();
    return this.#begin(common.rateHz, common.channels);
  }
}

/** Where channels change midway: mono goes to both sides, and what is missing is silent. @param given channels of the block */
function channelFor(channel: number, given: number): number | null {
  if (channel < given) return channel;
  return given === 1 && channel === 1 ? 0 : null;
}
