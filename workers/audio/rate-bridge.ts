// Brings blocks of another sample rate to the recording's own: for streams that change it midway.
import { Resampler } from './resampler';

/** Blocks of one foreign rate, in order; what is near the end of what came waits for the next block, or for `end`. */
export class RateBridge {
  readonly fromHz: number;
  readonly #resampler: Resampler;
  /** So many frames in give so many out, and the filter stands where it stood: no fraction is carried. */
  readonly #groupIn: number;
  readonly #groupOut: number;
  #held: Float32Array[];
  /** Frames at the start of what is held that are only looked back at; silence before the first. */
  readonly #margin: number;

  constructor(fromHz: number, toHz: number, channels: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.fromHz = fromHz;
    this.#groupIn = fromHz / divisor;
    this.#groupOut = toHz / divisor;
    this.#resampler = new Resampler(fromHz, toHz, 24);
    this.#margin = this.#resampler.margin;
    this.#held = Array.from({ length: channels }, () => new Float32Array(this.#margin));
  }

  /** @returns one plane a channel at the recording's rate; empty ones where too little came */
  add(planes: readonly Float32Array[], frames: number): Float32Array<ArrayBuffer>[] {
    this.#held = this.#held.map((held, channel) => joined(held, planes[channel]?.subarray(0, frames) ?? new Float32Array(frames)));
    const whole = (this.#held[0]?.length ?? 0) - 2 * this.#margin;
    return this.#take(Math.max(0, Math.floor(whole / this.#groupIn)));
  }

  /** The rest, with silence behind it. */
  end(): Float32Array<ArrayBuffer>[] {
    const rest = (this.#held[0]?.length ?? 0) - this.#margin;
    const count = Math.max(0, Math.round((rest * this.#groupOut) / this.#groupIn));
    return this.#held.map((held) => this.#resampler.run(held, this.#margin, count));
  }

  #take(groups: number): Float32Array<ArrayBuffer>[] {
    const out = this.#held.map((held) => this.#resampler.run(held, this.#margin, groups * this.#groupOut));
    this.#held = this.#held.map((held) => held.slice(groups * this.#groupIn));
    return out;
  }
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
