// Mean and standard deviation of values that come one after another.
import type { Spread } from '../../../src/domain/sound/features';

/** Welford's running moments, of vectors: exact enough for any number of frames. */
export class RunningSpread {
  #count = 0;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;

  constructor(size: number) {
    this.#means = new Float64Array(size);
    this.#squares = new Float64Array(size);
  }

  add(values: ArrayLike<number>): void {
    this.#count++;
    for (let i = 0; i < this.#means.length; i++) {
      const [value, mean] = [values[i] as number, this.#means[i] as number];
      const grown = mean + (value - mean) / this.#count;
      this.#means[i] = grown;
      this.#squares[i] = (this.#squares[i] as number) + (value - mean) * (value - grown);
    }
  }

  /** @returns the spread of value number `i`; 0 and 0 before anything was added */
  at(i: number): Spread {
    return { mean: this.#means[i] as number, deviation: this.#deviation(i) };
  }

  /** @returns all means, then all deviations */
  packed(): Float32Array {
    const size = this.#means.length;
    return Float32Array.from({ length: 2 * size }, (_, i) => (i < size ? (this.#means[i] as number) : this.#deviation(i - size)));
  }

  /** Of the population, not of a sample. */
  #deviation(i: number): number {
    return this.#count === 0 ? 0 : Math.sqrt((this.#squares[i] as number) / this.#count);
  }
}
