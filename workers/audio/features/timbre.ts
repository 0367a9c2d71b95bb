// The shape of a spectrum in single numbers, after essentia's algorithms of the same names.
import { SPECTRUM } from './spectra';

/** Mean frequency, weighted by magnitude, Hz (Centroid); 0 for silence. */
export function centroidHz(spectrum: Float32Array): number {
  let [weighted, sum] = [0, 0];
  for (let k = 0; k < spectrum.length; k++) {
    weighted += k * (spectrum[k] as number);
    sum += spectrum[k] as number;
  }
  return sum === 0 ? 0 : (weighted / sum) * SPECTRUM.lineHz;
}

/** The line up to which this part of the energy lies, Hz (RollOff). */
export function rolloffHz(spectrum: Float32Array, part = 0.85): number {
  const most = part * energyOf(spectrum);
  let [line, energy] = [0, (spectrum[0] as number) ** 2];
  while (energy < most && line < spectrum.length - 1) energy += (spectrum[++line] as number) ** 2;
  return line * SPECTRUM.lineHz;
}

export function energyOf(spectrum: Float32Array): number {
  let energy = 0;
  for (let k = 0; k < spectrum.length; k++) energy += (spectrum[k] as number) ** 2;
  return energy;
}

/** How far two spectra that follow each other lie apart: the Euclidean distance (Flux). */
export function flux(before: Float32Array, after: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < before.length; k++) sum += ((after[k] as number) - (before[k] as number)) ** 2;
  return Math.sqrt(sum);
}

/**
 * Geometric over arithmetic mean: 1 for a flat spectrum, near 0 for single tones (Flatness); 0 where a line is empty.
 * Sixteen magnitudes are multiplied before each logarithm, which costs most of it; scaled by the mean, their product stays a number.
 */
export function flatness(spectrum: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < spectrum.length; k++) sum += spectrum[k] as number;
  const scale = spectrum.length / sum;
  let logs = 0;
  for (let from = 0; from < spectrum.length; from += 16) {
    let product = 1;
    for (let k = from; k < Math.min(from + 16, spectrum.length); k++) product *= (spectrum[k] as number) * scale;
    logs += Math.log(product);
  }
  return sum === 0 ? 0 : Math.exp(logs / spectrum.length);
}

/** Part of the samples at which the sign changes (ZeroCrossingRate). */
export function zeroCrossingRate(samples: Float32Array, from: number, count: number): number {
  let crossings = 0;
  for (let i = from + 1; i < from + count; i++) {
    if ((samples[i] as number) > 0 !== (samples[i - 1] as number) > 0) crossings++;
  }
  return crossings / count;
}
