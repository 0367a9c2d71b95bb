// Stretches of a recording, mixed to mono while it is decoded: only what the models look at is kept.
import { downmixWeights } from './downmix';

export class Excerpt {
  readonly #from: number;
  readonly #samples: Float32Array;
  #filled = 0;

  /** @param from first frame, may be negative; what lies outside the recording stays silent */
  constructor(from: number, frames: number) {
    this.#from = from;
    this.#samples = new Float32Array(frames);
  }

  get samples(): Float32Array {
    return this.#samples;
  }

  /** Frames that were decoded; the rest is silence. */
  get filled(): number {
    return this.#filled;
  }

  /** Takes what it needs of a block whose first frame is number `blockStart` of the recording. */
  add(planes: readonly Float32Array[], frames: number, blockStart: number): void {
    const from = Math.max(this.#from, blockStart);
    const until = Math.min(this.#from + this.#samples.length, blockStart + frames);
    if (until <= from) return;
    this.#filled += until - from;
    const weights = downmixWeights(planes.length);
    planes.forEach((plane, channel) => {
      const weight = weights[channel] ?? 0;
      if (weight !== 0) this.#mix(plane, weight, from, until, blockStart);
    });
  }

  #mix(plane: Float32Array, weight: number, from: number, until: number, blockStart: number): void {
    const samples = this.#samples;
    const shift = this.#from - blockStart;
    for (let i = from - this.#from; i < until - this.#from; i++) {
      samples[i] = (samples[i] as number) + weight * (plane[i + shift] as number);
    }
  }
}
