// Stretches of a recording, kept while it is decoded: only what the models look at.

export class Excerpt {
  readonly #from: number;
  readonly #samples: Float32Array;
  #filled = 0;

  /**
   * @param from first frame, may be negative; what lies outside the recording stays silent
   * @param samples where it is kept, all silent
   */
  constructor(from: number, frames: number, samples: Float32Array = new Float32Array(frames)) {
    this.#from = from;
    this.#samples = samples;
  }

  get samples(): Float32Array {
    return this.#samples;
  }

  /** Frames that were decoded; the rest is silence. */
  get filled(): number {
    return this.#filled;
  }

  /** Takes what it needs of a block whose first frame is number `blockStart` of the recording; only `frames` values of it count. */
  add(mono: Float32Array, frames: number, blockStart: number): void {
    const from = Math.max(this.#from, blockStart);
    const until = Math.min(this.#from + this.#samples.length, blockStart + frames);
    if (until <= from) return;
    this.#filled += until - from;
    this.#samples.set(mono.subarray(from - blockStart, until - blockStart), from - this.#from);
  }
}
