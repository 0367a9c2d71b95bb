// Peaks against valleys of six bands (Akkermans, Serrà & Herrera 2009), after essentia's SpectralContrast.

/** First lines of the bands, and the end of the last (20 to 11,000 Hz): those of essentia for frames of 4,096 at 44.1 kHz, read off its answers to single lines. */
const EDGES = [2, 31, 66, 118, 216, 442, 1025] as const;
/** Part of a band's lines that makes its peak, and its valley. */
const PART = 0.4;
/** Keeps logarithms and quotients of empty lines finite. */
const LEAST = 1e-30;

export const CONTRAST_BANDS = EDGES.length - 1;

export class SpectralContrast {
  readonly #bands = EDGES.slice(0, -1).map((first, i) => new Float32Array((EDGES[i + 1] as number) - first));
  readonly #contrasts = new Float64Array(CONTRAST_BANDS);

  /** @returns for each band −1 (flat) to 0 (a single tone); overwritten by the next call */
  of(spectrum: Float32Array): Float64Array {
    this.#bands.forEach((band, i) => {
      const first = EDGES[i] as number;
      band.set(spectrum.subarray(first, first + band.length));
      this.#contrasts[i] = contrast(band.sort());
    });
    return this.#contrasts;
  }
}

/** (peak / valley) ^ (1 / ln mean), negative: below 1 the logarithm is too. */
function contrast(ascending: Float32Array): number {
  const count = Math.max(1, Math.round(PART * ascending.length));
  const [valley, peak] = [mean(ascending, 0, count), mean(ascending, ascending.length - count, ascending.length)];
  const logMean = Math.log(mean(ascending, 0, ascending.length) + LEAST);
  return -(((peak + LEAST) / (valley + LEAST)) ** (1 / (logMean || LEAST)));
}

function mean(values: Float32Array, from: number, until: number): number {
  let sum = 0;
  for (let i = from; i < until; i++) sum += values[i] as number;
  return sum / (until - from);
}
