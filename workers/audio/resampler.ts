// Band-limited change of sample rate: a polyphase windowed-sinc filter for any rational ratio.
import { kaiser, sinc } from '../../src/domain/sound/windowed-sinc';

/** The −6 dB point, as a part of the lower rate's Nyquist frequency; the transition band is centred on it. */
const CUTOFF = 0.94;

/**
 * Zero crossings of the sinc on each side: the filter's sharpness. The transition band is about 5 / crossings of
 * the lower Nyquist frequency wide: 24 keeps 0–83 % of it flat, 8 suits what looks far below it only.
 */
export type Sharpness = 8 | 12 | 24;

export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  /** One row of `2 × half` taps for each of the `up` fractional positions. */
  readonly #taps: Float32Array;

  constructor(fromHz: number, toHz: number, sharpness: Sharpness) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    const scale = Math.min(1, toHz / fromHz);
    this.#half = Math.ceil(sharpness / scale);
    this.#taps = fromHz === toHz ? new Float32Array(0) : kernel(this.#up, this.#half, scale * CUTOFF);
  }

  /** Input frames that the filter looks at before and after each output: give that much on both sides where there is audio. */
  get margin(): number {
    return this.#taps.length === 0 ? 0 : this.#half;
  }

  /**
   * Output sample k lies at input position `from + k × fromHz / toHz`; outside the input there is silence.
   * @returns `count` samples at the new rate
   */
  run(input: Float32Array, from: number, count: number): Float32Array<ArrayBuffer> {
    const out = new Float32Array(count);
    if (this.#taps.length === 0) {
      out.set(input.subarray(from, from + count));
      return out;
    }
    if (this.#up === 1) this.#decimate(input, from, out);
    else this.#interpolate(input, from, out);
    return out;
  }

  #interpolate(input: Float32Array, from: number, out: Float32Array): void {
    const width = 2 * this.#half;
    let position = from;
    let phase = 0;
    for (let k = 0; k < out.length; k++) {
      const first = position - this.#half + 1;
      out[k] = first >= 0 && first + width <= input.length
        ? dot(this.#taps, phase * width, input, first, width)
        : dotAtEdge(this.#taps, phase * width, input, first, width);
      phase += this.#down;
      const whole = Math.floor(phase / this.#up);
      position += whole;
      phase -= whole * this.#up;
    }
  }

  /** Every output lies on an input, so the filter is even: samples as far before as behind share a tap, at a third of the time. */
  #decimate(input: Float32Array, from: number, out: Float32Array): void {
    const taps = this.#taps.subarray(this.#half - 1);
    const width = 2 * this.#half;
    for (let k = 0, position = from; k < out.length; k++, position += this.#down) {
      const first = position - this.#half + 1;
      out[k] = first >= 0 && first + width <= input.length
        ? dotEven(taps, input, position, this.#half)
        : dotAtEdge(this.#taps, 0, input, first, width);
    }
  }
}

/** Four sums at once: the additions no longer wait for one another (measured: 1.7 × as fast as one sum). */
function dot(taps: Float32Array, at: number, input: Float32Array, first: number, width: number): number {
  let a = 0, b = 0, c = 0, d = 0;
  let j = 0;
  for (; j + 3 < width; j += 4) {
    a += (taps[at + j] as number) * (input[first + j] as number);
    b += (taps[at + j + 1] as number) * (input[first + j + 1] as number);
    c += (taps[at + j + 2] as number) * (input[first + j + 2] as number);
    d += (taps[at + j + 3] as number) * (input[first + j + 3] as number);
  }
  for (; j < width; j++) a += (taps[at + j] as number) * (input[first + j] as number);
  return a + b + c + d;
}

/** @param taps from the middle one on, `half` of each side with it */
function dotEven(taps: Float32Array, input: Float32Array, middle: number, half: number): number {
  let a = (taps[0] as number) * (input[middle] as number), b = 0, c = 0, d = 0;
  let j = 1;
  for (; j + 3 < half; j += 4) {
    a += (taps[j] as number) * ((input[middle - j] as number) + (input[middle + j] as number));
    b += (taps[j + 1] as number) * ((input[middle - j - 1] as number) + (input[middle + j + 1] as number));
    c += (taps[j + 2] as number) * ((input[middle - j - 2] as number) + (input[middle + j + 2] as number));
    d += (taps[j + 3] as number) * ((input[middle - j - 3] as number) + (input[middle + j + 3] as number));
  }
  for (; j < half; j++) a += (taps[j] as number) * ((input[middle - j] as number) + (input[middle + j] as number));
  return a + b + c + d;
}

function dotAtEdge(taps: Float32Array, at: number, input: Float32Array, first: number, width: number): number {
  let sum = 0;
  const until = Math.min(width, input.length - first);
  for (let j = Math.max(0, -first); j < until; j++) sum += (taps[at + j] as number) * (input[first + j] as number);
  return sum;
}

function kernel(phases: number, half: number, cutoff: number): Float32Array {
  const width = 2 * half;
  const taps = new Float32Array(phases * width);
  const row = new Float64Array(width);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const x = j - half + 1 - phase / phases;
      row[j] = sinc(cutoff * x) * kaiser(x / half);
      sum += row[j] as number;
    }
    // Each position sums to one, so that a constant stays exactly constant.
    for (let j = 0; j < width; j++) taps[phase * width + j] = (row[j] as number) / sum;
  }
  return taps;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
