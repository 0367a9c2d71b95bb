// How alike a curve is to itself some time later: the mean over stretches, so that a long recording needs no long transform.
import { Fft } from './fft';

/** Values of a stretch, 95 s at 86 Hz. */
const STRETCH = 8192;
/** A rest shorter than this says little. */
const LEAST = STRETCH / 4;

/**
 * Autocorrelation up to a lag, 1 at lag 0; each lag is scaled up for the pairs that a stretch lacks at its ends.
 * @returns zeros for a curve without energy
 */
export function autocorrelation(values: Float32Array, mostLag: number): Float64Array {
  const sums = new Float64Array(mostLag + 1);
  const fft = new Fft(2 * STRETCH);
  const [re, im] = [new Float64Array(fft.size), new Float64Array(fft.size)];
  for (let from = 0; from < values.length; from += STRETCH) {
    const stretch = values.subarray(from, from + STRETCH);
    if (from > 0 && stretch.length < LEAST) break;
    addStretch(sums, stretch, fft, re, im);
  }
  const energy = sums[0] as number;
  return energy > 0 ? sums.map((sum) => sum / energy) : sums;
}

/** By the power spectrum (Wiener–Khinchin); zeros behind the stretch keep its end from meeting its start. @param re scratch of the transform's size, as is `im` */
function addStretch(sums: Float64Array, stretch: Float32Array, fft: Fft, re: Float64Array, im: Float64Array): void {
  re.fill(0).set(stretch);
  im.fill(0);
  fft.transform(re, im);
  for (let i = 0; i < fft.size; i++) {
    re[i] = (re[i] as number) ** 2 + (im[i] as number) ** 2;
    im[i] = 0;
  }
  fft.transform(re, im);
  const length = stretch.length;
  // Lags past half of a short stretch rest on too few pairs.
  for (let lag = 0; lag < Math.min(sums.length, length / 2); lag++) {
    sums[lag] = (sums[lag] as number) + ((re[lag] as number) / fft.size) * (length / (length - lag));
  }
}
