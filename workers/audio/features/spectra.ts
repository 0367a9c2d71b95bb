// Magnitude spectra of frames, two by one Fourier transform; every spectral feature reads the same ones.
import { Fft } from '../../../src/domain/sound/fft';

/** All frames are of 93 ms at this rate: lines lie 10.8 Hz apart, near enough to tell semitones apart from 180 Hz on. */
export const SPECTRUM = { rateHz: 44100, frame: 4096, hop: 2048, lines: 2049, lineHz: 44100 / 4096 } as const;
/** Samples of a frame and its successor. */
export const PAIR_SAMPLES = SPECTRUM.frame + SPECTRUM.hop;

export interface SpectraOfPair {
  /** `SPECTRUM.lines` magnitudes of each: 1 for a sine of full scale. Overwritten by the next pair. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** The transform of two real frames as one complex one: with z = a + ib, A = (Z(k) + Z*(−k)) / 2 and B = (Z(k) − Z*(−k)) / 2i. */
export class PairSpectra {
  readonly #fft = new Fft(SPECTRUM.frame);
  readonly #window = blackmanHarris62(SPECTRUM.frame);
  readonly #re = new Float64Array(SPECTRUM.frame);
  readonly #im = new Float64Array(SPECTRUM.frame);
  readonly #first = new Float32Array(SPECTRUM.lines);
  readonly #second = new Float32Array(SPECTRUM.lines);

  /** @param pair `PAIR_SAMPLES` samples */
  of(pair: Float32Array): SpectraOfPair {
    const { frame, hop } = SPECTRUM;
    for (let i = 0; i < frame; i++) {
      const weight = this.#window[i] as number;
      this.#re[i] = weight * (pair[i] as number);
      this.#im[i] = weight * (pair[i + hop] as number);
    }
    this.#fft.transform(this.#re, this.#im);
    this.#part();
    return { first: this.#first, second: this.#second };
  }

  #part(): void {
    const [re, im, size] = [this.#re, this.#im, SPECTRUM.frame];
    for (let k = 0; k < SPECTRUM.lines; k++) {
      const mirrored = (size - k) % size;
      const [zr, zi, mr, mi] = [re[k] as number, im[k] as number, re[mirrored] as number, im[mirrored] as number];
      this.#first[k] = 0.5 * Math.sqrt((zr + mr) ** 2 + (zi - mi) ** 2);
      this.#second[k] = 0.5 * Math.sqrt((zi + mi) ** 2 + (mr - zr) ** 2);
    }
  }
}

/** The three-term Blackman–Harris window with side lobes at −62 dB (Harris 1978), scaled to a sum of 2. */
function blackmanHarris62(size: number): Float64Array {
  const shape = Float64Array.from({ length: size }, (_, i) => {
    const phase = (2 * Math.PI * i) / (size - 1);
    return 0.44959 - 0.49364 * Math.cos(phase) + 0.05677 * Math.cos(2 * phase);
  });
  const sum = shape.reduce((total, value) => total + value, 0);
  return shape.map((value) => (2 * value) / sum);
}
