// The spectrum of a recording, averaged over stretches that lie evenly over it.
import { Fft } from './fft';

/** About 20 Hz from line to line, whatever the rate. */
const LINE_HZ = 24;
/** From one stretch to the next. */
const HOP_S = 0.5;

export interface Spectrum {
  /** Mean power of each line from 0 Hz to the Nyquist frequency: 1 for a sine of full scale. */
  readonly powers: Float64Array;
  readonly lineHz: number;
}

/** A stretch that is being collected, of two frames side by side. */
interface Collected {
  index: number;
  filled: number;
  readonly samples: Float32Array;
}

export interface SpectrumLane {
  /** @param mono of which the first `frames` values count; `startFrame` is their place in the recording */
  add(mono: Float32Array, frames: number, startFrame: number): void;
}

/** Measures one recording; parts that are decoded side by side have a lane each. */
export class MeanSpectrum {
  readonly #sampleRateHz: number;
  readonly #fft: Fft;
  readonly #window: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #sums: Float64Array;
  readonly #hop: number;
  #count = 0;

  constructor(sampleRateHz: number) {
    const size = 2 ** Math.max(8, Math.round(Math.log2(sampleRateHz / LINE_HZ)));
    this.#sampleRateHz = sampleRateHz;
    this.#fft = new Fft(size);
    this.#window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
    [this.#re, this.#im] = [new Float64Array(size), new Float64Array(size)];
    this.#sums = new Float64Array(size / 2 + 1);
    this.#hop = Math.max(2 * size, Math.round(HOP_S * sampleRateHz));
  }

  lane(): SpectrumLane {
    const collected: Collected = { index: -1, filled: 0, samples: new Float32Array(2 * this.#fft.size) };
    return { add: (mono, frames, startFrame) => this.#add(collected, mono, frames, startFrame) };
  }

  /** @returns null where the recording is shorter than one stretch (0.1 s) */
  spectrum(): Spectrum | null {
    if (this.#count === 0) return null;
    // A Hann window halves the amplitude, and a sine's power is shared by two lines of the whole spectrum.
    const scale = (4 / this.#fft.size) ** 2 / (2 * this.#count);
    return { powers: this.#sums.map((sum) => sum * scale), lineHz: this.#sampleRateHz / this.#fft.size };
  }

  #add(collected: Collected, mono: Float32Array, frames: number, startFrame: number): void {
    const length = collected.samples.length;
    for (let index = Math.floor(startFrame / this.#hop); index * this.#hop < startFrame + frames; index++) {
      const from = Math.max(startFrame, index * this.#hop);
      const until = Math.min(startFrame + frames, index * this.#hop + length);
      if (until <= from) continue;
      const at = from - index * this.#hop;
      if (at === 0) [collected.index, collected.filled] = [index, 0];
      // After a hole, or where a lane begins in the middle of a stretch, that stretch is left out.
      if (collected.index !== index || collected.filled !== at) continue;
      collected.samples.set(mono.subarray(from - startFrame, until - startFrame), at);
      collected.filled = at + until - from;
      if (collected.filled === length) this.#transform(collected.samples);
    }
  }

  /** Two real frames as one complex one: of z = a + ib, |Z(k)|² + |Z(−k)|² = 2 (|A(k)|² + |B(k)|²). */
  #transform(samples: Float32Array): void {
    const size = this.#fft.size;
    for (let i = 0; i < size; i++) {
      const weight = this.#window[i] as number;
      this.#re[i] = weight * (samples[i] as number);
      this.#im[i] = weight * (samples[size + i] as number);
    }
    this.#fft.transform(this.#re, this.#im);
    if (!Number.isFinite(this.#re[0] as number)) return;
    for (let k = 0; k <= size / 2; k++) {
      const mirrored = (size - k) % size;
      this.#sums[k] = (this.#sums[k] as number) + (this.#powerAt(k) + this.#powerAt(mirrored)) / 2;
    }
    this.#count++;
  }

  #powerAt(k: number): number {
    return (this.#re[k] as number) ** 2 + (this.#im[k] as number) ** 2;
  }
}
