// One stretch of a recording while it is decoded: block by block, each at its place.
import type { AudioSample } from 'mediabunny';
import type { AudioSource, Span } from './audio-source';

/** Takes one decoded block and its place in the recording; the planes are overwritten by the next. */
export type BlockSink = (planes: readonly Float32Array[], frames: number, startFrame: number) => void;
/** Called with the real rate and channels before the first block of each lane. */
export type BeginLane = (rateHz: number, channels: number) => BlockSink;

export const ALL: Span = { fromS: -Infinity, untilS: Infinity };

/** Copies samples into planes that are used again and again, closes each at once, and knows its place. */
export class Lane {
  frames = 0;
  /** Place just after the last block. */
  endFrame = 0;
  /** Time stamp where the last block ended. */
  endS: number;
  fromS: number;
  readonly untilS: number;
  readonly #startS: number;
  /** What lies outside is no part of the recording: a block on either edge is cut. */
  readonly #bounds: Span;
  readonly #begin: BeginLane;
  #sink: BlockSink | null = null;
  #rateHz = 0;
  #planes: Float32Array<ArrayBuffer>[] = [];
  /** The next block's place has to be read from its time stamp; else it follows the last without rounding. */
  #lost = true;

  constructor({ startS, span = ALL }: AudioSource, { fromS, untilS }: Span, begin: BeginLane) {
    this.#startS = startS;
    this.#bounds = span;
    this.fromS = fromS;
    this.untilS = untilS;
    this.endS = Math.max(startS, fromS);
    this.#begin = begin;
  }

  /** Whether it is known that there is something to decode: the lane gave a block, or others lie before it. */
  get begun(): boolean {
    return this.frames > 0 || this.fromS > this.#startS;
  }

  resumeAt(timeS: number): void {
    this.fromS = timeS;
    this.#lost = true;
  }

  take(sample: AudioSample): void {
    try {
      this.endS = sample.timestamp + sample.duration;
      const fromS = Math.max(sample.timestamp, this.#bounds.fromS);
      // Pre-roll, or the block before the one asked for: the other lane has it.
      if (fromS < this.fromS || fromS >= this.untilS || this.endS <= fromS) return;
      this.#read(sample, fromS);
    } finally {
      sample.close();
    }
  }

  /** @param fromS time stamp of the first frame that counts */
  #read(sample: AudioSample, fromS: number): void {
    const { numberOfChannels: channels, sampleRate } = sample;
    const frameOffset = Math.round((fromS - sample.timestamp) * sampleRate);
    const past = Math.max(0, Math.round((this.endS - this.#bounds.untilS) * sampleRate));
    const frames = sample.numberOfFrames - frameOffset - past;
    if (frames <= 0) return;
    this.#sink ??= this.#start(sampleRate, channels);
    if (sampleRate !== this.#rateHz || channels < this.#planes.length) throw new Error(`The audio changes to ${sampleRate} Hz, ${channels} channels midway.`);
    if ((this.#planes[0]?.length ?? 0) < frames) this.#planes = this.#planes.map(() => new Float32Array(frames));
    this.#planes.forEach((plane, planeIndex) => sample.copyTo(plane.subarray(0, frames), { planeIndex, format: 'f32-planar', frameOffset, frameCount: frames }));
    if (this.#lost) this.endFrame = Math.max(0, Math.round((fromS - this.#startS) * sampleRate));
    this.#lost = false;
    this.#sink(this.#planes, frames, this.endFrame);
    this.frames += frames;
    this.endFrame += frames;
  }

  #start(rateHz: number, channels: number): BlockSink {
    this.#rateHz = rateHz;
    this.#planes = Array.from({ length: channels }, () => new Float32Array(0));
    return this.#begin(rateHz, channels);
  }
}
