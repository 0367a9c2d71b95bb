// Mel-frequency cepstral coefficients: the coarse shape of a spectrum as people hear it, after essentia's MFCC.
import { SPECTRUM } from './spectra';

const BANDS = 40;
const HIGHEST_HZ = 11000;
/** −200 dB: less power than this counts as this much. */
const FLOOR = 1e-10;
export const CEPSTRUM_SIZE = 13;

/** The mel scale of the Hidden Markov Model Toolkit. */
const melOf = (hz: number): number => 1127.01048 * Math.log(1 + hz / 700);

/** A triangle over some lines; its weights, linear in mel, add up to 1. */
interface Band {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Made once: the logarithms for them take longer than the cepstra of a track. */
const MEL_BANDS = bands();
const COSINES = cosines();

export class MelCepstrum {
  readonly #levels = new Float64Array(BANDS);
  readonly #coefficients = new Float64Array(CEPSTRUM_SIZE);

  /** @returns 13 coefficients, the first the mean level; overwritten by the next call */
  of(spectrum: Float32Array): Float64Array {
    MEL_BANDS.forEach(({ first, weights }, band) => {
      let power = 0;
      for (let i = 0; i < weights.length; i++) power += (weights[i] as number) * (spectrum[first + i] as number) ** 2;
      // essentia's `dbamp`: 20 lg of the power.
      this.#levels[band] = 20 * Math.log10(Math.max(power, FLOOR));
    });
    COSINES.forEach((row, i) => {
      let sum = 0;
      for (let band = 0; band < BANDS; band++) sum += (row[band] as number) * (this.#levels[band] as number);
      this.#coefficients[i] = sum;
    });
    return this.#coefficients;
  }
}

function bands(): Band[] {
  const step = melOf(HIGHEST_HZ) / (BANDS + 1);
  return Array.from({ length: BANDS }, (_, band) => {
    const weightAt = (line: number): number => Math.max(0, 1 - Math.abs(melOf(line * SPECTRUM.lineHz) / step - (band + 1)));
    const lines = Array.from({ length: SPECTRUM.lines }, (_, line) => line).filter((line) => weightAt(line) > 0);
    const sum = lines.reduce((total, line) => total + weightAt(line), 0);
    return { first: lines[0] ?? 0, weights: Float64Array.from(lines, (line) => weightAt(line) / sum) };
  });
}

/** Rows of the orthonormal discrete cosine transform, type 2. */
function cosines(): Float64Array[] {
  return Array.from({ length: CEPSTRUM_SIZE }, (_, i) => {
    const scale = Math.sqrt((i === 0 ? 1 : 2) / BANDS);
    return Float64Array.from({ length: BANDS }, (_, band) => scale * Math.cos((Math.PI / BANDS) * (band + 0.5) * i));
  });
}
