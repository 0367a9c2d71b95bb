// The tones of music: where the spectrum of each short frame peaks.
import { Fft } from './fft';

/** From E1 to C7, with half a semitone on both sides, in Hz at a′ = 440. */
const RANGE_HZ = { least: 40, most: 2150 } as const;
/** Weaker peaks than this part of the strongest in the frame are side lobes, noise and far overtones: 0.001 cost 3 points (MIREX weighted), 0.01 2.3. */
const WEAKEST = 0.03;
/** A frame lasts about this long: semitones of the octave from C2 on (4 Hz apart) are told apart by a Hann window of 4 lines. */
const FRAME_S = 0.37;

export interface Tone {
  /** Semitones above 440 Hz; a third of a semitone stays a third. */
  readonly semitones: number;
  /** Amplitude of a sine of full scale: 1. */
  readonly amplitude: number;
}

/** Samples in a frame at a rate. */
export function frameSamples(rateHz: number): number {
  return 2 ** Math.max(8, Math.round(Math.log2(FRAME_S * rateHz)));
}

/** Finds the tones of frames of one size. */
export class ToneFinder {
  readonly #rateHz: number;
  readonly #fft: Fft;
  readonly #window: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #levels: Float64Array;

  constructor(rateHz: number) {
    const size = frameSamples(rateHz);
    this.#rateHz = rateHz;
    this.#fft = new Fft(size);
    this.#window = Float64Array.from({ length: size }, (_, i) => (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)) * (4 / size));
    [this.#re, this.#im, this.#levels] = [new Float64Array(size), new Float64Array(size), new Float64Array(size / 2)];
  }

  /** Frames side by side (overlap by half changed no answer of 154); one that is not full at the end is left out. */
  frames(samples: Float32Array): Tone[][] {
    const size = this.#fft.size;
    const tones: Tone[][] = [];
    for (let from = 0; from + size <= samples.length; from += size) tones.push(this.frame(samples.subarray(from, from + size)));
    return tones;
  }

  /** @param samples one frame; silence follows a shorter one */
  frame(samples: Float32Array): Tone[] {
    for (let i = 0; i < this.#fft.size; i++) this.#re[i] = (this.#window[i] as number) * (samples[i] ?? 0);
    this.#im.fill(0);
    this.#fft.transform(this.#re, this.#im);
    const [first, last] = [this.#line(RANGE_HZ.least), Math.min(this.#levels.length - 2, this.#line(RANGE_HZ.most))];
    let strongest = 0;
    for (let k = first - 1; k <= last + 1; k++) {
      const level = Math.hypot(this.#re[k] as number, this.#im[k] as number);
      this.#levels[k] = level;
      if (level > strongest) strongest = level;
    }
    return this.#peaks(first, last, strongest * WEAKEST);
  }

  #line(hz: number): number {
    return Math.round((hz * this.#fft.size) / this.#rateHz);
  }

  /** A parabola through the logarithms of three lines tells where between them the peak lies (Smith & Serra 1987). */
  #peaks(first: number, last: number, least: number): Tone[] {
    const tones: Tone[] = [];
    for (let k = first; k <= last; k++) {
      const level = this.#levels[k] as number, before = this.#levels[k - 1] as number, after = this.#levels[k + 1] as number;
      if (!(level > before && level >= after && level > least && before > 0 && after > 0)) continue;
      const a = Math.log(before), b = Math.log(level), c = Math.log(after);
      const offset = (0.5 * (a - c)) / (a - 2 * b + c);
      tones.push({ semitones: 12 * Math.log2(((k + offset) * this.#rateHz) / this.#fft.size / 440), amplitude: Math.exp(b - 0.25 * (a - c) * offset) });
    }
    return tones;
  }
}
